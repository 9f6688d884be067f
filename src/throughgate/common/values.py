"""Published numbers and lists, read from a topic's `values.yaml`: dated, with unit and source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from throughgate.common.errors import ThroughgateError

NEEDED = ("meaning", "unit", "source", "nation", "checked_on", "values")


class UnsourcedValue(ThroughgateError):
    """A value that does not say where it comes from."""


@dataclass(frozen=True)
class Value:
    """One published value and its history: what held from which day."""

    name: str
    meaning: str
    unit: str
    source: str
    nation: str
    checked_on: date
    values: dict[date, Any]

    def on(self, day: date) -> Any:
        """What held on a day: the newest entry dated on or before it."""
        dated = [since for since in self.values if since <= day]
        if not dated:
            raise ThroughgateError(
                f"{self.name} has no value on {day}: its first is from {min(self.values)}. "
                "Add the earlier value with its source, or ask about a later day."
            )
        return self.values[max(dated)]

    @property
    def latest(self) -> Any:
        """What holds now: the newest entry."""
        return self.values[max(self.values)]


@cache
def load(package: str, name: str = "values.yaml") -> dict[str, Value]:
    """All values of a package, checked: refuses one without a source.

    A value: {meaning, unit, source, nation, checked_on: date, values: {date it holds from: value}}.
    """
    text = files(package).joinpath(name).read_text(encoding="utf-8")
    return {key: _value(package, key, entry) for key, entry in yaml.safe_load(text).items()}


def _value(package: str, name: str, entry: dict[str, Any]) -> Value:
    missing = [key for key in NEEDED if not entry.get(key)]
    if missing:
        raise UnsourcedValue(
            f"{name} in {package} has no {', '.join(missing)}. "
            "A published number says what it means, its unit, its source and the day it was checked."
        )
    return Value(name=name, **{key: entry[key] for key in NEEDED})
