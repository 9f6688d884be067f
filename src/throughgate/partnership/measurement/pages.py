"""The pages called Evidence: stores, a question, its result and the result's other forms."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.evidence.reports import cells, words
from throughgate.evidence.reports.pictures import pictures
from throughgate.evidence.result import Result
from throughgate.partnership.measurement import changes, forms, queries

NOBODY = None  # who looks and asks, until there is sign-in
SELF_CONTAINED = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    shown = {"stores": queries.stores(NOBODY), "results": queries.latest(NOBODY)}
    return render(request, "measurement/overview.html", shown)


@require_safe
def store(request: HttpRequest, id: UUID) -> HttpResponse:
    shown = {"store": queries.store(NOBODY, id), "results": queries.of_store(NOBODY, id)}
    return render(request, "measurement/store.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def measure(request: HttpRequest, id: UUID) -> HttpResponse:
    known = queries.store(NOBODY, id)
    if known.problem:
        return redirect("store", id=id)
    columns = forms.columns(known.manifest)
    if request.method == "POST":
        form = forms.Question(request.POST, columns=columns)
        if form.is_valid():
            asked = changes.ask(store=queries.record(NOBODY, id), request=form.question, by=NOBODY)
            return redirect("result", id=asked.id)
    else:
        form = forms.Question(initial=_first_values(request), columns=columns)
    status = 422 if form.errors else 200
    shown = {"store": known, "form": form}
    return render(request, "measurement/measure.html", shown, status=status)


def _first_values(request: HttpRequest) -> dict[str, Any]:
    """An earlier question's, where the page was reached from its result."""
    earlier = request.GET.get("from", "")
    return forms.as_form(queries.result(NOBODY, earlier).words) if earlier else {}


@require_safe
def result(request: HttpRequest, id: str) -> HttpResponse:
    kept = queries.result(NOBODY, id)
    if kept.result is None:
        return render(request, "measurement/unfinished.html", {"kept": kept})
    shown = {
        "kept": kept,
        "result": kept.result,
        "sentence": words.sentence(kept.result),
        "source": words.source(kept.result),
        "pictures": pictures(kept.result),
        "tables": cells.tables(kept.result),
    }
    return render(request, "measurement/result.html", shown)


@require_safe
def csv(request: HttpRequest, id: str) -> HttpResponse:
    return _download(_finished(id).to_csv(), "text/csv", f"throughgate-{id}.csv")


@require_safe
def json(request: HttpRequest, id: str) -> HttpResponse:
    return _download(_finished(id).to_json(), "application/json", f"throughgate-{id}.json")


@require_safe
def printable(request: HttpRequest, id: str) -> HttpResponse:
    """The page a board prints: self-contained, so its styles stand in it and it is let have them."""
    response = HttpResponse(_finished(id).to_html())
    response["Content-Security-Policy"] = SELF_CONTAINED
    return response


def _finished(id: str) -> Result:
    found = queries.result(NOBODY, id).result
    if found is None:
        raise Http404
    return found


def _download(text: str, kind: str, name: str) -> HttpResponse:
    response = HttpResponse(text, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
