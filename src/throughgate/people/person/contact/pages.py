"""How to reach a person: the ways that are known, one more, a change, one taken out."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.person.contact import queries
from throughgate.people.person.contact.forms import Reach
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.record.editing import Rows
from throughgate.people.record.pages import opened, show

SECTION, HERE = "contact", "person-contact"
add, change, remove = Rows(ContactDetail, Reach, "contact/form.html", HERE, SECTION).pages()


@require_safe
def contact(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    shown = {"ways": queries.details(record), "may_write": record.may_write(SECTION)}
    return show(request, record, "contact/contact.html", shown, here=HERE)
