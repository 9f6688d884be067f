"""Scores of one person and how each was made; the facts that they are worked out from; those from other systems."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from throughgate.people.record.editing import Rows
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.people.tier import access
from throughgate.people.tier.scores import changes, queries, shown
from throughgate.people.tier.scores.forms import EnteredScore, Offending
from throughgate.people.tier.scores.models import OffendingHistory, Score

HERE, PART = "person-scores", "person-tier"
ONCE = {
    "offendinghistory_once_a_source": "Your organisation has entered the facts already. Change those instead."
}


class OfTier(Rows):
    """Rows of those who work with tiers, within the section."""

    def opened(self, request: HttpRequest, person: UUID) -> Opened:
        record = super().opened(request, person)
        access.check_write(record)
        return record


SCORES = OfTier(Score, EnteredScore, "tier/score.html", HERE, access.SECTION, writes=changes)
FACTS = OfTier(
    OffendingHistory,
    Offending,
    "tier/offending.html",
    HERE,
    access.SECTION,
    writes=changes,
    once=ONCE,
)
enter_score, change_score, remove_score = SCORES.pages()
enter_facts, change_facts, remove_facts = FACTS.pages()


@require_safe
def scores(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, access.SECTION)
    access.check_work_with(record)
    facts = queries.histories(record)
    page = {
        "scores": shown.shown(record),
        "missing": shown.missing(record, facts),
        "facts": facts,
        "own": any(row.held_by_id == record.who.organisation for row in facts),
        "may_write": access.may_write(record),
    }
    return show(request, record, "tier/scores.html", page, here=PART)
