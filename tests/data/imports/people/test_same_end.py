"""Repeated, with its lines in another order, broken off and taken up again: an import comes to the same end."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.data.imports.people.county import TODAY, pnc
from throughgate.data.imports.people.matching import Known, Somebody
from throughgate.data.imports.people.planning import Act, Before, Held, Outcome, Own, Planned, plan
from throughgate.data.imports.people.rules import NUMBER, Row, row
from throughgate.people.person.identifiers.rules import Kind
from throughgate.people.person.identifiers.rules import read as number_of


def read_date(column: str, text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


class Record:
    """What one system said, as the plan leaves it: the record in a dictionary."""

    def __init__(self) -> None:
        self.said: dict[UUID, dict] = {}
        self.gone: set[UUID] = set()
        self.asked: set[frozenset[UUID]] = set()

    def plan(self, rows: list[Row]) -> list[Planned]:
        own = {person: Own(held, person in self.gone) for person, held in self._held().items()}
        return plan(rows, Known(self._people()), own, day=TODAY, whole=True)

    def _held(self) -> dict[UUID, Held]:
        return {
            person: {part: Before(person, values) for part, values in said.items()}
            for person, said in self.said.items()
        }

    def _people(self) -> list[Somebody]:
        found = []
        for person, said in self.said.items():
            identity = said["identity", ""]
            name = f"{identity['given_names']} {identity['family_name']}"
            numbers = {
                number_of(Kind(part[1]), values["number"], today=TODAY)
                for part, values in said.items()
                if part[0] == NUMBER
            }
            born = identity["birth_date"]
            found.append(
                Somebody(
                    person, {name}, {born} if born else set(), numbers, numbers, name, born, True
                )
            )
        return found

    def apply(self, planned: list[Planned], *, stop_after: int | None = None) -> None:
        todo = [each for each in planned if each.outcome is not Outcome.REFUSED]
        for each in todo[:stop_after]:
            if each.outcome is Outcome.GONE:
                self.gone.add(each.person)
                continue
            said = self.said.setdefault(each.person, {})
            self.gone.discard(each.person)
            for write in each.writes:
                if write.act in (Act.ADD, Act.SET):
                    said[write.part] = write.values
                elif write.act is Act.REMOVE:
                    del said[write.part]
            self.asked |= {frozenset({each.person, other}) for other, _ in each.alike}

    def end(self) -> list:
        names = {person: str(sorted(map(str, said.items()))) for person, said in self.said.items()}
        return [
            sorted(names.values()),
            sorted(names[person] for person in self.gone),
            sorted(sorted(names[person] for person in pair) for pair in self.asked),
        ]


def line(parts: tuple, at: int) -> Row:
    given_names, family_name, born, prison_number, serial, release = parts
    cells = {
        "given_names": given_names,
        "family_name": family_name,
        "birth_date": born,
        "prison_number": prison_number,
        "pnc": pnc(serial) if serial else "",
        "conditional_release": release,
        "place": "custody",
    }
    return row(cells, file="people.csv", line=at, read_date=read_date, today=TODAY)


def somebody(
    name: str = "Ann Made", born: str = "1990-01-01", own: str = "", pnc: int = 0
) -> tuple:
    given_names, family_name = name.split()
    return given_names, family_name, born, own, pnc, "2027-06-01"


# One of them has no number; two spellings of one name; a number that passes from one person to another.
ONE_UNNUMBERED = [somebody(), somebody(pnc=1)]
TWO_KINDS = [somebody(pnc=1), somebody(own="A0001BC")]
SPELT_TWICE = [somebody(), somebody("Anna Made")]
PASSED_ON = [somebody("Ann Made", "1991-02-02", pnc=2), somebody("Ann Up", own="A0001BC", pnc=1)]
HAD_IT = [somebody("Ann Up", own="A0001BC", pnc=2)]
TWO_BEFORE = [somebody(), somebody("Ann Up", pnc=1)]
RENAMED = [somebody(pnc=1), somebody("Ann Up", pnc=2)]
LINES = st.lists(
    st.tuples(
        st.sampled_from(["Ann", "Anna", "Bo"]),
        st.sampled_from(["Made", "Up"]),
        st.sampled_from(["1990-01-01", "1991-02-02", "", "1990-02-30"]),
        st.sampled_from(["", "A0001BC", "A0002BC", "A0003BC"]),
        st.sampled_from([0, 1, 2, 3]),
        st.sampled_from(["2027-06-01", "2027-07-01", "", "never"]),
    ),
    max_size=6,
)
small = settings(max_examples=200, deadline=None)


def rows_of(lines: list[tuple]) -> list[Row]:
    return [line(parts, at) for at, parts in enumerate(lines, start=2)]


def after(*files: list[Row]) -> Record:
    record = Record()
    for rows in files:
        record.apply(record.plan(rows))
    return record


@small
@given(before=LINES, lines=LINES)
@example(before=HAD_IT, lines=PASSED_ON)
def test_the_same_file_again_changes_nothing(before: list, lines: list) -> None:
    record = after(rows_of(before), rows_of(lines))
    end = record.end()
    again = record.plan(rows_of(lines))
    assert {each.outcome for each in again} <= {Outcome.SAME, Outcome.REFUSED}
    assert not any(each.writes or each.first for each in again)
    record.apply(again)
    assert record.end() == end


@small
@given(before=LINES, lines=LINES, data=st.data())
def test_the_order_of_the_lines_changes_nothing(before: list, lines: list, data) -> None:
    shuffled = data.draw(st.permutations(lines))
    one = after(rows_of(before), rows_of(lines))
    other = after(rows_of(before), rows_of(shuffled))
    assert one.end() == other.end()


@small
@given(before=LINES, lines=LINES, stop=st.integers(0, 6))
@example(before=[], lines=ONE_UNNUMBERED, stop=1)
@example(before=TWO_BEFORE, lines=RENAMED, stop=1)
@example(before=[], lines=TWO_KINDS, stop=1)
@example(before=[], lines=SPELT_TWICE, stop=1)
@example(before=HAD_IT, lines=PASSED_ON, stop=1)
def test_a_stop_changes_nothing(before: list, lines: list, stop: int) -> None:
    whole = after(rows_of(before), rows_of(lines))
    stopped = after(rows_of(before))
    stopped.apply(stopped.plan(rows_of(lines)), stop_after=stop)
    stopped.apply(stopped.plan(rows_of(lines)))
    assert stopped.end() == whole.end()


@small
@given(lines=LINES)
def test_no_line_is_lost(lines: list) -> None:
    rows = rows_of(lines)
    planned = Record().plan(rows)
    told = {each.row.line for each in planned if each.row}
    twice = [each for each in rows if each.line not in told]
    assert all(
        any(each.says == other.says for other in rows if other.line in told) for each in twice
    )
