"""What lasted, for the band of time: custody, community, needs of each pathway, the organisations that are involved."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext as _

from throughgate.common.pathways import pathways
from throughgate.common.values import load
from throughgate.people.assessment.models import Need
from throughgate.people.assessment.needs.queries import standing
from throughgate.people.person.moves import queries as moves
from throughgate.people.person.moves.rules import ESTABLISHMENT, Place
from throughgate.people.person.moves.shown import words_of
from throughgate.people.plan.rules import PACKAGE, NeedStatus, pathway_status
from throughgate.people.record.band import Span
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.sharing.why import purpose
from throughgate.people.timeline import queries


def spans(opened: Opened) -> list[Span]:
    """Custody and community first, then pathways, then who was involved."""
    places = sorted(_places(opened), key=lambda span: span.shade != "custody")
    return [*places, *_pathways(opened), *_support(opened)]


def _places(opened: Opened) -> Iterator[Span]:
    if not opened.sees("place"):
        return
    for row in reversed(moves.whereabouts(opened)):
        if row.kind == Place.NONE:
            continue
        inside = row.kind in ESTABLISHMENT
        lane, shade = (_("Custody"), "custody") if inside else (_("Community"), "community")
        yield Span(lane, words_of(row), row.first_day, row.last_day, shade)


def _pathways(opened: Opened) -> Iterator[Span]:
    """From the day on which somebody said that there is a need to the day on which it was over, and where it stands."""
    rows, stands = gathered(opened, Need, "first_day", "pk"), standing(opened)
    for each in pathways(opened.today):
        of_it = [row for row in rows if row.pathway == each.code]
        now = f"{each.name}: {_state(stands[row.pk] for row in of_it if row.pk in stands)}"
        for row in of_it:
            yield Span(
                each.name,
                each.name if row.last_day else now,
                row.first_day,
                row.last_day,
                "pathway",
            )


def _state(present: Iterable[str]) -> str:
    status = pathway_status((NeedStatus(each) for each in present), assessed=True)
    return str(load(PACKAGE)["pathway_states"].latest[status])


def _support(opened: Opened) -> Iterator[Span]:
    rows = sorted(queries.involvements(opened), key=lambda row: row.organisation.name)
    for row in rows:
        last = row.last_day if row.last_day and row.last_day < opened.today else None
        why = purpose(opened, row)
        name = row.organisation.name
        yield Span(name, f"{name}, {why[:1].lower()}{why[1:]}", row.first_day, last, "support")
