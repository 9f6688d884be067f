"""The words of what is said in one word: its name, its question, its answers."""

from __future__ import annotations

from typing import Any

from throughgate.common.values import load
from throughgate.people.person.facts.kinds import Kind
from throughgate.people.person.facts.models import Fact

HERE = "throughgate.people.person.facts"
# What a colleague is glad to know before they meet somebody.
BEFORE_MEETING = (
    Kind.LANGUAGE,
    Kind.INTERPRETER,
    Kind.READING,
    Kind.DISABILITY,
    Kind.NEURODIVERSITY,
    Kind.PREGNANT,
    Kind.PARENT_OR_CARER,
    Kind.CARE_LEAVER,
    Kind.HOME_AREA,
)
SAYS_NOTHING = frozenset({"no", "same", "well", "not_known", "not_stated"})


def of(kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = load(HERE)["kinds"].latest[kind.value]
    return found


def answers(kind: Kind) -> dict[str, str]:
    found: dict[str, str] = load(HERE)["answers"].latest[kind.value]
    return found


def said(fact: Fact) -> str:
    """“Polish”, “Needs help with reading or writing – large print”."""
    answer = answers(Kind(fact.kind)).get(fact.value, fact.value)
    return " – ".join(part for part in (answer, fact.words) if part)


def tells_something(fact: Fact) -> bool:
    """Not “no”, and not “not known”."""
    return bool(fact.words) or fact.value not in SAYS_NOTHING
