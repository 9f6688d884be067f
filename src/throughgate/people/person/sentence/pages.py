"""What somebody was sentenced to or agreed to out of court, what it asks of them, and the dates that sources gave."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.person.sentence import queries
from throughgate.people.person.sentence.forms import Asked, Imposed
from throughgate.people.person.sentence.models import Condition, Sentence
from throughgate.people.record import queries as record_queries
from throughgate.people.record.editing import Rows, form_page
from throughgate.people.record.pages import opened, show

SECTION, HERE = "sentence", "person-sentence"
SENTENCES = Rows(Sentence, Imposed, "sentence/imposed.html", HERE, SECTION)
CONDITIONS = Rows(Condition, Asked, "sentence/condition.html", HERE, SECTION)
add_sentence, change_sentence, remove_sentence = SENTENCES.pages()
_added, change_condition, remove_condition = CONDITIONS.pages()


@require_safe
def sentence(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    shown = {
        "sentences": queries.shown(record),
        "dates": queries.dates(record),
        "sees_dates": record.sees("place"),
        "may_write": record.may_write(SECTION),
    }
    return show(request, record, "sentence/sentence.html", shown, here=HERE)


@form_page
def add_condition(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    """To one of the reader's own organisation's sentences."""
    record = CONDITIONS.opened(request, person)
    of = record_queries.own_row(Sentence, record, row)
    return CONDITIONS.added(request, record, sentence=of)
