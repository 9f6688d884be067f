"""The templates' environment: GOV.UK components, translated words, one formatter for dates and numbers."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
)

from throughgate.site import formats

COMPONENTS = "govuk_frontend_jinja"


def environment(*, loader: BaseLoader, **options: Any) -> Environment:
    components = PrefixLoader({COMPONENTS: PackageLoader(COMPONENTS)})
    options |= {
        "loader": ChoiceLoader([loader, components]),
        "autoescape": True,
        "undefined": ChainableUndefined,  # the components read options that were not given
        "extensions": ["jinja2.ext.i18n"],
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    made = Environment(**options)  # noqa: S701 - escaping is on, just above
    made.install_gettext_callables(  # type: ignore[attr-defined]
        translation.gettext, translation.ngettext, newstyle=True
    )
    made.globals |= {
        "url": address,
        "asset": asset,
        "demonstration": settings.THROUGHGATE.demonstration,
        "navigation": navigation,
    }
    made.filters |= {
        "day": formats.day,
        "moment": formats.moment,
        "number": formats.number,
        "percent": formats.percent,
        "in_100": formats.in_100,
        "file_size": formats.file_size,
    }
    return made


def address(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def asset(name: str) -> str:
    """The address of a built file, which is named by its content."""
    return f"{settings.STATIC_URL}{_built_names()[name]}"


@cache
def _built_names() -> dict[str, str]:
    path = Path(settings.STATIC_ROOT) / "names.json"
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names


def navigation(path: str) -> list[dict[str, Any]]:
    """The parts of the workspace that exist, the present one marked."""
    parts = [(translation.gettext("Home"), "home"), (translation.gettext("Evidence"), "evidence")]
    return [_part(text, reverse(name), path) for text, name in parts]


def _part(text: str, href: str, path: str) -> dict[str, Any]:
    here = path == href
    return {
        "text": text,
        "href": href,
        "current": here,
        "active": here or (href != "/" and path.startswith(href)),
    }
