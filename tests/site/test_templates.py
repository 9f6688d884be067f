"""Words: every text can be translated, and the words are ours."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from jinja2 import Environment

from throughgate.site import settings

SOURCE = Path(__file__).parents[2] / "src" / "throughgate"
TEMPLATES = sorted(
    path for folder in settings.TEMPLATES[0]["DIRS"] for path in folder.rglob("*.html")
)
TAG = re.compile(r"<[^>]*>", re.S)
NOT_OURS = (  # pages.md: people on a page are never called by what they did, and nobody is blamed
    r"\boffenders?\b",
    r"\bre-?offenders?\b",
    r"\binmates?\b",
    r"\bcriminals?\b",
    r"\bfailed to\b",
    r"\bex-offenders?\b",
    r"\bclick here\b",
    r"\bplease\b",
)
SAID = re.compile(r"""_\(\s*["“]((?:[^"\\]|\\.)*)["”]""", re.S)
TEXTS = sorted(
    path
    for area in ("site", "partnership", "data/imports")
    for path in (SOURCE / area).rglob("*.py")
    if "migrations" not in path.parts
)


def shown(path: Path) -> str:
    return str(path.relative_to(SOURCE))


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_every_text_of_a_template_can_be_translated(path: Path) -> None:
    tokens = Environment().lex(path.read_text(encoding="utf-8"))
    bare = TAG.sub(" ", "".join(text for _, kind, text in tokens if kind == "data"))
    assert [word for word in bare.split() if re.search(r"[A-Za-z]{2}", word)] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_no_attribute_of_a_template_holds_bare_words(path: Path) -> None:
    said = re.findall(r'(?:aria-label|title|alt|placeholder)="([^"]*)"', path.read_text())
    assert [words for words in said if words and "{{" not in words] == []


@pytest.mark.parametrize("path", TEMPLATES, ids=shown)
def test_components_are_given_translated_words(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    given = re.findall(r'"(?:text|titleText|visuallyHiddenText|label)": *"([^"]*)"', text)
    assert [words for words in given if words] == []


@pytest.mark.parametrize("path", [*TEMPLATES, *TEXTS], ids=shown)
def test_the_words_are_ours(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    said = SAID.findall(text) if path.suffix == ".py" else [text]
    found = [word for words in said for bad in NOT_OURS for word in re.findall(bad, words, re.I)]
    assert found == []
