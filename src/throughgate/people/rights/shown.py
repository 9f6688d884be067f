"""What rights add to a person's frame: a part of the navigation, and what the person says beside what it is about."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from throughgate.people.record import frame
from throughgate.people.rights.corrections import queries


def register() -> None:
    frame.offer("person-rights", lazy("Rights and corrections"), "person", rank=95)
    frame.set_beside(queries.beside)
