"""The templates' environment: GOV.UK components, translated words, one formatter for dates and numbers."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, cast

from django.conf import settings
from django.contrib.messages import get_messages
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext_noop
from jinja2 import (
    BaseLoader,
    ChainableUndefined,
    ChoiceLoader,
    Environment,
    PackageLoader,
    PrefixLoader,
    pass_context,
)
from jinja2.runtime import Context

from throughgate.common import dates
from throughgate.common.pathways import pathway
from throughgate.common.values import load
from throughgate.people.record.frame import said_by
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.sign_in import rules
from throughgate.site import formats

COMPONENTS = "govuk_frontend_jinja"
# Each part beside Home, in the order of the navigation: its name in values.yaml, its words, its first page.
PARTS = (
    ("people", gettext_noop("People"), "people"),
    ("evidence", gettext_noop("Evidence"), "evidence"),
    ("rights", gettext_noop("Rights"), "rights"),
    ("agreements", gettext_noop("Agreements"), "agreements"),
    ("sign_ins", gettext_noop("Sign-ins"), "sign-ins"),
    ("administration", gettext_noop("Administration"), "organisations"),
)


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
        "ngettext": with_separators(cast("Callable[..., str]", made.globals["ngettext"])),
        "url": address,
        "asset": asset,
        "demonstration": settings.THROUGHGATE.demonstration,
        "navigation": navigation,
        "messages_of": get_messages,
        "shortest_password": rules.shortest_password,
    }
    made.filters |= {
        "day": formats.day,
        "weekday": formats.weekday,
        "near": formats.near,
        "moment": formats.moment,
        "number": formats.number,
        "percent": formats.percent,
        "in_100": formats.in_100,
        "file_size": formats.file_size,
        "role_name": partial(lists.name_of, "roles"),
        "kind_name": partial(lists.name_of, "kinds"),
        "named": lambda code, name: lists.name_of(name, code),
        "listed": lambda code, topic, name: load(f"throughgate.{topic}")[name].latest.get(
            code, code
        ),
        "said_by": lambda row: said_by(row.held_by.name, row.entered_on, row.source),
        "pathway_name": lambda code: pathway(code, dates.today()).name,
        "notice_words": formats.notice,
        "as_json": as_json,
        "has_letters": lambda text: any(letter.isalpha() for letter in text),
    }
    return made


def with_separators(ngettext: Callable[..., str]) -> Callable[..., str]:
    """“1,055 people”: the number of a sentence is written as every other number is."""

    @pass_context
    def said(context: Context, one: str, several: str, num: int, /, **parts: Any) -> str:
        parts.setdefault("num", formats.number(num))
        return ngettext(context, one, several, num, **parts)

    return said


def address(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def as_json(value: Any) -> str:
    """For an attribute that a script reads; escaped there like all else."""
    return json.dumps(value, cls=DjangoJSONEncoder)


def asset(name: str) -> str:
    """The address of a built file, which is named by its content."""
    return f"{settings.STATIC_URL}{_built_names()[name]}"


@cache
def _built_names() -> dict[str, str]:
    path = Path(settings.STATIC_ROOT) / "names.json"
    names: dict[str, str] = json.loads(path.read_text(encoding="utf-8"))
    return names


def navigation(request: HttpRequest) -> list[dict[str, Any]]:
    """The parts of the workspace that somebody's role uses, the present one marked."""
    post = getattr(request, "working_in", None)
    if post is None:
        return []
    today, role = dates.today(), Role(post.role)
    parts = [(translation.gettext("Home"), "home")]
    parts += [
        (translation.gettext(text), name)
        for part, text, name in PARTS
        if rules.uses(role, part, today=today)
    ]
    return [_part(text, reverse(name), request.path) for text, name in parts]


def _part(text: str, href: str, path: str) -> dict[str, Any]:
    here = path == href
    return {
        "text": text,
        "href": href,
        "current": here,
        "active": here or (href != "/" and path.startswith(href)),
    }
