"""What the current offence weighs: by its five-digit code, through a table that the installation loads, else by
its category, and marked so. The table is not part of the project; `read` says what its columns are.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from throughgate.common.errors import BadInput, WrongUse
from throughgate.predictors.numbers import categories, number

COLUMNS = ("offence_code", "actuarial_category", "is_violent_sanction", "ogrs3_weight")
DIGITS = 5
UNKNOWN = "unknown"  # a category that the published table gives to two codes


@dataclass(frozen=True)
class Offence:
    """The offence of the current conviction.

    `code` None: known by its category only, and a score is marked “by category”. `weight` None: too vague
    for OGRS3, which needs the exact offence. `violent`: its sanction counts as one for violence.
    """

    category: str
    weight: float | None
    violent: bool
    code: str | None = None

    @property
    def by_category(self) -> bool:
        return self.code is None


@dataclass(frozen=True)
class Offences:
    """The categories, then the codes of the table that was loaded. In arrays an offence is its place here."""

    coded: tuple[Offence, ...] = field(default=())

    @cached_property
    def all(self) -> tuple[Offence, ...]:
        return (*_by_category(), *self.coded)

    @cached_property
    def _places(self) -> dict[str, int]:
        return {offence.code or offence.category: n for n, offence in enumerate(self.all)}

    def place(self, *, code: str | None = None, category: str | None = None) -> int:
        """Where an offence stands: by its code where the table has it, else by category; -1 by neither.

        Raises WrongUse for a category that does not exist.
        """
        if code is not None and code in self._places and code.isdigit():
            return self._places[code]
        if category is None or category == UNKNOWN:
            return -1
        if category not in categories():
            raise WrongUse(
                f"“{category}” is no actuarial offence category. There is: {', '.join(categories())}."
            )
        return self._places[category]

    def find(self, *, code: str | None = None, category: str | None = None) -> Offence | None:
        """The same as an offence; None where neither says what it was."""
        place = self.place(code=code, category=category)
        return None if place < 0 else self.all[place]


def _by_category() -> Iterator[Offence]:
    violent = set(number("violent_categories"))
    for category, weight in number("ogrs3_offence_weight").items():
        yield Offence(category, float(weight), category in violent)


def read(path: Path) -> Offences:
    """A table of offence codes: CSV with the columns of COLUMNS, a row a code.

    `ogrs3_weight` empty or 999: the exact offence is needed. Raises BadInput with the line.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            reader = csv.DictReader(file)
            _check_columns(path, reader.fieldnames or ())
            rows = [_offence(path, reader.line_num, row) for row in reader]
    except (UnicodeDecodeError, csv.Error) as error:
        raise BadInput(
            f"{path.name} cannot be read as a table ({error}). Save it as CSV in UTF-8, then load it again."
        ) from error
    _check_once(path, (row.code for row in rows))
    return Offences(tuple(rows))


def _check_columns(path: Path, found: Iterable[str]) -> None:
    missing = [name for name in COLUMNS if name not in found]
    if missing:
        raise BadInput(
            f"{path.name} has no column {', '.join(missing)}. "
            f"A table of offence codes has the columns {', '.join(COLUMNS)}; add them and load it again."
        )


def _check_once(path: Path, codes: Iterable[str | None]) -> None:
    seen: set[str | None] = set()
    for code in codes:
        if code in seen:
            raise BadInput(
                f"{path.name} has the offence code {code} twice. Leave one in, then load it again."
            )
        seen.add(code)


def _offence(path: Path, line: int, row: dict[str, str | None]) -> Offence:
    code, category, violent, weight = ((row[name] or "").strip() for name in COLUMNS)
    where = f"{path.name}, line {line}:"
    if len(code) != DIGITS or not (code.isascii() and code.isdigit()):
        raise BadInput(
            f"{where} “{code}” is no offence code. Write {DIGITS} digits, zeros in front kept "
            "(a spreadsheet may have taken them away)."
        )
    if category not in (*categories(), UNKNOWN):
        raise BadInput(
            f"{where} “{category}” is no actuarial offence category. There is: {', '.join(categories())}."
        )
    if violent not in ("0", "1"):
        raise BadInput(f"{where} is_violent_sanction is “{violent}”. Write 1 for yes, 0 for no.")
    return Offence(category, _weight(where, weight), violent == "1", code)


def _weight(where: str, text: str) -> float | None:
    try:
        weight = float(text) if text else None
    except ValueError:
        weight = float("nan")
    if weight == number("exact_offence_needed"):
        return None
    if weight is not None and not abs(weight) < number("exact_offence_needed"):
        raise BadInput(f"{where} ogrs3_weight is “{text}”. Write a number, or leave it empty.")
    return weight
