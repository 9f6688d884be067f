"""Who a person is, as each organisation that entered it has it, as far as the reader may know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from throughgate.people.person.details import rules
from throughgate.people.person.facts import words
from throughgate.people.person.facts.kinds import SECTIONS, Kind
from throughgate.people.person.facts.models import Fact
from throughgate.people.person.identifiers.models import Identifier
from throughgate.people.person.models import Entry, Identity
from throughgate.people.person.names.models import Alias
from throughgate.people.record.gathering import rows as gathered
from throughgate.people.record.opening import Opened
from throughgate.privacy.access import lists

Row = TypeVar("Row", bound=Entry)
SAID = ("given_names", "family_name", "birth_date", "sex")


@dataclass(frozen=True)
class Asked:
    """One kind of fact: what everybody said of it, and whether the reader’s organisation may say something."""

    kind: str
    name: str
    said: tuple[tuple[str, Fact], ...]
    own: Fact | None
    may_write: bool


@dataclass(frozen=True)
class Group:
    """The kinds of one section of the record."""

    title: str
    asked: tuple[Asked, ...]


def identities(opened: Opened) -> list[Identity]:
    """The reader's own first, then each that flows to them; none overwrites another."""
    return _seen(opened, Identity, "held_by__name", "source")


def other_names(opened: Opened) -> list[Alias]:
    return _seen(opened, Alias, "kind", "family_name", "given_names")


def numbers(opened: Opened) -> list[Identifier]:
    return _seen(opened, Identifier, "kind", "number")


def facts(opened: Opened) -> list[Fact]:
    return _seen(opened, Fact, "kind", "held_by__name", "source")


def own_fact(opened: Opened, kind: Kind) -> Fact | None:
    """What the reader's organisation typed in here of this kind."""
    rows = Fact.objects.filter(
        person=opened.person, held_by=opened.who.organisation, source=Entry.HERE, kind=kind.value
    )
    return rows.select_related("held_by").first()


def differing(rows: list[Identity]) -> tuple[str, ...]:
    return rules.differing({name: getattr(row, name) for name in SAID} for row in rows)


def groups(opened: Opened) -> list[Group]:
    """Every kind of fact that the reader may see, by its section, with what was said of it."""
    said: dict[str, list[Fact]] = {}
    for row in opened.once(facts):
        said.setdefault(row.kind, []).append(row)
    sections = dict.fromkeys(SECTIONS.values())
    made = [
        Group(_title(section), tuple(_asked(opened, section, said)))
        for section in sections
        if opened.sees(section)
    ]
    return [group for group in made if group.asked]


def _asked(opened: Opened, section: str, said: dict[str, list[Fact]]) -> Iterator[Asked]:
    may_write = opened.may_write(section)
    for kind in (each for each, of in SECTIONS.items() if of == section):
        rows = said.get(kind.value, [])
        own = [row for row in rows if _is_own(opened, row)]
        yield Asked(
            kind=kind.value,
            name=words.of(kind)["name"],
            said=tuple((words.said(row), row) for row in rows),
            own=own[0] if own else None,
            may_write=may_write,
        )


def _is_own(opened: Opened, row: Entry) -> bool:
    return row.held_by_id == opened.who.organisation and row.source == Entry.HERE


def _title(section: str) -> str:
    return lists.name_of("sections", section)


def _seen(opened: Opened, model: type[Row], *order: str) -> list[Row]:
    seen = gathered(opened, model, *order, "pk")
    return sorted(seen, key=lambda row: not _is_own(opened, row))
