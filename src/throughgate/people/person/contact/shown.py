"""What the frame shows of how to reach somebody."""

from __future__ import annotations

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.values import load
from throughgate.people.person.contact import queries
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.record import frame
from throughgate.people.record.frame import Card, Line, said_by
from throughgate.people.record.gathering import gather
from throughgate.people.record.opening import Opened

FEW = 3


def register() -> None:
    gather(ContactDetail)
    frame.offer("person-contact", lazy("How to reach them"), "contact", rank=20)
    frame.summarise(card, rank=20)


def card(opened: Opened) -> Card | None:
    if not opened.sees("contact"):
        return None
    kinds, uses = (load("throughgate.people.person.contact")[n].latest for n in ("kinds", "uses"))
    lines = tuple(
        Line(
            kinds[row.kind],
            row.value if row.use == "any" else f"{row.value} – {uses[row.use].lower()}",
            said_by(row.held_by.name, row.entered_on, row.source),
        )
        for row in queries.details(opened)[:FEW]
    )
    return Card(
        _("How to reach them"),
        lines,
        empty=_("Nobody has entered a way to reach them yet."),
        on_href=reverse("person-contact", args=[opened.person]),
        on_words=_("All ways to reach them"),
    )
