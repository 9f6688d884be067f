"""Addresses of signing in: a closed list. What django-allauth has beyond it is not routed."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as app
from allauth.mfa.webauthn import views as passkey
from django.urls import path, re_path

from throughgate.privacy.sign_in import pages

urlpatterns = [
    path("sign-in", account.login, name="account_login"),
    path("sign-in/code", mfa.authenticate, name="mfa_authenticate"),
    path("sign-in/passkey", passkey.login_webauthn, name="mfa_login_webauthn"),
    path("sign-in/inactive", account.account_inactive, name="account_inactive"),
    path("sign-out", account.logout, name="account_logout"),
    path("invitation/<str:signed>", pages.invitation, name="invitation"),
    path("password", account.password_change, name="account_change_password"),
    path("password/forgotten", account.password_reset, name="account_reset_password"),
    path("password/sent", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/done",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("confirm", account.reauthenticate, name="account_reauthenticate"),
    path("confirm/code", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("confirm/passkey", passkey.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("account", mfa.index, name="mfa_index"),
    path("account/app", pages.activate_app, name="mfa_activate_totp"),
    path("account/app/remove", app.deactivate_totp, name="mfa_deactivate_totp"),
    path("account/passkeys", pages.passkeys, name="mfa_list_webauthn"),
    path("account/passkeys/add", pages.add_passkey, name="mfa_add_webauthn"),
    path("account/passkeys/<int:pk>", passkey.edit_webauthn, name="mfa_edit_webauthn"),
    path("account/passkeys/<int:pk>/remove", passkey.remove_webauthn, name="mfa_remove_webauthn"),
    path("account/codes", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("account/codes/new", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "account/codes/download", codes.download_recovery_codes, name="mfa_download_recovery_codes"
    ),
    path("post", pages.choose_post, name="choose-post"),
    path("why-here", pages.why_here, name="why-here"),
    path("sign-ins", pages.notices, name="sign-ins"),
]
