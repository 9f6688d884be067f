"""Asking the person what they say of the plan, and writing down that it was looked at again."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from throughgate.people.plan import changes, queries, rules
from throughgate.people.plan.agreeing.forms import AgreementForm, ReviewForm
from throughgate.people.plan.models import PlanAgreement, PlanReview
from throughgate.people.record.forms import said_on
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

SECTION, HERE = "plan", "person-plan"
form_page = require_http_methods(["GET", "HEAD", "POST"])


@form_page
def agreement(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    sheet = queries.sheet(record)
    form = AgreementForm(sent(request), initial={"said_on": record.today})
    if form.is_valid():
        with said_on(form):
            row = PlanAgreement(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.answer(agreement=row, by=record.user, today=record.today, now=record.now)
            return redirect(HERE, person=person)
    shown = {
        "form": form,
        "sheet": sheet,
        "missing": rules.cannot_agree([goal.as_rule for goal in sheet.goals]),
        "back": reverse(HERE, args=[person]),
    }
    return show(request, record, "plan/agreement.html", shown, here=HERE)


@form_page
def review(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, SECTION)
    record.check_write(SECTION)
    sheet = queries.sheet(record)
    form = ReviewForm(sent(request), initial={"reviewed_on": record.today})
    if form.is_valid():
        with said_on(form):
            row = PlanReview(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.review(review=row, by=record.user, today=record.today, now=record.now)
            return redirect(HERE, person=person)
    shown = {"form": form, "sheet": sheet, "back": reverse(HERE, args=[person])}
    return show(request, record, "plan/review.html", shown, here=HERE)
