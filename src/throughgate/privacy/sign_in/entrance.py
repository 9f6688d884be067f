"""What stands between an address and its page: signed in, not idle, a second step, a post, a part one uses.

A form that meets one of these is kept, and shown again filled in; it is never sent by itself.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from throughgate.common import dates
from throughgate.privacy.access import queries as posts
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.access.typed import typed_before
from throughgate.privacy.sign_in import changes, queries, rules

Answer = Callable[[HttpRequest], HttpResponse]

# The closed list of pages for somebody who is not signed in.
OPEN = frozenset(
    {
        "health",
        "invitation",
        "account_login",
        "account_logout",
        "account_inactive",
        "account_reset_password",
        "account_reset_password_done",
        "account_reset_password_from_key",
        "account_reset_password_from_key_done",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
# Signed in, but the second step or the post is still to come.
SETTING_UP = frozenset(
    {
        "account_change_password",
        "account_reauthenticate",
        "mfa_index",
        "mfa_reauthenticate",
        "mfa_reauthenticate_webauthn",
        "mfa_activate_totp",
        "mfa_deactivate_totp",
        "mfa_list_webauthn",
        "mfa_add_webauthn",
        "mfa_edit_webauthn",
        "mfa_remove_webauthn",
        "mfa_view_recovery_codes",
        "mfa_generate_recovery_codes",
        "mfa_download_recovery_codes",
    }
)
CHOOSING = frozenset({"choose-post"})
NEVER_KEPT = ("csrfmiddlewaretoken", "password", "code", "credential")
BETWEEN_NOTES = 60.0  # seconds between two notes of when somebody was seen
LARGEST = 500_000  # characters kept of one form


def begin(request: HttpRequest, user: User) -> None:
    """A session of somebody who has just signed in."""
    now = timezone.now()
    session = request.session
    session["signed_in_at"] = session["seen_at"] = now.timestamp()
    session["kept"] = queries.kept_pages(user, now=now)
    session.pop("left_by", None)
    session.pop("post", None)


def took_second_step(request: HttpRequest, user: User) -> None:
    request.session["second_step"] = user.pk


class Entrance:
    """Lets a request through to its page, or answers what is missing."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = typed_before.set(None)
        try:
            return self.get_response(request)
        finally:
            typed_before.reset(token)

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        assert request.resolver_match
        name = request.resolver_match.view_name
        if name in OPEN:
            return None
        if not isinstance(request.user, User):
            return _sign_in(request)
        if _is_over(request):
            return _sign_in_again(request, request.user)
        return _let_in(request, request.user, name)


def _let_in(request: HttpRequest, user: User, name: str) -> HttpResponse | None:
    request.signed_in = user  # type: ignore[attr-defined]
    if not settings.THROUGHGATE.demonstration and not _has_second_step(request, user):
        return None if name in SETTING_UP else _set_up(request, user)
    today = dates.today()
    held = list(posts.posts(user, today=today))
    missing = _bind(request, user, held)
    if missing and name not in CHOOSING | SETTING_UP:
        return missing
    if not missing:
        request.working_in = held[0]  # type: ignore[attr-defined]
        user.found_in_this_request = {("post", today): held[0]}  # type: ignore[attr-defined]
    if not _uses(request, name, today):
        return render(request, "sign_in/not_used.html", {"post": held[0]}, status=403)
    _show_kept(request, user)
    return None


# --- signed in -------------------------------------------------------------------------------------------------


def _is_over(request: HttpRequest) -> bool:
    """Whether too much time went by; notes that somebody is still there."""
    now, session = timezone.now(), request.session
    signed_in, seen = session.get("signed_in_at", 0.0), session.get("seen_at", 0.0)
    if rules.must_sign_in_again(
        signed_in=datetime.fromtimestamp(signed_in, UTC),
        seen=datetime.fromtimestamp(seen, UTC),
        now=now,
        limits=rules.limits(dates.today()),
    ):
        return True
    by_itself = request.headers.get("Sec-Fetch-Dest") == "empty"  # a page that refreshes a part
    if not by_itself and now.timestamp() - seen > BETWEEN_NOTES:
        session["seen_at"] = now.timestamp()
    return False


def _sign_in(request: HttpRequest) -> HttpResponse:
    """In a browser that somebody left, a form is kept for that somebody."""
    user, post = request.session.get("left_by", (None, None))
    left_by = queries.by_id(user)
    if left_by:
        keep(request, left_by, post=post)
    return _to("account_login", request)


