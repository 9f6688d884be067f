"""Whom a row is about: by numbers first, then by name and birth date for a record officer to decide. Pure.

What is certain: this system's own number, seen before; or anybody's number where name and birth date agree. All else
makes a new person and a question for a record officer. Two of one surname and birth date with other first names are
twins. The order of the rows changes nothing.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from uuid import UUID

from throughgate.data.imports.people.rules import Row
from throughgate.people.person.identifiers.rules import Identifier
from throughgate.people.person.names import rules as names

SAME_NUMBER, NAME_AND_BIRTH = "same_number", "name_and_birth_date"


@dataclass
class Somebody:
    """A person who is on the record already, as far as matching needs to know."""

    person: UUID
    names: set[str] = field(default_factory=set)
    born: set[date] = field(default_factory=set)
    numbers: set[Identifier] = field(default_factory=set)
    # What this very system said of them before.
    own_numbers: set[Identifier] = field(default_factory=set)
    own_name: str = ""
    own_born: date | None = None
    of_source: bool = False


@dataclass(frozen=True)
class Match:
    """Who it is; None for somebody new. `alike` are for a record officer to look at, each with the reason."""

    person: UUID | None = None
    alike: tuple[tuple[UUID, str], ...] = ()
    refused: str = ""


class Known:
    """Everybody a file could be about, by number, by birth date, and by what its system said before."""

    def __init__(self, people: Iterable[Somebody]) -> None:
        self.people = {each.person: each for each in people}
        self.by_number: dict[Identifier, set[UUID]] = {}
        self.by_own_number: dict[Identifier, set[UUID]] = {}
        self.by_birth: dict[date, set[UUID]] = {}
        self.by_own_name: dict[tuple[str, date | None], set[UUID]] = {}
        for each in self.people.values():
            self._add(each)

    def _add(self, each: Somebody) -> None:
        for number in each.numbers:
            self.by_number.setdefault(number, set()).add(each.person)
        for number in each.own_numbers:
            self.by_own_number.setdefault(number, set()).add(each.person)
        for day in each.born:
            self.by_birth.setdefault(day, set()).add(each.person)
        if each.of_source:
            key = (plain(each.own_name), each.own_born)
            self.by_own_name.setdefault(key, set()).add(each.person)

    def match(self, row: Row) -> Match:
        own = self._own(row)
        if len(own) > 1:
            return Match(refused=TWO_OF_OURS)
        if own:
            return self._again(row, self.people[own.pop()])
        others = self._with_number(row)
        sure = [one for one in others if self._is_sure(row, self.people[one])]
        if len(sure) == 1:
            rest = sorted(others - set(sure))
            return Match(sure[0], tuple((one, SAME_NUMBER) for one in rest))
        alike = [(one, SAME_NUMBER) for one in sorted(others)]
        alike += [(one, NAME_AND_BIRTH) for one in sorted(self._namesakes(row) - others)]
        return Match(alike=tuple(alike))

    def whom(self, row: Row) -> set[UUID]:
        """Of the system's own people, those a row that was refused may still be about: they are not gone."""
        named = self.by_own_name.get((plain(row.name), row.birth_date), set())
        return {*self._own(row), *named}

    def _own(self, row: Row) -> set[UUID]:
        found = {one for number in row.numbers for one in self.by_own_number.get(number, ())}
        if found:
            return found
        named = self.by_own_name.get((plain(row.name), row.birth_date), set())
        kinds = {number.kind for number in row.numbers}
        # The same name and birth date from the same system, and no number that says otherwise.
        return {
            one
            for one in named
            if not kinds & {number.kind for number in self.people[one].own_numbers}
        }

    def _again(self, row: Row, known: Somebody) -> Match:
        if not self._plausible(row, known):
            return Match(refused=OF_ANOTHER)
        others = self._with_number(row) - {known.person}
        return Match(known.person, tuple((one, SAME_NUMBER) for one in sorted(others)))

    def _with_number(self, row: Row) -> set[UUID]:
        return {one for number in row.numbers for one in self.by_number.get(number, ())}

    def _is_sure(self, row: Row, known: Somebody) -> bool:
        days = known.born
        born = row.birth_date is None or not days or row.birth_date in days
        return born and fits(row.name, known.names)

    def _plausible(self, row: Row, known: Somebody) -> bool:
        """A number's holder marries or is corrected; both name and birth date change only when it is another."""
        named = not known.own_name or fits(row.name, [known.own_name])
        return named or row.birth_date == known.own_born

    def _namesakes(self, row: Row) -> set[UUID]:
        found = self.by_birth.get(row.birth_date, set()) if row.birth_date else set()
        return {one for one in found if fits(row.name, self.people[one].names)}


