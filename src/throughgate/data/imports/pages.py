"""Building a store from files sent by the browser: the form, the progress, the receipt."""

from __future__ import annotations

from uuid import UUID

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.data.imports import changes, queries
from throughgate.data.imports.forms import Sources
from throughgate.evidence.tables import TABLES

NOBODY = None  # who sends, until there is sign-in


@require_http_methods(["GET", "HEAD", "POST"])
def build(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        form = Sources(request.POST, request.FILES, too_large=too_large(request))
        if form.is_valid():
            files = form.sent_files()
            upload = changes.receive(details=form.details(), files=files, by=NOBODY)
            return redirect("built", id=upload.id)
    else:
        form = Sources(initial=_typed_before(request))
    limit = settings.THROUGHGATE.upload_limit
    shown = {"form": form, "tables": list(TABLES), "limit": limit, "again": "again" in request.GET}
    return render(request, "imports/build.html", shown, status=422 if form.errors else 200)


@require_safe
def built(request: HttpRequest, id: UUID) -> HttpResponse:
    return render(request, "imports/built.html", {"sent": queries.sent(NOBODY, id)})


def too_large(request: HttpRequest) -> str:
    if not getattr(request, "upload_too_large", False):
        return ""
    return _(
        "The files are larger than this site takes in one go. Send fewer, or compressed (.csv.gz, "
        ".parquet), or build the store on the machine itself with “throughgate histories build”."
    )


def _typed_before(request: HttpRequest) -> dict[str, object]:
    earlier = request.GET.get("again", "")
    try:
        return queries.typed(NOBODY, UUID(earlier)) if earlier else {}
    except ValueError:
        raise Http404 from None
