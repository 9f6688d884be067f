"""How many sanctions, and how many for violence: days are counted, never offences. No order of rows matters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from throughgate.common.errors import WrongUse
from throughgate.predictors.offences import Offence


@dataclass(frozen=True)
class Sanction:
    """One conviction or caution: its day and what it was for. A penalty notice is none."""

    day: date
    offences: tuple[Offence, ...]


def sanctions(found: Iterable[Sanction], *, current: date) -> int:
    """Distinct days with a conviction or caution, up to and with the current sanction; later ones do not count."""
    return len(_days(found, current))


def sanctions_for_violence(found: Iterable[Sanction], *, current: date) -> int:
    """Those of the days with at least one offence that counts as violent, by its code or else its category."""
    kept = list(found)
    _days(kept, current)
    violent = (each for each in kept if any(offence.violent for offence in each.offences))
    return len({each.day for each in violent if each.day <= current})


def _days(found: Iterable[Sanction], current: date) -> set[date]:
    days = {each.day for each in found if each.day <= current}
    if current not in days:
        raise WrongUse(
            f"None of the sanctions is on {current}, the day of the current one. "
            "Add the current sanction to the list, or correct its day."
        )
    return days
