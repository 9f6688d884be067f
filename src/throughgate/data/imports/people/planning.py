"""What an import would do to what its system said before: added, set, closed, taken back. Pure; nothing is written.

Only rows of the same holder and the same system are touched: what anybody entered here, or another system said, stays
beside them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from uuid import UUID, uuid4

from throughgate.data.imports.people.matching import (
    NAME_AND_BIRTH,
    SAME_NUMBER,
    Known,
    Match,
    clashes,
    namesakes_among,
)
from throughgate.data.imports.people.rules import (
    DATE,
    IDENTITY,
    NUMBER,
    PLACE,
    SECTIONS,
    Part,
    Row,
    Values,
)
from throughgate.people.person.identifiers.rules import Identifier


@dataclass(frozen=True)
class Before:
    """What the system said before in one row; `corrected`: somebody here has changed it since."""

    row: UUID
    values: Values
    corrected: bool = False


Held = Mapping[Part, Before]
NOTHING = Before(UUID(int=0), {})


class Outcome(StrEnum):
    """What becomes of a line."""

    NEW = "new"
    CHANGED = "changed"
    SAME = "same"
    GONE = "gone"
    REFUSED = "refused"


class Act(StrEnum):
    """What is done to one row of the record."""

    ADD = "add"
    SET = "set"
    CLOSE = "close"
    KEEP = "keep"  # as the correction of somebody here
    REMOVE = "remove"


@dataclass(frozen=True)
class Write:
    """One row of the record to be written."""

    act: Act
    part: Part
    values: Values
    row: UUID | None = None


@dataclass(frozen=True)
class Difference:
    """One field, as it was and as it is; empty for nothing."""

    section: str
    what: str
    before: str
    now: str


@dataclass
class Planned:
    """What becomes of one line, or of one person who is in no line any more."""

    outcome: Outcome
    row: Row | None = None
    person: UUID | None = None
    made: bool = False  # nobody on the record: the person is made
    first: bool = False  # this system says something of them for the first time, or again
    writes: list[Write] = field(default_factory=list)
    differences: list[Difference] = field(default_factory=list)
    alike: tuple[tuple[UUID, str], ...] = ()
    why: str = ""
    said: Values = field(default_factory=dict)  # who they are, of somebody who is in no line

    @property
    def about(self) -> UUID:
        """Whom it is about, where the line was not refused."""
        if self.person is None:
            raise ValueError("a refused line is about nobody")
        return self.person


def compare(row: Row, held: Held, *, day: date) -> tuple[list[Write], list[Difference]]:
    """How the record comes to say what the row says; two empty lists when it does already."""
    writes: list[Write] = []
    differences: list[Difference] = []
    for part, values in sorted(row.says.items()):
        said = _dated(part, values, held, day)
        writes += _writes(part, said, held, day)
        differences += _differences(part, held.get(part, NOTHING).values, said)
    for part in sorted(row.takes_back & held.keys()):
        before = held[part]
        if not before.corrected:
            writes.append(Write(Act.REMOVE, part, {}, before.row))
            differences += _differences(part, before.values, {})
    return writes, differences


def _dated(part: Part, values: Values, held: Held, day: date) -> Values:
    """A place without a day: since when it was said, or since the day of the file when it is another."""
    if part[0] != PLACE or values["first_day"] is not None:
        return values
    before = held.get(part, NOTHING).values
    same = all(before.get(name) == values[name] for name in ("kind", "establishment"))
    return {**values, "first_day": before["first_day"] if before and same else day}


def _writes(part: Part, values: Values, held: Held, day: date) -> Iterator[Write]:
    before = held.get(part)
    if before is None:
        yield Write(Act.ADD, part, values)
    elif before.values == values:
        return
    elif before.corrected:
        yield Write(Act.KEEP, part, {}, before.row)
        yield Write(Act.ADD, part, values)
    elif part[0] == PLACE and _later(values["first_day"], before.values["first_day"]):
        yield Write(Act.CLOSE, part, {"last_day": values["first_day"]}, before.row)
        yield Write(Act.ADD, part, values)
    else:
        yield Write(Act.SET, part, values, before.row)


def _later(now: object, before: object) -> bool:
    return isinstance(now, date) and isinstance(before, date) and now > before


def _differences(part: Part, before: Values, now: Values) -> Iterator[Difference]:
    table, key = part
    for name in sorted({*before, *now}):
        old, new = _text(before.get(name)), _text(now.get(name))
        if old != new:
            what = f"{table}:{key}" if table in (DATE, NUMBER) or key else f"{table}:{name}"
            yield Difference(SECTIONS[table], what, old, new)


def _text(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value or "")


@dataclass(frozen=True)
class Own:
    """A person whom the system had before: what it said of them, and whether it lost them since."""

    held: Held
    gone: bool = False


def plan(
    rows: list[Row], known: Known, own: Mapping[UUID, Own], *, day: date, whole: bool
) -> list[Planned]:
    """What becomes of every line, and of everybody the system had and no line is about. The order of lines changes nothing.

    `whole`: the rows are everybody the system has, so that who is missing is gone.
    """
    told, twice = clashes(rows)
    matches = {
        place: known.match(row)
        for place, row in enumerate(rows)
        if not row.refused and place not in told and place not in twice
    }
    told |= _meeting(matches, rows, known, own)
    told |= _giving_up(matches, rows, known)
    planned = [
        _line(row, matches.get(place), told.get(place, row.refused), own, day)
        for place, row in enumerate(rows)
        if place not in twice
    ]
    planned.sort(key=_by_number)
    _tell_namesakes(planned)
    planned.sort(key=lambda each: each.outcome is not Outcome.NEW)  # stopped, no question is lost
    if whole:
        here = {each.person for each in planned} | {
            one for each in planned if each.why and each.row for one in known.whom(each.row)
        }
        planned += [
            Planned(Outcome.GONE, person=person, said=each.held.get((IDENTITY, ""), NOTHING).values)
            for person, each in own.items()
            if person not in here and not each.gone
        ]
    return planned


def _meeting(
    matches: dict[int, Match], rows: list[Row], known: Known, own: Mapping[UUID, Own]
) -> dict[int, str]:
    """Lines that come to one person: of our own they are refused, of others they are new, for an officer to look at."""
    places: dict[UUID, list[int]] = {}
    for place, match in matches.items():
        if match.person:
            places.setdefault(match.person, []).append(place)
    told: dict[int, str] = {}
    for person, several in places.items():
        if len(several) > 1 and person in own:
            lines = ", ".join(str(rows[place].line) for place in sorted(several))
            told |= dict.fromkeys(several, f"Lines {lines} {ONE_BEFORE}")
        elif len(several) > 1:
            for place in several:
                alike = ((person, SAME_NUMBER), *matches[place].alike)
                matches[place] = Match(None, alike)
    return told


def _giving_up(matches: dict[int, Match], rows: list[Row], known: Known) -> dict[int, str]:
    """Lines that change the very number for which another line was refused: what the next file would find is open."""
    told: dict[int, str] = {}
    lines = {match.person: place for place, match in matches.items() if match.person}
    for claiming, refused in matches.items():
        for number in rows[claiming].numbers if refused.refused else ():
            for holder in known.by_own_number.get(number, set()) & lines.keys():
                if _says_another(rows[lines[holder]], number):
                    told[lines[holder]] = f"Line {rows[claiming].line} {CLAIMS}"
    return told


def _says_another(row: Row, number: Identifier) -> bool:
    return any(each.kind == number.kind and each != number for each in row.numbers)


CLAIMS = (
    "gives the number that this person had before to somebody else. Find out whose it is, and correct the file "
    "or ask a record officer."
)
ONE_BEFORE = (
    "have numbers that belonged to one person in earlier files of this system. Find out whether they are "
    "one person or two, and correct the file."
)


def _line(row: Row, match: Match | None, why: str, own: Mapping[UUID, Own], day: date) -> Planned:
    if why or match is None or match.refused:
        return Planned(Outcome.REFUSED, row, why=why or (match.refused if match else ""))
    mine = own.get(match.person) if match.person else None
    writes, differences = compare(row, mine.held if mine else {}, day=day)
    first = mine is None or mine.gone
    outcome = Outcome.CHANGED if writes or first else Outcome.SAME
    return Planned(
        outcome=outcome if mine else Outcome.NEW,
        row=row,
        person=match.person,
        first=first,
        writes=writes,
        differences=differences if mine else [],
        alike=match.alike,
    )


def _by_number(planned: Planned) -> tuple[list[tuple[str, str]], str]:
    """Of two new namesakes the one with the lower number is there first, however the lines are ordered."""
    row = planned.row
    if row is None:
        return [], ""
    return sorted((each.kind.value, each.number) for each in row.numbers), row.name


def _tell_namesakes(planned: list[Planned]) -> None:
    new = {}
    for each in planned:
        if each.outcome is Outcome.NEW and each.row:
            if each.person is None:
                each.person, each.made = uuid4(), True
            new[each.person] = each
    made = [(person, each.row) for person, each in new.items() if each.made and each.row]
    for known, added in namesakes_among(made):
        new[added].alike = (*new[added].alike, (known, NAME_AND_BIRTH))
