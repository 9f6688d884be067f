"""Every page that keeps a look has words for “who has seen this record”; a form is said as opened, never as done."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from django.urls import URLPattern, get_resolver

from throughgate.common.values import load
from throughgate.people.rights.watch import words
from throughgate.site import urls as _urls  # noqa: F401 - the addresses are read


def addresses(resolver: Any, before: str = "") -> Iterator[tuple[str, str, Any]]:
    for each in resolver.url_patterns:
        here = before + str(each.pattern)
        if isinstance(each, URLPattern):
            yield here, each.name or "", each.callback
        else:
            yield from addresses(each, here)


def keeps_a_look(address: str, page: Any) -> bool:
    return "<uuid:person>" in address or "shown(request" in inspect.getsource(inspect.unwrap(page))


def test_every_address_that_keeps_a_look_has_words() -> None:
    known = {**load(words.TOPIC)["pages"].latest, **load(words.TOPIC)["forms"].latest}
    kept = {name for here, name, page in addresses(get_resolver()) if keeps_a_look(here, page)}
    assert len(kept) > 100
    assert kept - set(known) == set(), "say in people/rights/watch/values.yaml what it shows"
    there = {name for _here, name, _page in addresses(get_resolver())}
    assert set(known) - there == set(), "no such address"


def test_what_is_only_opened_is_not_said_as_done() -> None:
    pages, forms = (load(words.TOPIC)[name].latest for name in ("pages", "forms"))
    assert not set(pages) & set(forms)
    assert words.seen("add-note", in_list=False) == "Opened the form to write a note"
    assert words.seen("people", in_list=True) == "People (on a list)"
    assert words.seen("gone", in_list=False) == "A page of the record"
