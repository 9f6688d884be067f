"""What waits for somebody on their home page: each topic says so here, and the home page knows none of them.

An area's `apps.py` registers: `home.ask(agreements_due, rank=30)`. It is asked with the user, the post they work in, the
day and the moment, and answers with a group of rows or None.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from throughgate.privacy.access.models import Post, User


@dataclass(frozen=True)
class Row:
    """One thing that waits: a sentence that links to where it is dealt with."""

    text: str
    href: str
    detail: str = ""
    due: date | None = None
    late: bool = False


@dataclass(frozen=True)
class Group:
    """Rows of one kind. Of many, the first few, and where to go for the rest."""

    title: str
    rows: tuple[Row, ...] = ()
    empty: str = ""  # what to say without rows; without it the group is left out
    on_href: str = ""
    on_words: str = ""


Ask = Callable[[User, Post, date, datetime], Group | None]
ASKED: dict[Ask, int] = {}
OF_ROLES: dict[Ask, frozenset[str]] = {}


# Those who have people of their own to work with; all others are not asked about them.
WORKERS = frozenset(
    {"practitioner", "manager", "provider_worker", "mentor", "record_officer", "panel_chair"}
)


def ask(topic: Ask, *, rank: int, of: frozenset[str] | None = None) -> None:
    """Have a topic asked for its rows; a lower rank is nearer the top. `of`: only for these roles."""
    ASKED[topic] = rank
    if of is not None:
        OF_ROLES[topic] = of


def groups(user: User, post: Post, *, today: date, now: datetime) -> list[Group]:
    """What waits, late things first."""
    asked = [topic for topic in ASKED if post.role in OF_ROLES.get(topic, {post.role})]
    found = [topic(user, post, today, now) for topic in sorted(asked, key=lambda each: ASKED[each])]
    shown = [group for group in found if group and (group.rows or group.empty)]
    return sorted(shown, key=lambda group: not any(row.late for row in group.rows))
