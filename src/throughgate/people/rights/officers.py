"""Who handles the rights of people, as policies of the database: officers, never those who are kept out of a record."""

from __future__ import annotations

from throughgate.privacy.access.about_person import MINE, NOBODY, Policies, may_see
from throughgate.privacy.audit.models import OFFICER

# The second person who looks before an answer goes out may be a manager.
APPROVER = "(SELECT my_role()) IN ('information_officer', 'manager')"
NOT_KEPT_OUT = "NOT kept_from_me(person_id)"
PERSON = "'person'"


def led(lead: str = "lead_id") -> str:
    """The organisation that the person asked leads the case."""
    return f"{lead} = {MINE} AND {APPROVER} AND {NOT_KEPT_OUT}"


def asked(column: str = "organisation_id") -> str:
    """An organisation that holds something is asked, though it may not be involved any longer."""
    return f"{column} = {MINE} AND {OFFICER} AND {NOT_KEPT_OUT}"


def of_lead(also: str = NOBODY) -> Policies:
    """Rows that the lead writes, about a person whom it may see when it begins; `also` may read them."""
    return Policies(
        see=f"({led()}) OR ({also})",
        enter=f"{led()} AND {may_see(PERSON)}",
        change=led(),
        remove=NOBODY,
    )
