"""What an organisation works with a person for, as far as the reader may be told (decision 18)."""

from __future__ import annotations

from django.utils.translation import gettext as _

from throughgate.people.involvement import rules
from throughgate.people.involvement.models import Involvement
from throughgate.people.person.iom.queries import adoptions
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import lists


def is_named(record: Opened, row: Involvement) -> bool:
    """Another's purpose only where the section that it gives away comes from there; a mark's only while it stands."""
    telling = lists.telling(row.purpose, record.today)
    if not rules.names_purpose(record.who, record.to, telling, row.organisation_id):
        return False
    if not lists.is_mark(row.purpose, record.today) or _is_own_of_today(record, row):
        return True
    return bool(record.once(adoptions))


def purpose(record: Opened, row: Involvement) -> str:
    return lists.name_of("purposes", row.purpose) if is_named(record, row) else not_named()


def not_named() -> str:
    return _("A purpose that is not shared with you")


def _is_own_of_today(record: Opened, row: Involvement) -> bool:
    over = row.last_day is not None and row.last_day < record.today
    return row.organisation_id == record.who.organisation and not over
