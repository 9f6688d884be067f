"""The lists of who is soon to be released, and the same as a file."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from throughgate.common import dates
from throughgate.common.errors import WrongUse
from throughgate.common.values import load
from throughgate.people.release import readiness, rules, shown
from throughgate.people.release.listing import queries
from throughgate.people.release.listing.export import as_csv
from throughgate.people.release.listing.forms import Filters
from throughgate.people.release.listing.picture import order, picture, squares
from throughgate.privacy.audit import looks


@require_safe
def releases(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    filters = Filters(request.GET)
    wanted = filters.wanted()
    found = queries.listed(user, wanted, today=today, now=dates.now())
    looks.shown(request, [line.person for line in found.lines])
    kept = request.GET.copy()
    kept.pop("page", None)
    page = {
        "found": found,
        "filters": filters,
        "wanted": wanted,
        "picture": picture(found.lines, today=today),
        "rows": [
            (
                line,
                squares(line.ready, today),
                shown.flag_words(line.flag),
                readiness.grouped(line.ready),
            )
            for line in found.lines
        ],
        "order": order(today),
        "kept": kept.urlencode(),
        "today": today,
    }
    return render(request, "release/releases.html", page)


@require_safe
def export(request: HttpRequest) -> HttpResponse:
    """What the reader sees of each of these people, and no more; each counts as looked at."""
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    wanted = Filters(request.GET).wanted()
    lines, too_many = queries.all_listed(user, wanted, today=today, now=dates.now())
    if too_many:
        most = load(rules.PACKAGE)["looked_at"].on(today)
        raise WrongUse(
            f"This list has more than {most:,} people, and a file holds no more. Go back and narrow it by "
            "when they are released, or by the prison."
        )
    looks.shown(request, [line.person for line in lines])
    answer = HttpResponse(as_csv(lines, today=today), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="releases-{today.isoformat()}.csv"'
    return answer
