"""What the frame offers of limits: to officers the limits, to everybody “I know this person”."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from throughgate.people.record import frame


def register() -> None:
    frame.offer("person-limits", lazy("Who may not see"), "limits", rank=90)
    frame.offer("declare-known", lazy("I know this person"), "person", rank=99)
