"""Where somebody is and was, the dates that others give, their moves and what was handed over on each."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Min
from django.http import Http404

from throughgate.people.person.models import Entry, Identity
from throughgate.people.person.moves.models import KeyDate, Move, Whereabouts
from throughgate.people.person.moves.rules import Place, Stay
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.people.record.queries import own_row
from throughgate.privacy.access.models import Organisation


def whereabouts(opened: Opened) -> list[Whereabouts]:
    """Every place that some organisation entered, the newest first."""
    return gathered(opened, Whereabouts, "-first_day", "-last_day", "-entered_on", "pk")


def present(rows: Iterable[Whereabouts], own: int | None) -> list[Whereabouts]:
    """Where they are now as each holder has it: the newest of each, the reader's own first."""
    found: dict[int, Whereabouts] = {}
    for row in sorted(rows, key=_newest, reverse=True):
        if row.last_day is None:
            found.setdefault(row.held_by_id, row)
    return sorted(found.values(), key=lambda row: (row.held_by_id != own, row.held_by.name))


def _newest(row: Whereabouts) -> Any:
    return row.first_day, row.source == Entry.HERE


def stays(rows: Iterable[Whereabouts]) -> list[Stay]:
    """The rows as the rules ask about them."""
    return [Stay(Place(row.kind), row.first_day, row.last_day) for row in rows]


def own_present(opened: Opened) -> Whereabouts | None:
    """Where they are as the reader's own organisation has it."""
    rows = Whereabouts.objects.filter(
        person=opened.person, held_by=opened.who.organisation, last_day=None
    ).select_related("held_by", "entered_by")
    return max(opened.visible(rows), key=_newest, default=None)


def place(opened: Opened, id: UUID) -> Whereabouts:
    """One that the reader's own organisation holds; another's is not there to correct."""
    return own_row(Whereabouts, opened, id)


def key_dates(opened: Opened) -> list[KeyDate]:
    """Each as its source gives it: what is to come first, the nearest at the top; then what is past."""
    seen = gathered(opened, KeyDate, "day", "held_by_id", "source", "pk")
    return sorted(seen, key=lambda row: _when(row, opened))


def _when(row: KeyDate, opened: Opened) -> tuple[bool, int]:
    past = row.day < opened.today
    return past, -row.day.toordinal() if past else row.day.toordinal()


def gives_already(row: KeyDate) -> bool:
    """Whether its source gives this date to its holder in another row."""
    same = KeyDate.objects.filter(
        person=row.person_id, held_by=row.held_by_id, source=row.source, kind=row.kind
    )
    return same.exclude(pk=row.pk).exists()


def before_birth(row: KeyDate) -> bool:
    """Whether a date is before the earliest birth date that the reader may see."""
    born = Identity.objects.filter(person=row.person_id).aggregate(earliest=Min("birth_date"))
    return born["earliest"] is not None and row.day < born["earliest"]


def moves(opened: Opened) -> list[Move]:
    """Every move that somebody entered, the newest first."""
    rows = Move.objects.filter(person=opened.person).select_related(
        "held_by", "came_from", "went_to", "receiving_organisation", "receiver", "taken_over"
    )
    return opened.visible(rows.order_by("-day", "-entered_on", "pk"))


def move(opened: Opened, id: UUID) -> Move:
    """One that the reader sees with the place of the person: who entered it, and who took over."""
    rows = Move.objects.filter(person=opened.person, pk=id).select_related(
        "held_by", "entered_by", "came_from", "went_to", "receiving_organisation", "receiver",
        "agreement", "taken_over",
    )  # fmt: skip
    row = rows.first()
    if row is None or not opened.visible([row]):
        raise Http404
    return row


def own_move(opened: Opened, id: UUID) -> Move:
    """One that the reader's own organisation entered."""
    return own_row(Move, opened, id)


def into(row: Whereabouts) -> Move | None:
    """The move by which somebody came to a place."""
    return Move.objects.filter(went_to=row).select_related("came_from").first()


def out_of(row: Whereabouts) -> Move | None:
    """The move by which they left it."""
    return Move.objects.filter(came_from=row).select_related("went_to").first()


def named_organisation(name: str) -> Organisation | None:
    """An establishment that is an organisation of the partnership."""
    return Organisation.objects.filter(name__iexact=name, active=True).first() if name else None
