"""The mapping file: how the columns and values of somebody's files become ours.

One section a table; everything in it is optional. See docs/reference/mapping.md.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from collections.abc import Mapping as Dict
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import yaml

from throughgate.common.errors import BadInput
from throughgate.evidence.tables import TABLES, Kind, Table

ISO = "%Y-%m-%d"
SECTION = ("columns", "values", "dates", "defaults", "missing", "drop", "delimiter", "encoding")
FILE_WIDE = ("delimiter", "encoding")


@dataclass(frozen=True)
class TableMapping:
    """What the mapping says about one table; `columns` is ours: theirs."""

    columns: Dict[str, str] = field(default_factory=dict)
    values: Dict[str, Dict[str, str]] = field(default_factory=dict)
    dates: str | Dict[str, str] = ISO
    defaults: Dict[str, str] = field(default_factory=dict)
    missing: Dict[str, list[str]] = field(default_factory=dict)
    drop: tuple[str, ...] = ()
    delimiter: str | None = None
    encoding: str | None = None

    def date_format(self, column: str) -> str:
        return self.dates if isinstance(self.dates, str) else self.dates.get(column, ISO)


@dataclass(frozen=True)
class Mapping:
    """The whole mapping; `given` is kept in the manifest as it was read."""

    tables: Dict[str, TableMapping] = field(default_factory=dict)
    given: Dict[str, Any] = field(default_factory=dict)

    def table(self, name: str) -> TableMapping:
        return self.tables.get(name, TableMapping())


def read(source: Path | Dict[str, Any] | None, tables: Dict[str, Table] = TABLES) -> Mapping:
    """The mapping in a YAML file, or already read; refuses what it does not understand."""
    if source is None:
        return Mapping()
    name, content = ("the mapping", source) if isinstance(source, Dict) else _yaml(source)
    if not isinstance(content, Dict):
        raise BadInput(f"{name} is not a mapping. Begin each section with a table's name and “:”.")
    _known(name, "", content, (*tables, *FILE_WIDE))
    wide = {key: _text(name, key, content[key]) for key in FILE_WIDE if key in content}
    sections = {
        name_of: _section(name, table, {**wide, **_dict(name, name_of, content.get(name_of))})
        for name_of, table in tables.items()
    }
    return Mapping(sections, _plain(content))


def _yaml(path: Path) -> tuple[str, Any]:
    try:
        return path.name, yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except FileNotFoundError:
        raise BadInput(f"There is no mapping file {path}. Check its name.") from None
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise BadInput(f"{path.name} is not YAML: {error}. Correct it, then build again.") from None


def _section(name: str, table: Table, content: Dict[str, Any]) -> TableMapping:
    _known(name, table.name, content, SECTION)
    places = {key: f"{table.name}.{key}" for key in SECTION}
    columns = _texts(name, places["columns"], content.get("columns"))
    _our_columns(name, table, columns)
    dates = content.get("dates", ISO)
    return TableMapping(
        columns=columns,
        values={
            column: _texts(name, f"{places['values']}.{column}", pairs)
            for column, pairs in _dict(name, places["values"], content.get("values")).items()
        },
        dates=dates if isinstance(dates, str) else _texts(name, places["dates"], dates),
        defaults=_texts(name, places["defaults"], content.get("defaults")),
        missing={
            column: [_scalar(value) for value in _list(name, places["missing"], values)]
            for column, values in _dict(name, places["missing"], content.get("missing")).items()
        },
        drop=tuple(_scalar(value) for value in _list(name, places["drop"], content.get("drop"))),
        delimiter=_optional(name, places["delimiter"], content.get("delimiter")),
        encoding=_optional(name, places["encoding"], content.get("encoding")),
    )


def _our_columns(name: str, table: Table, columns: Dict[str, str]) -> None:
    ours = [column.name for column in table.columns]
    if table.open_ended:
        return
    for column in columns:
        if column not in ours:
            raise BadInput(
                f"{name}: {table.name} has no column “{column}”{nearest(column, ours)}. "
                f"Its columns are {', '.join(ours)}; write ours: theirs."
            )


def _known(name: str, where: str, content: Dict[str, Any], known: tuple[str, ...]) -> None:
    for key in content:
        if key not in known:
            place = f" under {where}" if where else ""
            raise BadInput(
                f"{name}: “{key}”{place} is not understood{nearest(str(key), known)}. "
                f"Known there: {', '.join(known)}."
            )


def nearest(word: str, known: Iterable[str]) -> str:
    """“ (did you mean …?)”, or nothing."""
    there = {name.lower(): name for name in known}
    close = difflib.get_close_matches(word.lower(), there, n=1, cutoff=0.6)
    return f" (did you mean “{there[close[0]]}”?)" if close else ""


def _dict(name: str, where: str, content: Any) -> Dict[str, Any]:
    if content is None:
        return {}
    if not isinstance(content, Dict):
        raise BadInput(f"{name}: {where} should be lines of “name: value”.")
    return content


def _list(name: str, where: str, content: Any) -> list[Any]:
    if content is None:
        return []
    if not isinstance(content, list):
        raise BadInput(f"{name}: {where} should be a list, as [“a”, “b”].")
    return content


def _texts(name: str, where: str, content: Any) -> dict[str, str]:
    pairs = _dict(name, where, content)
    return {_scalar(key): _text(name, f"{where}.{key}", value) for key, value in pairs.items()}


def _text(name: str, where: str, value: Any) -> str:
    if value is None or isinstance(value, list | dict):
        raise BadInput(f"{name}: {where} should be one value.")
    return _scalar(value)


def _optional(name: str, where: str, value: Any) -> str | None:
    return None if value is None else _text(name, where, value)


def _scalar(value: Any) -> str:
    """YAML reads yes, 1 and 2020-01-01 as other things than text: here they are what was written."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _plain(content: Any) -> Any:
    if isinstance(content, Dict):
        return {_scalar(key): _plain(value) for key, value in content.items()}
    if isinstance(content, list):
        return [_plain(value) for value in content]
    return _scalar(content)


DATES = {
    (table.name, column.name)
    for table in TABLES.values()
    for column in table.columns
    if column.kind is Kind.DATE
}
