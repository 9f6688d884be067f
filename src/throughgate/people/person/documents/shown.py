"""What the frame shows of documents."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as lazy

from throughgate.people.person.documents import rules
from throughgate.people.record import frame


def register() -> None:
    frame.offer("person-documents", lazy("Documents"), *rules.sections(), rank=65)
