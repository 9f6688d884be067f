"""What the frame shows of where somebody is: a fact, a part, a card; and the rows of home pages about moves."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.utils.translation import ngettext

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.person.moves import handover, queries
from throughgate.people.person.moves.handover import Waiting
from throughgate.people.person.moves.models import KeyDate, Whereabouts
from throughgate.people.person.moves.rules import Place, name_of
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Fact, Line, near, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import home
from throughgate.privacy.access.home import Group, Row
from throughgate.privacy.access.models import Post, User

FEW = 3
LATELY = timedelta(days=90)  # for so long a sender is told what is missing of a move


def register() -> None:
    gather(Whereabouts, KeyDate)
    frame.offer("person-place", lazy("Where they are"), "place", rank=10)
    frame.tell(where_now, rank=10)
    frame.summarise(card, rank=10)
    home.ask(moves, rank=10, of=home.WORKERS)


def words_of(row: Whereabouts) -> str:
    name = name_of(Place(row.kind))
    return f"{name} – {row.establishment}" if row.establishment else name


def _now(opened: Opened) -> list[Whereabouts]:
    return queries.present(opened.once(queries.whereabouts), opened.who.organisation)


def where_now(opened: Opened) -> Fact | None:
    """As the reader's own organisation has it, else as another does; said apart where they differ."""
    if not opened.sees("place"):
        return None
    rows = _now(opened)
    if not rows:
        return None
    words = list(dict.fromkeys(words_of(row) for row in rows))
    text = _("%(where)s, since %(day)s") % {
        "where": words[0],
        "day": dates.long(rows[0].first_day),
    }
    if len(words) > 1:
        text = "; ".join(f"{words_of(row)} ({row.held_by.name})" for row in rows)
    return Fact(_("Now"), text, href=reverse("person-place", args=[opened.person]))


def card(opened: Opened) -> Card | None:
    """Where they are as each has it, and the dates that come next."""
    if not opened.sees("place"):
        return None
    called = load("throughgate.people.person.moves")["dates"].latest
    lines = [
        Line(_("Now"), words_of(row), said_by(row.held_by.name, row.entered_on, row.source))
        for row in _now(opened)
    ]
    coming = [row for row in queries.key_dates(opened) if row.day >= opened.today]
    lines += [
        Line(
            called.get(row.kind, row.kind),
            near(row.day, opened.today),
            said_by(row.held_by.name, row.entered_on, row.source),
        )
        for row in coming[:FEW]
    ]
    return Card(
        _("Where they are"),
        tuple(lines),
        empty=_("Nobody has entered where they are yet."),
        on_href=reverse("person-place", args=[opened.person]),
        on_words=_("Where they have been, dates and moves"),
    )


def moves(user: User, post: Post, today: date, now: datetime) -> Group | None:
    """Whom the user is asked to take over, and what is missing of those whom they handed over."""
    found = handover.waiting(user, since=today - LATELY, today=today, now=now)
    if not found:
        return None
    rows = sorted((_row(each, today) for each in found), key=lambda row: not row.late)
    return Group(_("People who moved"), tuple(rows))


def _row(each: Waiting, today: date) -> Row:
    move, name = each.move, each.name or _("somebody whose name you may not see yet")
    kind = load("throughgate.people.person.moves")["moves"].latest[move.kind]
    detail = f"{kind}, {near(move.day, today)}"
    if each.asks_me:
        words = _("Take over %(name)s from %(organisation)s")
        said = {"name": name, "organisation": move.held_by.name}
        return Row(words % said, reverse("asked-move", args=[move.pk]), detail, late=each.late)
    href = reverse("person-move", args=[move.person_id, move.pk])
    said = {"name": name, "receiver": str(move.receiver), "n": str(each.missing)}
    if each.missing:
        words = ngettext(
            "%(name)s: %(n)s thing is missing, %(receiver)s says",
            "%(name)s: %(n)s things are missing, %(receiver)s says",
            each.missing,
        )
    else:
        words = _("%(name)s: %(receiver)s has not taken over yet")
    return Row(words % said, href, detail, late=each.late)
