"""What has become of a need, as a worker of the organisation that signed it says."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughgate.people.assessment import reading
from throughgate.people.assessment.models import SECTIONS
from throughgate.people.plan.needs import changes, queries
from throughgate.people.plan.needs.forms import Become
from throughgate.people.plan.rules import NeedStatus
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

HERE = "person-needs"


@require_http_methods(["GET", "HEAD", "POST"])
def become(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, *SECTIONS)
    need = queries.own(record, row)
    record.check_write(need.section)
    form = Become(sent(request), row=need)
    if form.is_valid():
        with said_on(form):
            changes.say(
                need=need,
                version=form.cleaned_data["version"],
                status=NeedStatus(form.cleaned_data["status"]),
                by=record.user,
                today=record.today,
                now=record.now,
            )
            return redirect(HERE, person=person)
    name = reading.names([need.code], record.today)[0]
    shown = {"form": form, "row": need, "name": name, "back": reverse(HERE, args=[person])}
    return show(request, record, "plan/need.html", shown, here=HERE)
