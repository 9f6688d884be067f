"""The spec tests as a page: each function's name is its sentence, its tables the examples."""

from __future__ import annotations

import importlib
import inspect
import pkgutil
from types import ModuleType
from typing import Any

import tests.spec
from tests.spec.table import rows

HEAD = """# Rules

Each sentence is a test, each row of its table a person measured for real. Left of the arrow is what happened,
right of it what is measured; the cohort is 2023 unless it says otherwise. "Of 2" is an offence
proven by the person's second sanction; a birth date not shown is 1 January 1980.
"""


def page() -> str:
    names = sorted(module.name for module in pkgutil.iter_modules(tests.spec.__path__))
    specs = [name for name in names if name.startswith("test_")]
    return HEAD + "".join(_section(importlib.import_module(f"tests.spec.{name}")) for name in specs)


def _section(module: ModuleType) -> str:
    functions = [
        f for name, f in inspect.getmembers(module, inspect.isfunction) if name[:5] == "test_"
    ]
    functions.sort(key=lambda function: function.__code__.co_firstlineno)
    return f"\n## {module.__doc__}\n" + "".join(_rule(function) for function in functions)


def _rule(function: Any) -> str:
    shown: list[str] = []

    def record(table: str, **options: Any) -> None:
        asked = ", ".join(_option(name, value) for name, value in options.items())
        shown.append((f"\nAsked for: {asked}.\n" if asked else "") + _table(table))

    function(record)
    sentence = function.__name__.removeprefix("test_").replace("_", " ")
    return f"\n### {sentence[0].upper()}{sentence[1:]}\n" + "".join(shown)


def _option(name: str, value: Any) -> str:
    written = f"--{name.replace('_', '-')}"
    return f"`{written}`" if value is True else f"`{written} {value}`"


def _table(table: str) -> str:
    given, found, both = rows(table)
    head = f"\n| {' | '.join(given)} | ⇒ | {' | '.join(found)} |\n"
    rule = "|" + "---|" * (len(given) + 1 + len(found)) + "\n"
    body = "".join(
        f"| {' | '.join(left.values())} | ⇒ | {' | '.join(right.values())} |\n"
        for left, right in both
    )
    return head + rule + body
