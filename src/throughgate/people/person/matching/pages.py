"""A record officer's list of records that may be one person's, both side by side, and the decision."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common import dates
from throughgate.people.person.matching import access, changes, queries
from throughgate.people.person.matching.forms import Decision
from throughgate.people.person.matching.queries import Pair
from throughgate.people.record.forms import said_on
from throughgate.privacy.access.typed import sent
from throughgate.privacy.audit import looks


@require_safe
def matches(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_decide(user, today=today)
    asked = request.GET.get("page", "1")
    page = max(int(asked), 1) if asked.isdecimal() and len(asked) < 6 else 1
    pairs, more = queries.waiting(user, today=today, now=dates.now(), page=page)
    _looked(request, pairs)
    shown = {"pairs": pairs, "page": page, "more": more}
    return render(request, "matching/matches.html", shown)


@require_http_methods(["GET", "HEAD", "POST"])
def match(request: HttpRequest, match: UUID) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    access.check_decide(user, today=today)
    pair = queries.pair(user, match, today=today, now=dates.now())
    form = Decision(sent(request), version=pair.match.version)
    if form.is_valid():
        with said_on(form):
            same = form.cleaned_data["decision"] == "same"
            version = form.cleaned_data["version"]
            changes.decide(match=pair.match, same=same, version=version, by=user, today=today)
            messages.success(request, _(SAME if same else DIFFERENT))
            return redirect("possible-matches")
    _looked(request, [pair])
    status = 422 if form.errors else 200
    return render(request, "matching/match.html", {"pair": pair, "form": form}, status=status)


SAME = "The two records are being joined. Nothing is lost: where they say different things, both stand."
DIFFERENT = "They stay two people. This pair is not shown again."


def _looked(request: HttpRequest, pairs: list[Pair]) -> None:
    sides = [side for pair in pairs for side in (pair.added, pair.known)]
    looks.shown(request, dict.fromkeys(side.person for side in sides if side.there))
