"""What to be careful about with somebody: MAPPA, flags that say whom to ring, conditions that say no more."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.person.risk import queries, shown
from throughgate.people.person.risk.forms import Arrangements, Careful, ConditionsApply
from throughgate.people.person.risk.models import CONDITIONS_APPLY, Flag, Mappa
from throughgate.people.record import queries as record_queries
from throughgate.people.record.editing import Rows, form_page
from throughgate.people.record.pages import opened, show

SECTION, HERE = "risk", "person-risk"
ONCE = {
    "mappa_one_is_present": (
        "Your organisation has entered a category and level that go on. Change those, or give them a last day first."
    )
}
MAPPA = Rows(Mappa, Arrangements, "risk/mappa.html", HERE, SECTION, once=ONCE)
FLAGS = Rows(Flag, Careful, "risk/flag.html", HERE, SECTION)
CONDITIONS = Rows(Flag, ConditionsApply, "risk/conditions.html", HERE, SECTION)
add_mappa, change_mappa, remove_mappa = MAPPA.pages()
add_flag, _changed, remove_flag = FLAGS.pages()
add_conditions, _changed_too, _removed = CONDITIONS.pages()


@require_safe
def risk(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    mappa, flags = record.once(queries.mappa), record.once(queries.flags)
    page = {
        "late": shown.late(record),
        "mappa": queries.going_on(record, mappa),
        "flags": queries.going_on(record, flags),
        "over": [*queries.over(record, mappa), *queries.over(record, flags)],
        "conditions_apply": CONDITIONS_APPLY,
        "may_write": record.may_write(SECTION),
        "in_words": shown.in_words,
    }
    return show(request, record, "risk/risk.html", page, here=HERE)


@form_page
def change_flag(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    """The conditions flag has a form of its own: there is nothing in it to say more with."""
    record = FLAGS.opened(request, person)
    held = record_queries.own_row(Flag, record, row)
    rows = CONDITIONS if held.kind == CONDITIONS_APPLY else FLAGS
    return rows.changed(request, record, held)
