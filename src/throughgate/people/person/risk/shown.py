"""What the frame shows of risk: MAPPA, the conditions, whom to ring; a review that is late is said first."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.people.person.risk import queries, rules
from throughgate.people.person.risk.models import CONDITIONS_APPLY, Flag, Mappa
from throughgate.people.record import coming_up, frame
from throughgate.people.record.coming_up import Due, Question
from throughgate.people.record.frame import Card, Fact, Line, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import lists
from throughgate.privacy.access.models import Post

HERE = "person-risk"


def register() -> None:
    gather(Mappa, Flag)
    frame.offer(HERE, lazy("Risk and what to be careful about"), "risk", rank=50)
    frame.tell(mappa, rank=40)
    frame.tell(conditions, rank=41)
    frame.tell(ring_first, rank=42)
    frame.summarise(card, rank=10)
    coming_up.ask(reviews)


def listed(name: str) -> dict[object, str]:
    found: dict[object, str] = load("throughgate.people.person.risk")[name].latest
    return found


def in_words(row: Mappa | Flag) -> str:
    """“MAPPA category 2, level 1”; “A child may be at risk”."""
    if isinstance(row, Mappa):
        return _("MAPPA category %(category)s, level %(level)s") % {
            "category": row.category,
            "level": row.level,
        }
    return {**listed("flags"), **listed("conditions_apply")}[row.kind]


def mappa(opened: Opened) -> Fact | None:
    rows = _present(opened, queries.mappa)
    if not rows:
        return None
    late = rules.is_late(rows[0].review_on, today=opened.today)
    text = _("category %(category)s, level %(level)s") % {
        "category": rows[0].category,
        "level": rows[0].level,
    }
    tag = _("Review late") if late else ""
    return Fact(_("MAPPA"), text, tag, "red", reverse(HERE, args=[opened.person]))


def conditions(opened: Opened) -> Fact | None:
    rows = [row for row in _present(opened, queries.flags) if row.kind == CONDITIONS_APPLY]
    if not rows:
        return None
    text = _("ask probation")
    href = reverse(HERE, args=[opened.person])
    return Fact(_("Address and contact"), text, _("Conditions apply"), "orange", href)


def ring_first(opened: Opened) -> Fact | None:
    rows = [row for row in _present(opened, queries.flags) if row.kind != CONDITIONS_APPLY]
    if not rows:
        return None
    who = list(dict.fromkeys(" ".join(p for p in (row.ring, row.phone) if p) for row in rows))
    href = reverse(HERE, args=[opened.person])
    return Fact(_("Ring first"), "; ".join(who), _("Be careful"), "orange", href)


def card(opened: Opened) -> Card | None:
    if not opened.sees("risk"):
        return None
    said = late(opened)
    return Card(
        _("Risk and what to be careful about"),
        tuple(_lines(opened)),
        empty=_("Nothing to be careful about is entered, or none flows to your organisation."),
        late=" ".join(said),
        on_href=reverse(HERE, args=[opened.person]),
        on_words=_("All about risk"),
    )


def late(opened: Opened) -> list[str]:
    """A sentence for each review that is late, the latest first."""
    rows = [*_present(opened, queries.mappa), *_present(opened, queries.flags)]
    rows = [row for row in rows if rules.is_late(row.review_on, today=opened.today)]
    return [_late(opened, row) for row in sorted(rows, key=lambda row: row.review_on)]


def _late(opened: Opened, row: Mappa | Flag) -> str:
    assert row.review_on is not None
    when = coming_up.when(row.review_on, today=opened.today)
    return _("The review of “%(what)s” is late. %(when)s.") % {"what": in_words(row), "when": when}


def _present(opened: Opened, ask):  # type: ignore[no-untyped-def]
    return queries.going_on(opened, opened.once(ask)) if opened.sees("risk") else []


def _lines(opened: Opened) -> Iterator[Line]:
    for row in [*_present(opened, queries.mappa), *_present(opened, queries.flags)]:
        said = said_by(row.held_by.name, row.entered_on, row.source)
        yield Line(in_words(row), _what_to_do(row), said)


def _what_to_do(row: Mappa | Flag) -> str:
    review = _("Next review %(day)s") % {"day": dates.long(row.review_on)} if row.review_on else ""
    if isinstance(row, Mappa) or row.kind == CONDITIONS_APPLY:
        return review
    ring = _("Ring first: %(whom)s") % {"whom": " ".join(p for p in (row.ring, row.phone) if p)}
    return ". ".join(part for part in (ring, review) if part)


def reviews(post: Post, today: date) -> list[Question]:
    """MAPPA and flags whose review is soon or late."""
    if "risk" not in lists.opens(post.role, today):
        return []
    return [
        Question(rows, _review, {"until": rules.last_day_of_notice(today=today)})
        for rows in queries.TO_REVIEW.values()
    ]


def _review(row: Mappa | Flag) -> Due | None:
    said = _("review of “%(what)s”") % {"what": in_words(row)}
    return Due(row, said, row.review_on, HERE) if row.review_on else None
