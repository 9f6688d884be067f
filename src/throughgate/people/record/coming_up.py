"""On the home page: what is due for the people somebody works with, whatever topic it is of, the latest first.

A topic says in its `shown.py`: `coming_up.ask(reviews)`, and answers with rows to be read and what is due of each. They
are read together, and the first lock is asked once for all of them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from throughgate.people.person.models import Entry
from throughgate.people.record import queries
from throughgate.people.record.frame import near
from throughgate.privacy.access import home
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.prepared import Prepared, Ready, read

FEW = 10


@dataclass(frozen=True)
class Due:
    """Something of one row that is due on a day, and the page on which it is dealt with."""

    row: Entry
    what: str
    day: date
    route: str


@dataclass(frozen=True)
class Question:
    """Rows of one table, and what is due of each; nothing where none is. It may ask for today, the organisation, `mine`
    and values of its own; its shape is whether it is for everyone of the organisation."""

    rows: Prepared
    due: Callable[[Any], Due | None]
    values: Mapping[str, Any] = field(default_factory=dict)


Ask = Callable[[Post, date], list[Question]]


@dataclass(frozen=True)
class Listing:
    """Rows of a topic's own list, and what is due of them, which it lets through the first lock and names itself."""

    rows: Ready
    due: Callable[[Sequence[Any]], list[tuple[Due, str]]]


Find = Callable[[User, Post, date, datetime], Listing | None]
ASKED: list[Ask] = []
FINDING: list[Find] = []


def ask(topic: Ask) -> None:
    """Have a topic asked what is due for the people whom the user of a post looks after."""
    if topic not in ASKED:
        ASKED.append(topic)


def find(topic: Find) -> None:
    """Have a topic asked whose list says what is due and of whom."""
    if topic not in FINDING:
        FINDING.append(topic)


def register() -> None:
    home.ask(group, rank=10, of=home.WORKERS)


def found(user: User, post: Post, today: date, now: datetime) -> list[tuple[Due, str]]:
    """Everything that is due and whom it is about, the latest first."""
    questions = [question for topic in ASKED for question in topic(post, today)]
    known = {
        "today": today,
        "organisation": post.organisation_id,
        "mine": list(queries.mine(user, today=today)),
    }
    everyone = post.role == Role.MANAGER
    found_by = (topic(user, post, today, now) for topic in FINDING)
    listings = [each for each in found_by if each]
    asked_of = [one.rows.asked(everyone, **known, **one.values) for one in questions]
    rows_of_each = read([*asked_of, *(each.rows for each in listings)])
    answers = (
        question.due(row)
        for question, rows in zip(questions, rows_of_each[: len(questions)], strict=True)
        for row in rows
    )
    asked = {due.row: due for due in answers if due}
    seen = queries.let_through(user, asked, today=today, now=now)
    several = [(asked[row], named.name) for row, named in seen]
    for listing, rows in zip(listings, rows_of_each[len(questions) :], strict=True):
        several += listing.due(rows)
    return sorted(several, key=lambda each: each[0].day)


def group(user: User, post: Post, today: date, now: datetime) -> home.Group | None:
    several = found(user, post, today, now)
    if not several:
        return None
    words = ngettext(
        "%(count)s thing is due for the people you work with",
        "%(count)s things are due for the people you work with",
        len(several),
    )
    return home.Group(
        title=words % {"count": f"{len(several):,}"},
        rows=tuple(row_of(due, name, today) for due, name in several[:FEW]),
        on_href=reverse("due") if len(several) > FEW else "",
        on_words=_("See all %(count)s") % {"count": f"{len(several):,}"},
    )


def row_of(due: Due, name: str, today: date) -> home.Row:
    late = due.day < today
    name = name or _("Somebody whose name you may not see")
    return home.Row(
        text=f"{name}: {due.what}",
        href=reverse(due.route, args=[due.row.person_id]),
        detail=when(due.day, today=today),
        due=due.day,
        late=late,
    )


def when(day: date, *, today: date) -> str:
    """“Due on Tuesday 9 March, in 4 working days”."""
    said = _("Was due on %(day)s") if day < today else _("Due on %(day)s")
    return said % {"day": near(day, today)}
