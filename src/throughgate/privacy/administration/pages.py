"""Pages for administrators: organisations, who works there, and in which posts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.privacy.access.typed import Form, sent
from throughgate.privacy.administration import access, changes, forms, queries


@contextmanager
def said_on(form: Form) -> Iterator[None]:
    """What a change refuses for what was typed stands on the form, where it can be put right."""
    try:
        yield
    except WrongUse as error:
        form.add_error(None, str(error))


form_page = require_http_methods(["GET", "HEAD", "POST"])


def _show(request: HttpRequest, name: str, shown: dict[str, Any]) -> HttpResponse:
    wrong = bool(shown.get("form") and shown["form"].errors)
    return render(request, f"administration/{name}.html", shown, status=422 if wrong else 200)


@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    shown = {
        "organisations": queries.organisations(reader, today=today),
        "all": access.may_administer_all(reader, today=today),
    }
    return _show(request, "organisations", shown)


@form_page
def add_organisation(request: HttpRequest) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_administer_all(by, today=today)
    form = forms.NewOrganisation(sent(request))
    if form.is_valid():
        name, kind, now = form.cleaned_data["name"], form.chosen_kind, timezone.now()
        with said_on(form):
            made = changes.add_organisation(name=name, kind=kind, by=by, today=today, now=now)
            messages.success(request, _("%(name)s takes part now.") % {"name": made.name})
            return redirect("organisation", id=made.pk)
    return _show(request, "add_organisation", {"form": form})


@require_safe
def organisation(request: HttpRequest, id: int) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.organisation(reader, id, today=today)
    shown = {
        "organisation": found,
        "posts": queries.posts(reader, found, today=today),
        "all": access.may_administer_all(reader, today=today),
    }
    return _show(request, "organisation", shown)


@form_page
def end_organisation(request: HttpRequest, id: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_administer_all(by, today=today)
    found = queries.organisation(by, id, today=today)
    if request.method == "POST":
        changes.end_organisation(organisation=found, by=by, today=today, now=timezone.now())
        messages.success(request, _("%(name)s no longer takes part.") % {"name": found.name})
        return redirect("organisations")
    shown = {"organisation": found, "posts": queries.posts(by, found, today=today)}
    return _show(request, "end_organisation", shown)


@form_page
def add_worker(request: HttpRequest, id: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.organisation(by, id, today=today)
    form = forms.NewWorker(sent(request))
    if form.is_valid():
        with said_on(form):
            post = changes.add_worker(
                **form.asked(), organisation=found, by=by, today=today, now=timezone.now()
            )
            messages.success(request, _("%(name)s has the post.") % {"name": post.user})
            return redirect("worker", id=found.pk, user=post.user_id)
    return _show(request, "add_worker", {"form": form, "organisation": found})


@require_safe
def worker(request: HttpRequest, id: int, user: int) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = queries.organisation(reader, id, today=today)
    who = queries.worker(reader, found, user, now=timezone.now())
    return _show(request, "worker", {"organisation": found, "worker": who, "today": today})


@require_POST
def help_worker(request: HttpRequest, id: int, user: int, how: str) -> HttpResponse:
    """Invite again, unlock, take the second step away: each one button."""
    by, today, now = request.signed_in, dates.today(), timezone.now()  # type: ignore[attr-defined]
    found = queries.organisation(by, id, today=today)
    who = queries.worker(by, found, user, now=now).user
    change, words = HELP[how]
    change(user=who, organisation=found, by=by, today=today, now=now)
    messages.success(request, words())
    return redirect("worker", id=id, user=user)


HELP: dict[str, Any] = {
    "invite": (changes.invite, lambda: _("A new invitation is on its way.")),
    "unlock": (changes.unlock, lambda: _("They can sign in again.")),
    "second-step": (
        changes.reset_second_step,
        lambda: _("They set up a new second step when they next sign in."),
    ),
}


@form_page
def end_post(request: HttpRequest, id: int) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    post = queries.post(by, id, today=today)
    form = forms.Ending(sent(request))
    if form.is_valid():
        with said_on(form):
            changes.end_post(
                post=post, last_day=form.chosen_day, by=by, today=today, now=timezone.now()
            )
            messages.success(request, _("The post ends."))
            return redirect("organisation", id=post.organisation_id)
    return _show(request, "end_post", {"form": form, "post": post})
