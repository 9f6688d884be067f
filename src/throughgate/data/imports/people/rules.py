"""What one row of a file says of a person: read strictly, cell by cell. What cannot be read is left out and said why."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from throughgate.common.errors import WrongUse
from throughgate.data.imports.people.columns import CONTACT, DATES, NUMBERS
from throughgate.evidence.tables import SEXES
from throughgate.people.person.details.rules import check_birth_date
from throughgate.people.person.identifiers.rules import Identifier, NotAnIdentifier, read
from throughgate.people.person.moves.rules import ESTABLISHMENT, Place

LONGEST_NAME = 200
LONGEST_CONTACT = 500
IDENTITY, NUMBER, PLACE, DATE, REACH = "identity", "number", "place", "date", "contact"
# Which section of the record each part goes to.
SECTIONS = {
    IDENTITY: "identity",
    NUMBER: "identity",
    PLACE: "place",
    DATE: "place",
    REACH: "contact",
}
Part = tuple[str, str]  # a table and which of its rows: ("date", "sentence_end")
Values = dict[str, str | date | None]
ReadDate = Callable[[str, str], date | None]  # column and text; None where it is no day


class State(StrEnum):
    """How far an import has come."""

    WAITING = "waiting"  # to be read
    READING = "reading"
    PREVIEW = "preview"  # shown, and waiting for somebody to say yes
    CONFIRMED = "confirmed"
    APPLYING = "applying"
    DONE = "done"
    REFUSED = "refused"
    DROPPED = "dropped"


ALLOWED: dict[State, set[State]] = {
    State.WAITING: {State.READING, State.REFUSED},
    State.READING: {State.READING, State.PREVIEW, State.REFUSED},  # a stopped worker starts anew
    State.PREVIEW: {State.CONFIRMED, State.DROPPED},
    State.CONFIRMED: {State.APPLYING, State.REFUSED},
    State.APPLYING: {State.APPLYING, State.DONE, State.REFUSED},
    State.DONE: set(),
    State.REFUSED: set(),
    State.DROPPED: set(),
}


@dataclass(frozen=True)
class LeftOut:
    """A cell that could not be taken, and why."""

    column: str
    text: str
    why: str


@dataclass(frozen=True)
class Row:
    """What a line says of one person, by part; `takes_back` are the parts whose cells are there and empty."""

    file: str
    line: int
    given_names: str = ""
    family_name: str = ""
    birth_date: date | None = None
    numbers: tuple[Identifier, ...] = ()
    says: dict[Part, Values] = field(default_factory=dict)
    takes_back: frozenset[Part] = frozenset()
    left_out: tuple[LeftOut, ...] = ()
    refused: str = ""

    @property
    def name(self) -> str:
        return f"{self.given_names} {self.family_name}".strip()


def row(cells: dict[str, str], *, file: str, line: int, read_date: ReadDate, today: date) -> Row:
    """A row from its cells, ours by name, an empty text where there is nothing. A column that is not there is not said."""
    taken = _Taken(cells, read_date, today)
    given, family = taken.text("given_names"), taken.text("family_name")
    born, why = taken.birth_date()
    numbers = tuple(taken.numbers())
    refused = why or _unnamed(given, family) or _unknowable(born, numbers)
    identity: Values = {"given_names": given, "family_name": family, "birth_date": born}
    says: dict[Part, Values] = {(IDENTITY, ""): {**identity, "sex": taken.sex()}}
    says |= {(NUMBER, each.kind.value): {"number": each.number} for each in numbers}
    says |= dict(taken.place())
    says |= dict(taken.dates(born))
    says |= dict(taken.contact())
    return Row(
        file=file,
        line=line,
        given_names=given,
        family_name=family,
        birth_date=born,
        numbers=numbers,
        says=says,
        takes_back=frozenset(taken.empty()),
        left_out=tuple(taken.left_out),
        refused=refused,
    )


def _unnamed(given: str, family: str) -> str:
    if not family:
        return "There is no family name. Fill it in where the file comes from."
    if max(len(given), len(family)) > LONGEST_NAME:
        return f"The name is longer than {LONGEST_NAME} characters. Check the line’s columns."
    return ""


def _unknowable(born: date | None, numbers: tuple[Identifier, ...]) -> str:
    if born or numbers:
        return ""
    return "There is neither a number nor a birth date, so nobody can tell who this is. Add one."


class _Taken:
    """The cells of one row as they are read, and what had to be left out."""

    def __init__(self, cells: dict[str, str], read_date: ReadDate, today: date) -> None:
        self.cells, self.read_date, self.day_of_reading = cells, read_date, today
        self.left_out: list[LeftOut] = []

    def text(self, column: str) -> str:
        return " ".join(self.cells.get(column, "").split())

    def leave(self, column: str, why: str) -> None:
        self.left_out.append(LeftOut(column, self.text(column), why))

    def birth_date(self) -> tuple[date | None, str]:
        text = self.text("birth_date")
        if not text:
            return None, ""
        day = self.read_date("birth_date", text)
        if day is None:
            return None, f"The birth date “{text}” is not a day that there is. Correct it."
        try:
            return check_birth_date(day, today=self.day_of_reading), ""
        except WrongUse as error:
            return None, str(error)

    def sex(self) -> str:
        said = _code(self.text("sex"))
        if said and said not in SEXES:
            if said != "unknown":
                self.leave(
                    "sex", f"It can be {', '.join(SEXES)} or empty; name yours in a mapping."
                )
            return ""
        return said

    def numbers(self) -> Iterator[Identifier]:
        for column, kind in NUMBERS.items():
            if text := self.text(column):
                try:
                    yield read(kind, text, today=self.day_of_reading)
                except NotAnIdentifier as error:
                    self.leave(column, str(error))

    def place(self) -> Iterator[tuple[Part, Values]]:
        said, establishment = _code(self.text("place")), self.text("establishment")
        if not said:
            if establishment:
                self.leave(
                    "establishment", "Say in the column place what it is: custody, remand, …"
                )
            return
        if said not in set(Place):
            self.leave("place", f"It can be {', '.join(Place)}; name yours in a mapping.")
            return
        if establishment and Place(said) not in ESTABLISHMENT:
            self.leave("establishment", "Nobody is inside one while they are in the community.")
            establishment = ""
        since = self.day("place_since", not_after=self.day_of_reading)
        if since is None and self.text("place_since"):
            return  # a place whose day is wrong says nothing about when they moved
        yield (PLACE, ""), {"kind": said, "establishment": establishment, "first_day": since}

    def dates(self, born: date | None) -> Iterator[tuple[Part, Values]]:
        for column in DATES:
            day = self.day(column, not_before=born)
            if day is not None:
                yield (DATE, column), {"day": day}

    def contact(self) -> Iterator[tuple[Part, Values]]:
        for column in CONTACT:
            text = self.text(column)
            if len(text) > LONGEST_CONTACT:
                self.leave(column, f"It is longer than {LONGEST_CONTACT} characters.")
            elif text:
                yield (REACH, column), {"value": text}

    def day(
        self, column: str, *, not_before: date | None = None, not_after: date | None = None
    ) -> date | None:
        text = self.text(column)
        if not text:
            return None
        day = self.read_date(column, text)
        if day is None:
            self.leave(column, "It is not a day that there is. Correct it.")
        elif not_before and day < not_before:
            self.leave(column, "It is before the person was born. Correct it.")
            return None
        elif not_after and day > not_after:
            self.leave(column, "This day has not come yet. Correct it.")
            return None
        return day

    def empty(self) -> Iterator[Part]:
        """What the file has a column for and no value: the system no longer says it."""
        for table, columns in ((DATE, DATES), (REACH, CONTACT)):
            for column in columns:
                if column in self.cells and not self.text(column):
                    yield table, column


def _code(text: str) -> str:
    return re.sub(r"[\s-]+", "_", text.lower())
