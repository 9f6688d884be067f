"""Who somebody is: as each organisation has it, side by side; what one's own has can be put right."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST, require_safe

from throughgate.people.person.details import changes, queries
from throughgate.people.person.details.forms import Number, OtherName, Who, answer_to
from throughgate.people.person.facts.kinds import SECTIONS, Kind
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Identity
from throughgate.people.person.names.models import Alias
from throughgate.people.record.editing import Rows, form_page
from throughgate.people.record.pages import opened, show

HERE, IDENTITY = "person-details", "identity"
ANY = (IDENTITY, *dict.fromkeys(SECTIONS.values()))

ONCE = {
    "identity_once_a_source": (
        "Your organisation has entered who they are already. Go back and change that; another name goes under "
        "“Other names”."
    ),
    "identifier_once": "Your organisation has this number on the record already.",
    "fact_once_a_source": (
        "A colleague has entered this since you opened the page. Go back, look at what they said, then change it."
    ),
}

IDENTITIES = Rows(Identity, Who, "details/who.html", HERE, IDENTITY, changes, ONCE)
NAMES = Rows(Alias, OtherName, "details/other_name.html", HERE, IDENTITY, changes, ONCE)
NUMBERS = Rows(Identifier, Number, "details/number.html", HERE, IDENTITY, changes, ONCE)
add_identity, change_identity, _never = IDENTITIES.pages()
add_name, change_name, remove_name = NAMES.pages()
add_number, change_number, remove_number = NUMBERS.pages()


@require_safe
def details(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, *ANY)
    identities = queries.identities(record)
    shown = {
        "sees_identity": record.sees(IDENTITY),
        "may_write": record.may_write(IDENTITY),
        "identities": identities,
        "differing": queries.differing(identities),
        "other_names": queries.other_names(record),
        "numbers": queries.numbers(record),
        "groups": queries.groups(record),
    }
    return show(request, record, "details/details.html", shown, here=HERE)


@form_page
def fact(request: HttpRequest, person: UUID, fact: str) -> HttpResponse:
    """Say it, or say it anew: there is one answer an organisation."""
    kind, rows = _rows_of(fact)
    record = rows.opened(request, person)
    own = queries.own_fact(record, kind)
    if own:
        return rows.changed(request, record, own)
    return rows.added(request, record, kind=kind.value, section=SECTIONS[kind])


@require_POST
def remove_fact(request: HttpRequest, person: UUID, fact: str) -> HttpResponse:
    kind, rows = _rows_of(fact)
    record = rows.opened(request, person)
    own = queries.own_fact(record, kind)
    if own:
        return rows.remove(request, person, own.pk)
    return redirect(HERE, person=person)


def _rows_of(fact: str) -> tuple[Kind, Rows]:
    if fact not in {kind.value for kind in Kind}:
        raise Http404
    kind = Kind(fact)
    form = answer_to(kind)
    return kind, Rows(Fact, form, "details/fact.html", HERE, SECTIONS[kind], changes, ONCE)
