"""Chance that is always the same: a number, a choice or a key from what it is for."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from hashlib import blake2b
from importlib.resources import files
from typing import Any, TypeVar
from uuid import UUID, uuid5

import yaml

Choice = TypeVar("Choice")
NAMESPACE = UUID("5f0c2c1e-6d1a-5c1e-9a54-5d2f1f6b7c03")


def draw(*of: object) -> float:
    """From 0 up to 1; the same for the same words, whatever else is drawn."""
    words = "/".join(str(each) for each in of).encode()
    return int.from_bytes(blake2b(words, digest_size=7).digest()) / 2**56


def pick(options: Sequence[Choice], *of: object) -> Choice:
    return options[int(draw(*of) * len(options))]


def number(low: int, high: int, *of: object) -> int:
    """A whole number, both ends possible."""
    return low + int(draw(*of) * (high - low + 1))


def key(*of: object) -> UUID:
    return uuid5(NAMESPACE, "/".join(str(each) for each in of))


@cache
def listed(name: str) -> dict[str, Any]:
    """One of the lists beside this module."""
    text = files("throughgate.data.demonstration").joinpath(f"{name}.yaml").read_text("utf-8")
    found: dict[str, Any] = yaml.safe_load(text)
    return found


def given_name(sex: str, *of: object) -> str:
    return str(pick(listed("names")["female" if sex == "female" else "male"], "given", *of))


def family_name(*of: object) -> str:
    names = listed("names")
    return f"{pick(names['family_begins'], 'begins', *of)}{pick(names['family_ends'], 'ends', *of)}"
