"""Where a person can be, how they can go from one place to another, and what is handed over on the way.

Nothing of the record is lost by a move: the earlier place stays, closed on the day. No date is computed here.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from throughgate.common.errors import WrongUse
from throughgate.common.values import load


class Place(StrEnum):
    """Where somebody is, or under what."""

    REMAND = "remand"
    CUSTODY = "custody"
    RECALL = "recall"
    HOSPITAL = "hospital"
    LICENCE = "licence"
    ORDER = "order"
    OUT_OF_COURT = "out_of_court"
    BAIL = "bail"
    NONE = "none"


class Kind(StrEnum):
    """What a move is called."""

    TRANSFER = "transfer"
    RELEASE = "release"
    RECALL = "recall"
    SENTENCE = "sentence"
    REMAND = "remand"
    HOSPITAL = "hospital"
    BAIL = "bail"
    OUT_OF_COURT = "out_of_court"
    END = "end"


INSIDE = frozenset({Place.REMAND, Place.CUSTODY, Place.RECALL})
ESTABLISHMENT = INSIDE | {Place.HOSPITAL}  # places that have a name of their own
P, K = Place, Kind

# From where, to where, and what that move is. A pair that is not here does not happen.
ALLOWED: dict[Place, dict[Place, Kind]] = {
    P.REMAND: {
        P.REMAND: K.TRANSFER, P.CUSTODY: K.SENTENCE, P.RECALL: K.RECALL, P.HOSPITAL: K.HOSPITAL,
        P.LICENCE: K.RELEASE, P.ORDER: K.SENTENCE, P.BAIL: K.BAIL, P.NONE: K.RELEASE,
    },
    P.CUSTODY: {
        P.CUSTODY: K.TRANSFER, P.HOSPITAL: K.HOSPITAL, P.LICENCE: K.RELEASE, P.ORDER: K.RELEASE,
        P.BAIL: K.BAIL, P.NONE: K.RELEASE,
    },
    P.RECALL: {
        P.RECALL: K.TRANSFER, P.CUSTODY: K.SENTENCE, P.HOSPITAL: K.HOSPITAL, P.LICENCE: K.RELEASE,
        P.NONE: K.RELEASE,
    },
    P.HOSPITAL: {
        P.HOSPITAL: K.TRANSFER, P.REMAND: K.REMAND, P.CUSTODY: K.TRANSFER, P.RECALL: K.RECALL,
        P.LICENCE: K.RELEASE, P.ORDER: K.RELEASE, P.NONE: K.RELEASE,
    },
    P.LICENCE: {
        P.REMAND: K.REMAND, P.CUSTODY: K.SENTENCE, P.RECALL: K.RECALL, P.HOSPITAL: K.HOSPITAL,
        P.ORDER: K.SENTENCE, P.NONE: K.END,
    },
    P.ORDER: {
        P.REMAND: K.REMAND, P.CUSTODY: K.SENTENCE, P.HOSPITAL: K.HOSPITAL, P.ORDER: K.SENTENCE,
        P.BAIL: K.BAIL, P.NONE: K.END,
    },
    P.OUT_OF_COURT: {
        P.REMAND: K.REMAND, P.CUSTODY: K.SENTENCE, P.ORDER: K.SENTENCE, P.OUT_OF_COURT: K.OUT_OF_COURT,
        P.BAIL: K.BAIL, P.NONE: K.END,
    },
    P.BAIL: {
        P.REMAND: K.REMAND, P.CUSTODY: K.SENTENCE, P.HOSPITAL: K.HOSPITAL, P.ORDER: K.SENTENCE,
        P.OUT_OF_COURT: K.OUT_OF_COURT, P.NONE: K.END,
    },
    P.NONE: {
        P.REMAND: K.REMAND, P.CUSTODY: K.SENTENCE, P.HOSPITAL: K.HOSPITAL, P.ORDER: K.SENTENCE,
        P.OUT_OF_COURT: K.OUT_OF_COURT, P.BAIL: K.BAIL,
    },
}  # fmt: skip


class Receipt(StrEnum):
    """What has come of one thing to hand over."""

    ASKED = "asked"
    RECEIVED = "received"
    MISSING = "missing"
    NOT_NEEDED = "not_needed"


# What the receiver, and the sender, may make of it. What was received stays so.
RECEIPTS: dict[Receipt, frozenset[Receipt]] = {
    Receipt.ASKED: frozenset({Receipt.RECEIVED, Receipt.MISSING, Receipt.NOT_NEEDED}),
    Receipt.MISSING: frozenset({Receipt.RECEIVED, Receipt.ASKED, Receipt.NOT_NEEDED}),
    Receipt.RECEIVED: frozenset(),
    Receipt.NOT_NEEDED: frozenset({Receipt.ASKED}),
}


@dataclass(frozen=True)
class Item:
    """One thing to hand over: what it is and in which section of the record it is kept."""

    code: str
    name: str
    section: str


def move(before: Place, after: Place) -> Kind:
    """What the move is. Raises WrongUse where it cannot be."""
    kind = ALLOWED[before].get(after)
    if kind is None:
        raise WrongUse(
            f"Nobody goes from “{name_of(before)}” straight to “{name_of(after)}”. "
            "Enter what came between first, or correct where the person is now."
        )
    return kind


def check_day(day: date, *, since: date, today: date) -> None:
    """A move has happened, and after the one before it."""
    if day > today:
        raise WrongUse(
            "This day has not come yet. Enter the move on the day it happens; a planned day is a date."
        )
    if day < since:
        raise WrongUse(
            f"The person came to where they are now on {since.isoformat()}, which is later. "
            "Check the day, or correct the earlier move."
        )


def check_receipt(before: Receipt, after: Receipt) -> None:
    if after not in RECEIPTS[before]:
        raise WrongUse(
            "This was already answered for. Load the page again to see what was said, and by whom."
        )


def hand_over(kind: Kind, *, today: date) -> tuple[Item, ...]:
    """What goes with somebody on such a move, treatment first."""
    listed = load("throughgate.people.person.moves")["hand_over"].on(today)
    return tuple(
        Item(code, entry["name"], entry["section"])
        for code, entry in listed.items()
        if kind in entry["moves"]
    )


def name_of(place: Place) -> str:
    names = load("throughgate.people.person.moves")["places"].latest
    return str(names[place])
