"""Pages of signing in that are ours: an invitation, the choice of a post, why one is here, notices."""

from __future__ import annotations

from allauth.mfa.totp.views import ActivateTOTPView
from allauth.mfa.webauthn.views import AddWebAuthnView, ListWebAuthnView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from throughgate.common import dates
from throughgate.privacy.access import queries as posts
from throughgate.privacy.access.typed import sent
from throughgate.privacy.sign_in import changes, entrance, forms, queries


@require_http_methods(["GET", "HEAD", "POST"])
def invitation(request: HttpRequest, signed: str) -> HttpResponse:
    found = queries.invitation(signed, now=timezone.now())
    if found is None:
        return render(request, "sign_in/invitation_over.html", {}, status=404)
    form = forms.Begin(sent(request), user=found.user)
    if form.is_valid():
        password, now = form.cleaned_data["password"], timezone.now()
        if changes.take_up(invitation=found, password=password, now=now, by=found.user):
            messages.success(request, _("Your password is set. Sign in with it."))
        return redirect("account_login")
    shown = {"form": form, "invitation": found}
    return render(request, "sign_in/invitation.html", shown, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
def choose_post(request: HttpRequest) -> HttpResponse:
    held = list(posts.posts(request.signed_in, today=dates.today()))  # type: ignore[attr-defined]
    form = forms.ChoosePost(
        sent(request), held=held, initial={"post": str(held[0].pk) if held else ""}
    )
    if form.is_valid():
        entrance.work_in(request, form.chosen, request.signed_in)  # type: ignore[attr-defined]
        return redirect(_next(request))
    shown = {"form": form, "next": _next(request)}
    return render(request, "sign_in/choose_post.html", shown, status=422 if form.errors else 200)


def _next(request: HttpRequest) -> str:
    """Where to go on; never another site."""
    wish = request.POST.get("next") or request.GET.get("next", "")
    safe = url_has_allowed_host_and_scheme(wish, allowed_hosts=None)
    return wish if wish and safe else reverse("home")


@require_safe
def why_here(request: HttpRequest) -> HttpResponse:
    user, today = request.signed_in, dates.today()  # type: ignore[attr-defined]
    shown = {
        "posts": list(posts.posts(user, today=today)),
        "reasons": queries.reasons(user, today=today),
    }
    return render(request, "sign_in/why_here.html", shown)


@require_safe
def notices(request: HttpRequest) -> HttpResponse:
    shown = {"notices": queries.notices(request.signed_in)}  # type: ignore[attr-defined]
    return render(request, "sign_in/notices.html", shown)


class ActivateApp(ActivateTOTPView):  # type: ignore[misc]
    """Setting up an authenticator app is itself a second step taken."""

    def form_valid(self, form):  # type: ignore[no-untyped-def]
        answer = super().form_valid(form)
        entrance.took_second_step(self.request, self.request.user)
        return answer


class AddPasskey(AddWebAuthnView):  # type: ignore[misc]
    """Setting up a passkey is itself a second step taken."""

    def form_valid(self, form):  # type: ignore[no-untyped-def]
        answer = super().form_valid(form)
        entrance.took_second_step(self.request, self.request.user)
        return answer


class Passkeys(ListWebAuthnView):  # type: ignore[misc]
    """Fetched before the page is made."""

    def get_queryset(self):  # type: ignore[no-untyped-def]
        return list(super().get_queryset())


passkeys = Passkeys.as_view()
activate_app = ActivateApp.as_view()
add_passkey = AddPasskey.as_view()
