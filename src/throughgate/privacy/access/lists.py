"""The lists of values.yaml in the shapes that rules and forms ask for, each as it holds on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from throughgate.common.values import load
from throughgate.privacy.access.kinds import Kind, Role

# Not a section of the record: that the person is there at all. Every role that opens anything opens it.
EXISTS = "person"


def on(name: str, day: date) -> Any:
    return load("throughgate.privacy.access")[name].on(day)


def latest(name: str) -> Any:
    return load("throughgate.privacy.access")[name].latest


def opens(role: Role | str, day: date) -> frozenset[str]:
    """The sections that a role opens, with the person's being there when it opens any."""
    sections = on("roles", day)[role]["opens"]
    return frozenset([*sections, EXISTS] if sections else [])


def sees_people(kind: Kind | str, day: date) -> bool:
    return bool(on("kinds", day)[kind]["sees_people"])


def limiting_purposes(day: date) -> frozenset[str]:
    """The purposes of an organisation that leads: it may limit who of others sees the person."""
    return frozenset(code for code, entry in on("purposes", day).items() if _limits(entry))


def _limits(purpose: dict[str, Any]) -> bool:
    return bool(purpose.get("limits_others", False))


def telling(purpose: str, day: date) -> str:
    """The section that the name of a purpose gives away by itself, if any."""
    return str(on("purposes", day).get(purpose, {}).get("tells", ""))


def is_mark(purpose: str, day: date) -> bool:
    """Whether the purpose is named only while the person has the mark that it stands for."""
    return bool(on("purposes", day).get(purpose, {}).get("mark", False))


def names(name: str) -> list[tuple[str, str]]:
    """The codes of a list with their names, for a form."""
    entries = latest(name).items()
    return [(code, entry if isinstance(entry, str) else entry["name"]) for code, entry in entries]


def name_of(list_name: str, code: str) -> str:
    return dict(names(list_name)).get(code, code)


def labels(list_name: str, codes: list[str]) -> list[str]:
    known = dict(names(list_name))
    return [known.get(code, code) for code in codes]
