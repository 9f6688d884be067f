"""Bringing people in: the files sent, the form, the preview with its yes or no, the report; and what changed."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.data.imports.pages import too_large
from throughgate.data.imports.people import access, changes, queries, shown, since
from throughgate.data.imports.people.columns import PEOPLE
from throughgate.data.imports.people.forms import PeopleFile


@require_safe
def imports(request: HttpRequest) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = shown.imports(reader, today=today)
    return render(request, "imports/people_imports.html", {"imports": found})


@require_http_methods(["GET", "HEAD", "POST"])
def send(request: HttpRequest) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    organisation = access.check_import(by, today=today)
    ways = queries.ways(organisation, today=today)
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    form = PeopleFile(*sent, ways=ways, today=today, too_large=too_large(request))
    if form.is_bound and form.is_valid():
        try:
            made = changes.receive(
                **form.details(),
                organisation=organisation,
                files=form.sent_files(),
                by=by,
                today=today,
                now=dates.now(),
            )
            changes.queue(importing=made, task="preview_people", by=by)
            return redirect("people-import", id=made.pk)
        except WrongUse as error:
            form.add_error(None, str(error))
    page = {
        "form": form,
        "columns": PEOPLE.columns,
        "systems": queries.systems(organisation),
        "limit": settings.THROUGHGATE.upload_limit,
    }
    return render(request, "imports/people_send.html", page, status=422 if form.errors else 200)


@require_safe
def one(request: HttpRequest, id: UUID) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = shown.with_lines(reader, id, today=today)
    return render(request, "imports/people_import.html", {"shown": found, "most": shown.SHOWN})


@require_POST
def confirm(request: HttpRequest, id: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    importing = shown.one(by, id, today=today)
    changes.confirm(importing=importing, by=by, today=today)
    changes.queue(importing=importing, task="bring_people", by=by)
    return redirect("people-import", id=id)


@require_POST
def drop(request: HttpRequest, id: UUID) -> HttpResponse:
    by, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    importing = shown.one(by, id, today=today)
    changes.drop(importing=importing, by=by, today=today, now=dates.now())
    messages.success(request, _("Nothing was brought in, and the file is deleted."))
    return redirect("people-imports")


@require_safe
def refused(request: HttpRequest, id: UUID) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    text = shown.refused_file(reader, id, today=today)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="to-correct-{id}.csv"'
    return answer


@require_safe
def changed(request: HttpRequest) -> HttpResponse:
    reader, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    found = since.changed(reader, today=today, now=dates.now())
    request.people_shown = [each.person for each in found]  # type: ignore[attr-defined]
    return render(request, "imports/people_changed.html", {"changed": found})