TWO_OF_OURS = (
    "Its numbers belonged to two people in earlier files of this system. Find out which is right and "
    "correct the file, or ask a record officer to look at both."
)
OF_ANOTHER = (
    "Its number was that of somebody with another name and another birth date in earlier files of this "
    "system. Find out who it is, and correct the number or the name."
)


def fits(name: str, known: Iterable[str]) -> bool:
    """Whether two writings can be one name: order, short forms, spelling and a middle name more or less apart."""
    known = list(known)
    return bool(names.fit(name, known)) or any(names.fit(each, [name]) for each in known)


def plain(name: str) -> str:
    return " ".join(names.words(name))


def clashes(rows: list[Row]) -> tuple[dict[int, str], set[int]]:
    """Rows of one file that contradict each other, by place in the list, with why; and those said twice alike."""
    told: dict[int, str] = {}
    twice: set[int] = set()
    for places in _about_one(rows):
        different = [places[0]]
        for place in places[1:]:
            if any(_alike(rows[place], rows[other]) for other in different):
                twice.add(place)
            else:
                different.append(place)
        if len(different) > 1:
            told |= dict.fromkeys(places, _contradiction([rows[place] for place in places]))
    return told, twice - set(told)


def _about_one(rows: list[Row]) -> list[list[int]]:
    """Places of rows that may be about one person, joined through others: one number, or one name and birth date.

    Two of one name and birth date are two people only where a number of one kind tells them apart: else the next file
    would take the second for the first.
    """
    leader = list(range(len(rows)))

    def find(place: int) -> int:
        while leader[place] != place:
            place = leader[place]
        return place

    def join(one: int, other: int) -> None:
        first, later = sorted((find(one), find(other)))
        leader[later] = first

    numbered: dict[Identifier, int] = {}
    named: dict[tuple[str, date | None], list[int]] = {}
    for place, row in enumerate(rows):
        if row.refused:
            continue
        for number in row.numbers:
            join(place, numbered.setdefault(number, place))
        namesakes = named.setdefault((plain(row.name), row.birth_date), [])
        for other in namesakes:
            if not _kinds(row) & _kinds(rows[other]):
                join(place, other)
        namesakes.append(place)
    groups: dict[int, list[int]] = {}
    for place in range(len(rows)):
        groups.setdefault(find(place), []).append(place)
    return [places for places in groups.values() if len(places) > 1]


def _kinds(row: Row) -> set[str]:
    return {number.kind.value for number in row.numbers}


def _alike(row: Row, other: Row) -> bool:
    return row.says == other.says


def _contradiction(rows: list[Row]) -> str:
    lines = ", ".join(str(row.line) for row in rows)
    several = len({row.file for row in rows}) > 1
    where = f"Lines {lines}" + (" of your files" if several else "")
    people = {(plain(row.name), row.birth_date) for row in rows}
    if len(people) > 1:
        return f"{where} give one number to two people. Correct the one that is wrong."
    return f"{where} are about one person and do not agree: {', '.join(_unlike(rows))}. Keep one."


def _unlike(rows: list[Row]) -> list[str]:
    parts = sorted({part for row in rows for part in row.says})
    return [
        (part or table).replace("_", " ")
        for table, part in parts
        if any(row.says.get((table, part)) != rows[0].says.get((table, part)) for row in rows)
    ]


def namesakes_among(rows: list[tuple[UUID, Row]]) -> list[tuple[UUID, UUID]]:
    """New people of one file with one birth date whose names can be one, the one with the lower number first: known, added.

    Every pair, as when the first of them had come with an earlier file.
    """
    groups: dict[date, list[tuple[UUID, Row]]] = {}
    for person, row in rows:
        if row.birth_date:
            groups.setdefault(row.birth_date, []).append((person, row))
    found = []
    for same in groups.values():
        same.sort(key=lambda pair: sorted((n.kind.value, n.number) for n in pair[1].numbers))
        found += [
            (known, added)
            for (known, one), (added, other) in combinations(same, 2)
            if fits(other.name, [one.name])
        ]
    return found
