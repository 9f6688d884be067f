"""Django's settings: one module, from the environment, checked when it is read."""

from __future__ import annotations

from pathlib import Path

from psycopg.conninfo import conninfo_to_dict

from throughgate.evidence import installation
from throughgate.site import environment as _environment
from throughgate.site.embedded import socket_folder
from throughgate.site.roles import DATABASE, name_of

THROUGHGATE = _environment.read()
_here = Path(__file__).parent
_source = _here.parent

SECRET_KEY = THROUGHGATE.secret_key
DEBUG = THROUGHGATE.debug
ALLOWED_HOSTS = THROUGHGATE.hosts
ROOT_URLCONF = "throughgate.site.urls"
WSGI_APPLICATION = "throughgate.site.wsgi.application"

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "procrastinate.contrib.django",
    "pgtrigger",
    "pghistory",
    "throughgate.privacy",
    "throughgate.people",
    "throughgate.partnership",
    "throughgate.data",
    "throughgate.site",
]
AUTH_USER_MODEL = "privacy.User"
MIDDLEWARE = [
    "throughgate.site.middleware.Record",
    "throughgate.site.middleware.Headers",
    "throughgate.site.middleware.SentInPlace",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "throughgate.privacy.sign_in.entrance.Entrance",
    "throughgate.site.middleware.Refusals",
    "throughgate.site.middleware.Sight",
    "throughgate.privacy.audit.looks.Looks",
]


def _database() -> dict[str, object]:
    role, urls = THROUGHGATE.role, THROUGHGATE.database_urls
    engine = {"ENGINE": "django.db.backends.postgresql", "CONN_MAX_AGE": 60}
    # Pages ask small questions, many at once: each is answered sooner by one process, as it is written.
    small = (
        "-c jit=off -c max_parallel_workers_per_gather=0" if role is _environment.Role.APP else ""
    )
    if not urls:
        local = {"HOST": str(socket_folder()), "NAME": DATABASE, "USER": name_of(role)}
        return {**engine, **local, "OPTIONS": {"options": small}}
    parts = conninfo_to_dict(urls[role])
    known = {"HOST": "host", "PORT": "port", "NAME": "dbname", "USER": "user"}
    options = {"options": small} | {
        k: v for k, v in parts.items() if k not in (*known.values(), "password")
    }
    found = {name: str(parts.get(part) or "") for name, part in known.items()}
    return {**engine, **found, "PASSWORD": str(parts.get("password") or ""), "OPTIONS": options}


DATABASES = {"default": _database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

PGTRIGGER_MIGRATIONS = False  # written anew after each migration instead (privacy/audit/history.py)

PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [
            _here / "templates",
            *sorted([*_source.glob("*/*/templates"), *_source.glob("*/*/*/templates")]),
        ],
        "OPTIONS": {"environment": "throughgate.site.jinja.environment"},
    },
    # E-mails and no pages: it finds nothing but letters.
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "NAME": "letters",
        "DIRS": sorted(_source.glob("*/*/letters")),
    },
]

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [_here / "locale"]
TIME_ZONE = "Europe/London"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = str(_here / "static" / "built")
WHITENOISE_IMMUTABLE_FILE_TEST = r"\.[0-9a-f]{10}\."  # our build names each file by its content
WHITENOISE_MAX_AGE = 0

FILE_UPLOAD_HANDLERS = ["throughgate.site.receiving.Limited"]
FILE_UPLOAD_TEMP_DIR = str(installation.uploads())
FILE_UPLOAD_PERMISSIONS = 0o600
DOCUMENTS = str(installation.documents())
OFFENCE_CODES = str(installation.offence_codes())
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

SESSION_EXPIRE_AT_BROWSER_CLOSE = True  # screens are shared
SESSION_COOKIE_AGE = (
    30 * 24 * 60 * 60
)  # how long we know whose form it was; signed in is far shorter
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = THROUGHGATE.secure

CSRF_FAILURE_VIEW = "throughgate.site.pages.stale_form"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SAMESITE = "Strict"
CSRF_COOKIE_SECURE = THROUGHGATE.secure
CSRF_TRUSTED_ORIGINS = [THROUGHGATE.address] if THROUGHGATE.secure else []
SECURE_SSL_REDIRECT = THROUGHGATE.secure
SECURE_REDIRECT_EXEMPT = [r"^health$"]  # asked by whatever watches this machine
if THROUGHGATE.proxies:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What django-allauth must be told: a module of its own, read with these settings.
from throughgate.site.sign_in_settings import *  # noqa: E402, F403

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"lines": {"()": "throughgate.site.logs.Lines"}},
    "handlers": {"lines": {"class": "logging.StreamHandler", "formatter": "lines"}},
    "root": {"handlers": ["lines"], "level": "WARNING"},
    "loggers": {
        "throughgate": {"level": "INFO"},
        "procrastinate": {"level": "WARNING"},
        # Its lines hold addresses with what people typed; ours say the same without.
        "django.request": {"level": "CRITICAL"},
        "django.security": {"level": "CRITICAL"},
    },
}
