"""What the person is given: one file to read and one for machines, from the items that go out and nothing else."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from dataclasses import dataclass
from datetime import date
from importlib.resources import files
from typing import Any

from django.utils.translation import gettext as _

from throughgate.common.values import load
from throughgate.people.rights.access import NotNow
from throughgate.people.rights.requests.kinds import KINDS
from throughgate.people.rights.requests.models import Given, SubjectAccess
from throughgate.people.rights.requests.rules import Decision, State
from throughgate.privacy.access import lists

FORMAT = "throughgate subject access 1"
APPROVED = {State.APPROVED.value, State.GIVEN.value}
READABLE = APPROVED | {State.APPROVAL.value}


def styles() -> str:
    """Of the file to read: they are in it, so that it looks the same wherever it is opened."""
    return files("throughgate.people.rights.requests").joinpath("file.css").read_text("utf-8")


def check_readable(case: SubjectAccess) -> None:
    """Whoever approves reads it first; before that it is not whole."""
    if case.state not in READABLE:
        raise NotNow("Nothing is put together yet. Every organisation decides first.")


def check_approved(case: SubjectAccess) -> None:
    if case.state not in APPROVED:
        raise NotNow("A second person approves it first. Then it can be downloaded and given.")


@dataclass(frozen=True)
class Item:
    """One thing that is kept, as it goes out."""

    kind: str
    section: str
    day: date | None
    parts: list[list[str]]
    redacted: bool
    left_out_why: str
    beside: str = ""  # what is given beside this answer, and by whom


@dataclass(frozen=True)
class Holder:
    """What one organisation keeps."""

    organisation: str
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Answer:
    """All that goes out; a reason that would itself tell something is not among the reasons."""

    holders: tuple[Holder, ...]
    left_out: tuple[tuple[str, int], ...]  # reason and how many
    left_out_quietly: bool


def put_together(given: list[Given]) -> Answer:
    said = load("throughgate.people.rights")["exemptions"].latest
    withheld = [row for row in given if row.decision == Decision.WITHHELD.value]
    reasons = Counter(said[row.exemption]["said"] for row in withheld if not _quiet(row))
    quiet = any(_quiet(row) for row in given if row.exemption)
    return Answer(_holders(given), tuple(sorted(reasons.items())), quiet)


def _quiet(row: Given) -> bool:
    exemptions = load("throughgate.people.rights")["exemptions"].latest
    return bool(exemptions[row.exemption].get("quiet"))


def _holders(given: list[Given]) -> tuple[Holder, ...]:
    going = [row for row in given if row.decision != Decision.WITHHELD.value]
    names = dict.fromkeys(row.held_by.name for row in going)
    return tuple(
        Holder(name, tuple(_item(row) for row in going if row.held_by.name == name))
        for name in names
    )


def _item(row: Given) -> Item:
    said = load("throughgate.people.rights")["exemptions"].latest
    redacted = row.decision == Decision.REDACTED.value
    why = said[row.exemption]["said"] if redacted else ""
    return Item(
        kind=str(KINDS[row.kind].words),
        section=lists.name_of("sections", row.section),
        day=row.day,
        parts=row.parts,
        redacted=redacted,
        left_out_why=why,
        beside=_beside(row),
    )


def _beside(row: Given) -> str:
    """A document is known here by its title alone: its file is given by whoever holds it."""
    if row.kind != "Document":
        return ""
    words = _(
        "The document itself is not in this file. %(name)s gives you a copy of it with this answer. If you do not have "
        "it, ask the information officer there."
    )
    return words % {"name": row.held_by.name}


def for_machines(case: SubjectAccess, answer: Answer) -> str:
    """The same, as JSON; the same answer gives the same bytes."""
    made: dict[str, Any] = {
        "format": FORMAT,
        "asked_on": case.received_on.isoformat(),
        "organisations": [
            {
                "name": holder.organisation,
                "items": [
                    {
                        "kind": item.kind,
                        "section": item.section,
                        "day": item.day.isoformat() if item.day else None,
                        "parts": dict(item.parts),
                        "words_taken_out": item.redacted,
                        "given_beside": item.beside,
                    }
                    for item in holder.items
                ],
            }
            for holder in answer.holders
        ],
        "left_out": [{"why": why, "items": count} for why, count in answer.left_out],
        "something_may_be_left_out_without_saying_why": answer.left_out_quietly,
    }
    return json.dumps(made, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
