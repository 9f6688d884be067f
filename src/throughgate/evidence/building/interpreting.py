"""What a cell means: each distinct text of a column is read once, strictly, and kept as a small number."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime
from threading import Lock

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from numpy.typing import NDArray

from throughgate.common.errors import BadInput
from throughgate.evidence.building.mapping import ISO, TableMapping
from throughgate.evidence.tables import UNKNOWN, Column, Kind

Ints = NDArray[np.int32]
MISSING = -(2**31)
BAD = MISSING + 1
MOST_CODES = 65_534  # the most that two bytes hold, with “unknown”
MOST = 999_999_999
REMEMBERED = 1_000_000
SHOWN = 5
DAY_ZERO = date(1970, 1, 1).toordinal()
YEARS = (1850, 2150)
SOME_DAY = date(1911, 2, 3)  # two digits would make it 2011
_ISO = re.compile(
    r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:?\d{2})?)?"
)
_WHOLE = re.compile(r"(\d{1,9})(?:\.0+)?")
YES = {"yes": 1, "true": 1, "y": 1, "t": 1, "1": 1, "no": 0, "false": 0, "n": 0, "f": 0, "0": 0}


class Interpreter:
    """Reads one column of one table, whatever file it comes from."""

    def __init__(self, column: Column, said: TableMapping) -> None:
        self.column = column
        self.blank = {text.strip() for text in said.missing.get(column.name, [])} | {""}
        self.values = said.values.get(column.name, {})
        self.free: dict[str, int] = {}
        self.wrong: dict[str, None] = {}
        self._seen: dict[str, int] = {}
        self._lock = Lock()  # batches are read side by side
        self._meaning = self._reader(said)
        self.default_text = said.defaults.get(column.name, column.missing)
        self.default = self._default(self.default_text)
        self.defaulted = 0

    @property
    def too_many(self) -> bool:
        return len(self.free) > MOST_CODES

    def read(self, cells: pa.Array | None, rows: int) -> Ints:
        """One number a row; MISSING where the cell is empty, BAD where it cannot be read."""
        if cells is None:
            if self.default != MISSING:
                with self._lock:
                    self.defaulted += rows
            return np.full(rows, self.default, np.int32)
        if pa.types.is_timestamp(cells.type):
            cells = cells.cast(pa.date32(), safe=False)
        if pa.types.is_date32(cells.type) and self.column.kind is Kind.DATE:
            return self._filled(self._dates(cells))
        if pa.types.is_integer(cells.type) and self.column.kind is Kind.NUMBER:
            return self._filled(self._whole(cells))
        if not (pa.types.is_string(cells.type) or pa.types.is_dictionary(cells.type)):
            cells = pc.cast(cells, pa.string())
        coded = cells if pa.types.is_dictionary(cells.type) else cells.dictionary_encode()
        texts = coded.dictionary.to_pylist()
        with self._lock:
            known: Ints = np.array([self._cell(text) for text in texts], np.int32)
        known = np.append(known, np.int32(MISSING))
        places = coded.indices.cast(pa.int32()).fill_null(len(known) - 1).to_numpy()
        return self._filled(known[places])

    def _filled(self, values: Ints) -> Ints:
        if self.default != MISSING:
            empty = values == MISSING
            with self._lock:
                self.defaulted += int(empty.sum())
            values = np.where(empty, np.int32(self.default), values)
        return values

    def _dates(self, cells: pa.Array) -> Ints:
        values: Ints = cells.view(pa.int32()).fill_null(MISSING).to_numpy()
        first, last = (date(year, 1, 1).toordinal() - DAY_ZERO for year in YEARS)
        odd = (values != MISSING) & ((values < first) | (values >= last))
        for text in self.blank - {""}:
            odd |= values == _iso(text)
        if not odd.any():
            return values
        values = values.copy()
        with self._lock:
            for day in np.unique(values[odd]):
                values[values == day] = self._cell(str(np.datetime64(int(day), "D")))
        return values

    def _whole(self, cells: pa.Array) -> Ints:
        values: NDArray[np.int64] = cells.cast(pa.int64()).fill_null(MISSING).to_numpy()
        odd = (values != MISSING) & ((values < 0) | (values > MOST))
        for text in self.blank - {""}:
            odd |= values == _whole(text)
        if odd.any():
            with self._lock:
                values = values.copy()
                values[odd] = [self._cell(str(value)) for value in values[odd].tolist()]
        return values.astype(np.int32)

    def _cell(self, text: str | None) -> int:
        if text is None:
            return MISSING
        found = self._seen.get(text)
        if found is None:
            if len(self._seen) > REMEMBERED:
                self._seen.clear()
            found = self._seen[text] = self._meant(text.strip())
            if found == BAD and len(self.wrong) < SHOWN:
                self.wrong[text.strip()] = None
        return found

    def _meant(self, text: str) -> int:
        text = self.values.get(text, text)
        return MISSING if text in self.blank else self._meaning(text)

    def _reader(self, said: TableMapping) -> Callable[[str], int]:
        match self.column.kind:
            case Kind.DATE:
                return date_reader(said.date_format(self.column.name))
            case Kind.NUMBER:
                return _whole
            case Kind.YES_NO:
                return lambda text: YES.get(text.lower(), BAD)
            case Kind.CODE:
                codes = {code: at for at, code in enumerate((*self.column.codes, UNKNOWN))}
                return lambda text: codes.get(re.sub(r"[\s-]+", "_", text.lower()), BAD)
            case Kind.TEXT:
                return self._free_text

    def _free_text(self, text: str) -> int:
        if text == UNKNOWN:
            return MISSING
        if self.too_many:
            return MISSING
        return self.free.setdefault(text, len(self.free))

    def _default(self, text: str | None) -> int:
        if text is None:
            return MISSING
        value = self._meant(text)
        if value == BAD:
            raise BadInput(
                f"The default “{text}” of {self.column.name} is not a {self.column.kind}. "
                "Correct it in the mapping."
            )
        return value


def _iso(text: str) -> int:
    parts = _ISO.fullmatch(text)
    return BAD if parts is None else _day(lambda: date(*(int(part) for part in parts.groups())))


def date_reader(form: str) -> Callable[[str], int]:
    """Reads days written in this form, as days since DAY_ZERO; BAD where a text is none."""
    if form == ISO:
        return _iso
    try:
        again = datetime.strptime(SOME_DAY.strftime(form), form).date()  # noqa: DTZ007
    except (ValueError, re.error):
        again = None
    if again != SOME_DAY:
        raise BadInput(
            f"“{form}” is not a date format, or not one of a day, a month and a year of four "
            "digits. Write it as %d/%m/%Y, in the mapping, under dates."
        )
    return lambda text: _day(lambda: datetime.strptime(text, form).date())  # noqa: DTZ007


def _day(read: Callable[[], date]) -> int:
    try:
        day = read()
    except ValueError:
        return BAD
    return day.toordinal() - DAY_ZERO if YEARS[0] <= day.year < YEARS[1] else BAD


def _whole(text: str) -> int:
    parts = _WHOLE.fullmatch(text)
    return int(parts[1]) if parts else BAD
