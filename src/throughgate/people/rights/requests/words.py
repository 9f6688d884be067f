"""The codes of a record as words that the person can read. What somebody typed stays as they typed it.

Every text of every table that is told is in one of the three below; a test fails on one that is not. A topic above
teaches the codes of its own tables with `teach`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from throughgate.common.values import load
from throughgate.people.person.facts import kinds, words
from throughgate.people.person.models import Entry
from throughgate.people.rights.requests import thread
from throughgate.privacy.access import lists

Say = Callable[[Any, Mapping[str, Any]], str]  # a value and the row it stands in, as words

TYPED = frozenset(
    {
        "about", "adult_worker", "answer", "by_worker", "decided_by", "ended_why", "establishment",
        "family_name", "finding", "first_name", "from_system", "given_by", "given_names", "happened", "how", "meeting",
        "my_view", "note", "notes", "number", "offence_code", "person_said", "phone", "problem", "proposed_by", "reach",
        "reason", "removed_why", "ring", "said", "sent_back", "statement", "strengths", "title", "why", "words",
        "youth_worker",
    }
)  # fmt: skip
ANY_TABLE = {"section": "sections", "purpose": "purposes"}
# By table and field: the topic whose values.yaml holds the list, and its name there.
LISTED = {
    **thread.LISTED,
    "Adoption.cohort": ("person.iom", "cohorts"),
    "Alias.kind": ("person.details", "names"),
    "ContactDetail.kind": ("person.contact", "kinds"),
    "ContactDetail.use": ("person.contact", "uses"),
    "Correction.state": ("rights", "correction_states"),
    "FormerAdoption.cohort": ("person.iom", "cohorts"),
    "HandedOver.item": ("person.moves", "hand_over"),
    "Identifier.kind": ("person.details", "numbers"),
    "Identity.sex": ("person.details", "sexes"),
    "KeyDate.kind": ("person.moves", "dates"),
    "Mappa.category": ("person.risk", "categories"),
    "Mappa.level": ("person.risk", "levels"),
    "Move.kind": ("person.moves", "moves"),
    "PossibleMatch.why": ("person.matching", "reasons"),
    "Receipt.state": ("person.moves", "receipts"),
    "Sentence.kind": ("person.sentence", "kinds"),
    "Sentence.unit": ("person.sentence", "units"),
    "Whereabouts.kind": ("person.moves", "places"),
}
PARTS = {
    "lead": lazy("Leads the work with you"),
    "support": lazy("Supports the work with you"),
    "excluded": lazy("Everybody but those named"),
    "restricted": lazy("Only those named"),
    "waiting": lazy("Not decided yet"),
    "same": lazy("The same person"),
    "different": lazy("Somebody else"),
    "here": lazy("A worker added it here"),
    "move": lazy("Asked to take over when you moved"),
    "demonstration": lazy("Made up for the demonstration"),
}


def _part(code: Any, row: Mapping[str, Any]) -> str:
    return str(PARTS.get(code, code))


def _origin(code: Any, row: Mapping[str, Any]) -> str:
    """“import: prison system”: of which file they came."""
    where, _colon, system = str(code).partition(": ")
    if where == "import" and system:
        return _("From a file of %(system)s") % {"system": system}
    return _part(code, row)


def _fact_kind(code: Any, row: Mapping[str, Any]) -> str:
    return str(words.of(kinds.Kind(code))["name"])


def _fact(code: Any, row: Mapping[str, Any]) -> str:
    return words.answers(kinds.Kind(row["kind"])).get(code, str(code))


def _flag(code: Any, row: Mapping[str, Any]) -> str:
    found = load("throughgate.people.person.risk")
    return str({**found["flags"].latest, **found["conditions_apply"].latest}.get(code, code))


def _file(code: Any, row: Mapping[str, Any]) -> str:
    return str(code).upper()


def _kept(code: Any, row: Mapping[str, Any]) -> str:
    classes = load("throughgate.privacy.retention")["document_classes"].latest
    return str(classes.get(code, {}).get("name", code))


def _pathway(code: Any, row: Mapping[str, Any]) -> str:
    names = load("throughgate.common", "pathways.yaml")["pathways"].latest
    return str(names.get(code, {}).get("name", code))


def _typed(text: Any, row: Mapping[str, Any]) -> str:
    return str(text)


SAID: dict[str, Say] = {
    **thread.SAID,
    "Allocation.part": _part,
    "ContactDetail.value": _typed,
    "Document.kind": _file,
    "Document.retention": _kept,
    "Fact.kind": _fact_kind,
    "Fact.value": _fact,
    "Flag.kind": _flag,
    "Involvement.origin": _origin,
    "LimitedAccess.kind": _part,
    "Note.pathway": _pathway,
    "PossibleMatch.state": _part,
}


def teach(table: str, field: str, say: Say) -> None:
    """For tables of areas above: how a field of theirs is said."""
    SAID[f"{table}.{field}"] = say


def known(table: str, field: str) -> bool:
    """Whether somebody thought of how this text is said."""
    name = f"{table}.{field}"
    return field in TYPED or field in ANY_TABLE or field == "source" or name in {**LISTED, **SAID}


def said(table: str, field: str, value: Any, row: Mapping[str, Any]) -> str:
    """A value as words, where it is a code; else nothing."""
    name = f"{table}.{field}"
    if name in SAID:
        return SAID[name](value, row)
    if field == "source":
        return _("Written down in this workspace") if value == Entry.HERE else str(value)
    if field in ANY_TABLE:
        return lists.name_of(ANY_TABLE[field], value)
    if name in LISTED:
        topic, codes = LISTED[name]
        return _all_of(load(f"throughgate.people.{topic}")[codes].latest, value)
    return ""


def _all_of(codes: Mapping[Any, Any], value: Any) -> str:
    several = value if isinstance(value, (list, tuple)) else [value]
    return "; ".join(_name(codes.get(each, each)) for each in several)


def _name(entry: Any) -> str:
    return str(entry["name"] if isinstance(entry, dict) else entry)
