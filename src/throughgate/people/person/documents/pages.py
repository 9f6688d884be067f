"""Documents on a record: what there is, one more, one to keep on the reader's own machine, one's own taken out."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common.values import load
from throughgate.people.person.documents import access, changes, files, queries, rules
from throughgate.people.person.documents.forms import Paper
from throughgate.people.person.documents.models import Document
from throughgate.people.person.documents.rules import Kind
from throughgate.people.record.forms import said_on
from throughgate.people.record.opening import Opened
from throughgate.people.record.pages import opened, show
from throughgate.privacy.access.typed import sent

HERE = "person-documents"


@require_safe
def documents(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, *rules.sections())
    classes = load("throughgate.privacy.retention")["document_classes"].latest
    shown = {
        "documents": [
            {
                "row": row,
                "kind": classes.get(row.retention, {}).get("name", row.retention),
                "may_remove": _may_remove(record, row),
            }
            for row in queries.documents(record)
        ],
        "may_write": _may_write(record),
    }
    return show(request, record, "documents/documents.html", shown, here=HERE)


@require_http_methods(["GET", "HEAD", "POST"])
def add(request: HttpRequest, person: UUID) -> HttpResponse:
    record = opened(request, person, *rules.sections())
    if not _may_write(record):
        record.check_write("documents")
    typed, uploaded = (
        sent(request),
        request.FILES or None,
    )  # read first: then it is known whether they were too large
    too_large = getattr(request, "upload_too_large", False)
    form = Paper(typed, uploaded, opened=record, too_large=too_large)
    if form.is_valid():
        with said_on(form):
            row = Document(pk=form.cleaned_data["key"], person_id=person, **form.columns)
            changes.add(
                document=row,
                content=form.content,
                by=record.user,
                today=record.today,
                now=record.now,
            )
            messages.success(request, _("The document is on the record."))
            return redirect(HERE, person=person)
    shown = {"form": form, "back": reverse(HERE, args=[person])}
    return show(request, record, "documents/form.html", shown, here=HERE)


@require_safe
def document(request: HttpRequest, person: UUID, row: UUID) -> HttpResponseBase:
    """The file, opened while the locks are asked; sent to be kept, never shown in the browser."""
    record = opened(request, person, *rules.sections())
    held = queries.document(record, row)
    kind = Kind(held.kind)
    return FileResponse(
        files.read(held.pk),
        as_attachment=True,
        filename=f"{held.title[:100]}.{rules.ENDINGS[kind]}",
        content_type=rules.MEDIA_TYPES[kind],
    )


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, person: UUID, row: UUID) -> HttpResponse:
    record = opened(request, person, *rules.sections())
    held = queries.document(record, row)
    record.check_write(held.section)
    access.check_remove(record.user, held)
    if request.method == "POST":
        changes.remove(
            document=held,
            version=held.version,
            by=record.user,
            today=record.today,
            now=record.now,
        )
        messages.success(request, _("The document is taken out, and its file is deleted."))
        return redirect(HERE, person=person)
    shown = {"row": held, "back": reverse(HERE, args=[person])}
    return show(request, record, "documents/remove.html", shown, here=HERE)


def _may_write(record: Opened) -> bool:
    return any(record.may_write(section) for section in rules.sections())


def _may_remove(record: Opened, row: Document) -> bool:
    return record.may_write(row.section) and access.may_remove(record.user, row)
