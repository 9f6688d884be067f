"""What the frame offers of limits: to officers the limits, to everybody “I know this person”; the home page’s rows."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from throughgate.people.person.limits.home import to_look_at
from throughgate.people.record import frame
from throughgate.privacy.access.home import ask
from throughgate.privacy.access.kinds import Role


def register() -> None:
    frame.offer("person-limits", lazy("Who may not see"), "limits", rank=90)
    frame.offer("declare-known", lazy("I know this person"), "person", rank=99)
    ask(to_look_at, rank=36, of=frozenset({Role.INFORMATION_OFFICER}))
