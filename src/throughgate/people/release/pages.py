"""The release of one person: when, what they leave with, how things are after it; and the forms that say so."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.people.record.forms import said_on
from throughgate.people.record.once import only_once
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.people.release import changes, queries, shown
from throughgate.people.release.essentials import rules as essentials
from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.forms import AtMilestone, HowFar
from throughgate.people.release.milestones import rules as milestones
from throughgate.people.release.milestones.models import Milestone
from throughgate.privacy.access.typed import sent

HERE = "person-release"
SAID = "A colleague of yours has just said something of this. Open the page again to see it."
ONCE = {"essential_once_a_holder": SAID, "milestone_once_a_holder": SAID}
form_page = require_http_methods(["GET", "HEAD", "POST"])


@require_safe
def release(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, "place")
    return show(request, record, "release/release.html", shown.page(record), here=HERE)


@form_page
def say_essential(request: HttpRequest, person: UUID, essential: str) -> HttpResponse:
    wanted = essentials.essential(essential, today=dates.today())
    if wanted is None:
        raise Http404
    record = opened(request, person, wanted.section)
    record.check_write(wanted.section)
    held = queries.own_essential(record, essential)
    form = HowFar(sent(request), row=held)
    if form.is_valid():
        fields = {**form.columns, "said_at": record.now}
        base = {"pk": form.cleaned_data["key"], "person_id": person, "section": wanted.section}
        with said_on(form), only_once(ONCE):
            row = Essential(**base, code=wanted.code, **fields)
            _say(record, form, row, held, fields)
            return redirect(HERE, person=person)
    parts = {"form": form, "row": held, "essential": wanted, "back": reverse(HERE, args=[person])}
    return show(request, record, "release/essential.html", parts, here=HERE)


@form_page
def say_milestone(request: HttpRequest, person: UUID, milestone: str, aspect: str) -> HttpResponse:
    asked = milestones.aspect(aspect, today=dates.today())
    if asked is None or milestone not in milestones.names():
        raise Http404
    record = opened(request, person, asked.section)
    record.check_write(asked.section)
    released = _released(record)
    held = queries.own_milestone(record, released, milestone, aspect)
    form = AtMilestone(sent(request), row=held, aspect=asked)
    if form.is_valid():
        base = {"pk": form.cleaned_data["key"], "person_id": person, "section": asked.section}
        with said_on(form), only_once(ONCE):
            row = Milestone(
                **base, code=milestone, aspect=aspect, released_on=released, **form.columns
            )
            _say(record, form, row, held, form.columns)
            return redirect(HERE, person=person)
    parts = {"form": form, "row": held, "milestone": milestone, "aspect": asked}
    parts |= {"back": reverse(HERE, args=[person])}
    return show(request, record, "release/milestone.html", parts, here=HERE)


def _say(record: Opened, form: Any, row: Any, held: Any, fields: dict[str, Any]) -> None:
    changes.say(
        row=row,
        held=held,
        version=form.cleaned_data["version"],
        fields=fields,
        by=record.user,
        today=record.today,
        now=record.now,
    )


def _released(record: Opened) -> Any:
    found = queries.released(record)
    if found is None:
        raise WrongUse(
            "As far as you may see, this person has not been released: there is nothing to say of it yet. "
            "Enter first that they were released, under “Where they are”."
        )
    return found
