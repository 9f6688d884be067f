"""Where a person can be, how they can go from one place to another, and what is handed over on the way.

Nothing of the record is lost by a move: the earlier place stays, closed on the day. No date is computed here.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from throughgate.common.dates import long, working_days_until
from throughgate.common.errors import NotAllowed, WrongUse
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


# The receiver says what became of it; the sender sends again what was missing, or what was wrongly put aside.
OF_THE_RECEIVER = frozenset({Receipt.RECEIVED, Receipt.MISSING, Receipt.NOT_NEEDED})
OF_THE_SENDER = frozenset({Receipt.ASKED})


@dataclass(frozen=True)
class Item:
    """One thing to hand over: what it is and in which section of the record it is kept."""

    code: str
    name: str
    section: str


@dataclass(frozen=True)
class Stay:
    """A time in one place, its first and last day included; without a last day it goes on."""

    place: Place
    first_day: date
    last_day: date | None = None


def move(before: Place, after: Place) -> Kind:
    """What the move is. Raises WrongUse where it cannot be."""
    kind = ALLOWED[before].get(after)
    if kind is None:
        raise WrongUse(
            f"Nobody goes from “{name_of(before)}” straight to “{name_of(after)}”. "
            "Enter what came between first, or correct where the person is now."
        )
    return kind


def came_inside(now: Stay, known: Iterable[Stay]) -> date | None:
    """When the stay inside began that goes on in this place, from all that is known of where they were.

    Prison to prison, remand to sentence, a time in hospital and the way back are one stay, where one followed on the
    other or began the day after. A time in the community between, of a day too, ends it. None for whoever did not come
    there from inside: hospital alone is no reception, nor is it where a stay begins.
    """
    if now.place not in ESTABLISHMENT:
        return None
    stays, since = list(known), now.first_day
    received = since if now.place in INSIDE else None
    for stay in sorted(stays, key=_days, reverse=True):
        if _runs_into(stay, since) and not _out_between(stay, since, stays):
            since = stay.first_day
            received = since if stay.place in INSIDE else received
    return received


def _days(stay: Stay) -> tuple[date, date]:
    return stay.first_day, stay.last_day or date.max


def _runs_into(stay: Stay, since: date) -> bool:
    """One whose last day nobody gave is another source's word about now, and no earlier one."""
    if stay.place not in ESTABLISHMENT or stay.last_day is None:
        return False
    return stay.first_day <= since <= stay.last_day + timedelta(days=1)


def _out_between(before: Stay, since: date, stays: Iterable[Stay]) -> bool:
    left = before.last_day or date.max
    return any(
        left <= stay.first_day <= since and (stay.last_day is None or stay.last_day <= since)
        for stay in stays
        if stay.place not in ESTABLISHMENT
    )


def check_day(day: date, *, since: date, today: date) -> None:
    """A move has happened, and after the one before it."""
    if day > today:
        raise WrongUse(
            "This day has not come yet. Enter the move on the day it happens; a planned day is a date."
        )
    if day < since:
        raise WrongUse(
            f"The person came to where they are now on {long(since)}, which is later. "
            "Check the day, or correct the earlier move."
        )


def check_before_leaving(day: date, *, left: date | None) -> None:
    """Somebody came to a place before they left it."""
    if left is not None and day > left:
        raise WrongUse(f"They left there on {long(left)}, which is earlier. Check the day.")


def check_named(place: Place, establishment: str) -> None:
    """A prison or a hospital has a name; nothing else has one here, and an address is no place of this list."""
    if place in ESTABLISHMENT and not establishment:
        raise WrongUse("Which prison or hospital is it? Enter its name.")
    if place not in ESTABLISHMENT and establishment:
        raise WrongUse(
            "Only a prison or a hospital has a name here. Take it out; an address belongs to how to reach them."
        )


def check_goes_elsewhere(kind: Kind, before: str, after: str) -> None:
    """From one place of a kind to the same is no move."""
    if kind is Kind.TRANSFER and before.strip().casefold() == after.strip().casefold():
        raise WrongUse(f"They are in {before} already. Enter the other place that they went to.")


def check_corrected(before: Place | None, now: Place, after: Place | None) -> Kind | None:
    """A corrected place must still be one that could be come to from before, and left for what came after."""
    if after is not None:
        move(now, after)
    return None if before is None else move(before, now)


def check_receipt(before: Receipt, after: Receipt) -> None:
    if after not in RECEIPTS[before]:
        raise WrongUse(
            "This was already answered for. Load the page again to see what was said, and by whom."
        )


def check_answer(before: Receipt, after: Receipt, *, may: tuple[Receipt, ...], words: str) -> None:
    """What is missing is named, so that it can be sent after them; each end says what is its to say."""
    check_receipt(before, after)
    if after not in may:
        raise NotAllowed(
            "Who took over says what they received; who handed over sends again what is missing."
        )
    if after is Receipt.MISSING and not words.strip():
        raise WrongUse("Say what is missing, so that it can be sent after them.")


def answers(state: Receipt, *, receives: bool) -> tuple[Receipt, ...]:
    """What somebody may make of it now, in the order of the form."""
    may = RECEIPTS[state] & (OF_THE_RECEIVER if receives else OF_THE_SENDER)
    return tuple(answer for answer in Receipt if answer in may)


def late_since(day: date, *, today: date) -> bool:
    """Whether who was asked on a day had the time that the partnership agreed on to answer."""
    within = int(load("throughgate.people.person.moves")["answer_within"].on(day))
    return working_days_until(today, today=day) > within


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