def _sign_in_again(request: HttpRequest, user: User) -> HttpResponse:
    post = request.session.get("post")
    kept = keep(request, user, post=post)
    logout(request)
    request.session["left_by"] = (user.pk, post)
    words = _("You were signed out because nothing happened here for a while.")
    if kept:
        words += " " + _("What you typed is kept: sign in, and it is in the form again.")
    messages.info(request, words)
    return _to("account_login", request)


def _to(name: str, request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': page_of(request)})}")


def _has_second_step(request: HttpRequest, user: User) -> bool:
    return bool(request.session.get("second_step") == user.pk)


def _set_up(request: HttpRequest, user: User) -> HttpResponse:
    """Set up by somebody in another browser meanwhile: then this one must take it too."""
    if queries.has_second_step(user):
        return _sign_in_again(request, user)
    return redirect("mfa_index")


# --- the post --------------------------------------------------------------------------------------------------


def _bind(request: HttpRequest, user: User, held: list[Post]) -> HttpResponse | None:
    """Holds the session to one post; answers what to do where it is not, or no longer, the present one."""
    bound = request.session.get("post")
    if held and held[0].pk == bound:
        return None
    if not held:
        return render(request, "sign_in/no_post.html", {}, status=403)
    if len(held) == 1 and bound is None:
        work_in(request, held[0], user)
        return None
    keep(request, user, post=bound)
    if len(held) == 1:
        work_in(request, held[0], user)
        words = _("Your earlier post has ended. You work in this one now: %(post)s.")
        messages.info(request, words % {"post": held[0].organisation.name})
        return redirect("home")
    return _to("choose-post", request)


def work_in(request: HttpRequest, post: Post, user: User) -> None:
    """Another post, another session: what was open for the old one is not for the new."""
    changes.work_in(post=post, by=user)
    request.session.cycle_key()
    request.session["post"] = post.pk


def _uses(request: HttpRequest, name: str, today: date) -> bool:
    """Pages of a part are for the roles that use it; all others are for everybody who is signed in."""
    post: Post | None = getattr(request, "working_in", None)
    part = part_of(request.path_info)
    return post is None or part is None or rules.uses(Role(post.role), part, today=today)


def part_of(path: str) -> str | None:
    """The part of the workspace an address belongs to: its first word."""
    word = path.strip("/").split("/")[0].replace("-", "_")
    return word if word in rules.parts(dates.today()) else None


def recognise(request: HttpRequest) -> None:
    """Who looks at a page that does not exist: the frame around it still names them."""
    user = getattr(request, "user", None)
    if isinstance(user, User) and not hasattr(request, "signed_in") and not _is_over(request):
        request.signed_in = user  # type: ignore[attr-defined]
        held = posts.current_post(user, today=dates.today())
        if held and held.pk == request.session.get("post"):
            request.working_in = held  # type: ignore[attr-defined]


# --- what was typed --------------------------------------------------------------------------------------------


def keep(request: HttpRequest, user: User, *, post: int | None) -> bool:
    """Keep the form of a request that cannot be let in, for the post it was typed in. True where there was one."""
    if request.method != "POST":
        return False
    typed = {
        name: several
        for name, several in request.POST.lists()
        if not name.startswith(NEVER_KEPT) and any(several)
    }
    name = request.resolver_match.view_name if request.resolver_match else ""
    if not typed or name in SETTING_UP | OPEN or sum(map(len, map(str, typed.values()))) > LARGEST:
        return False
    page = page_of(request)
    changes.keep_form(page=page, typed=typed, post=post, now=timezone.now(), by=user)
    if request.user == user:
        request.session["kept"] = [*request.session.get("kept", []), page]
    return True


def keep_stale(request: HttpRequest) -> bool:
    """Keep a form whose page is older than the sign-in; only one that this very site sent."""
    user = getattr(request, "user", None)
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if not ours or not isinstance(user, User) or _is_over(request):
        return False
    return keep(request, user, post=request.session.get("post"))


def page_of(request: HttpRequest) -> str:
    """The page to come back to: for a form, the one it stands on."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    if request.method == "POST" and came_from.netloc == request.get_host():
        return f"{came_from.path}?{came_from.query}" if came_from.query else came_from.path
    return request.get_full_path()


def _show_kept(request: HttpRequest, user: User) -> None:
    """A page asked for anew is filled in with what was kept; a form sent from it is not kept any more."""
    page, kept = page_of(request), request.session.get("kept", [])
    if page not in kept:
        return
    if request.method == "POST":
        changes.forget_form(page=page, by=user)
        request.session["kept"] = [other for other in kept if other != page]
    else:
        typed = queries.kept_form(user, page, post=getattr(request, "working_in", None))
        typed_before.set(typed)
        request.typed_before = typed  # type: ignore[attr-defined]
