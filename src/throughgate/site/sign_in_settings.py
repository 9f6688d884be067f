"""Settings of signing in: e-mail address and password, a second step, invitations instead of sign-up."""

from __future__ import annotations

from throughgate.evidence import installation
from throughgate.privacy.sign_in import rules
from throughgate.site import environment as _environment

_read = _environment.read()

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

ACCOUNT_ADAPTER = "throughgate.privacy.sign_in.adapters.Accounts"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an invitation went to the address
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if _read.secure else "http"
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
# Tries of one machine, and codes of one user. The count for one address is ours, and outlives a restart.
ACCOUNT_RATE_LIMITS = {"login": "30/m/ip", "login_failed": "20/m/ip,10/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = _read.proxies

MFA_ADAPTER = "throughgate.privacy.sign_in.adapters.SecondStep"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_TOTP_ISSUER = "Throughgate"
MFA_TOTP_TOLERANCE = 1  # half a minute either way: phones in offices run fast or slow
MFA_FORMS = {
    "authenticate": "throughgate.privacy.sign_in.forms.Code",
    "reauthenticate": "throughgate.privacy.sign_in.forms.CodeAgain",
}

AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": rules.shortest_password()},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email", "first_name", "last_name"]},
    },
]
# A password of the demonstration is published. It is stored in a way that only the demonstration can read, and
# the demonstration reads no other.
PASSWORD_HASHERS = [
    "throughgate.privacy.sign_in.passwords.Published"
    if _read.demonstration
    else "django.contrib.auth.hashers.PBKDF2PasswordHasher"
]

EMAIL_BACKEND = "throughgate.privacy.sign_in.letters.Queued"
DEFAULT_FROM_EMAIL = _read.email_from
LETTERS_BACKEND = f"django.core.mail.backends.{'smtp' if _read.email else 'filebased'}.EmailBackend"
EMAIL_FILE_PATH = str(installation.folder("letters", private=True))
if _read.email:
    EMAIL_HOST = _read.email.host
    EMAIL_PORT = _read.email.port
    EMAIL_HOST_USER = _read.email.user
    EMAIL_HOST_PASSWORD = _read.email.password
    EMAIL_USE_SSL = _read.email.from_start
    EMAIL_USE_TLS = not _read.email.from_start
    EMAIL_TIMEOUT = 20
