"""Which sentences are short, what can be entered of one, and when all of them have ended. No date is worked out here."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from throughgate.common.dates import long
from throughgate.common.errors import WrongUse
from throughgate.common.values import load


def listed(name: str, today: date) -> Any:
    return load("throughgate.people.person.sentence")[name].on(today)


def is_short(kind: str, length: int | None, unit: str, *, today: date) -> bool:
    """Whether it is a sentence of custody under twelve months."""
    if length is None or kind not in listed("custodial", today):
        return False
    return bool(length < listed("short_sentence", today)[unit])


def is_out_of_court(kind: str, *, today: date) -> bool:
    return kind in listed("out_of_court", today)


def check_days(imposed_on: date, ended_on: date | None, *, today: date) -> None:
    """What was imposed and what has ended are behind us; a day to come is a date, with the source that gives it."""
    if imposed_on > today:
        raise WrongUse(f"{long(imposed_on)} has not come yet. Enter it on the day it is imposed.")
    if ended_on is None:
        return
    if ended_on > today:
        raise WrongUse(
            f"{long(ended_on)} has not come yet. A day on which it will end comes from the system that gives it."
        )
    if ended_on < imposed_on:
        raise WrongUse(
            f"It was imposed on {long(imposed_on)}, so it cannot have ended on {long(ended_on)}. Check both days."
        )


@dataclass(frozen=True)
class Given:
    """A sentence as one organisation has it."""

    held_by: int
    kind: str
    imposed_on: date
    ended_on: date | None = None

    def is_said_ended_by(self, other: Given) -> bool:
        """Two organisations have the same sentence, and one of them knows that it ended."""
        same = (self.kind, self.imposed_on) == (other.kind, other.imposed_on)
        return same and self.held_by != other.held_by and other.ended_on is not None


def goes_on(sentences: Iterable[Given]) -> bool:
    """Whether a sentence is known whose end nobody has entered."""
    return bool(_going_on(list(sentences)))


def _going_on(sentences: list[Given]) -> list[Given]:
    return [
        each
        for each in sentences
        if not each.ended_on and not any(each.is_said_ended_by(other) for other in sentences)
    ]


def ends_on(sentences: Iterable[Given], dates: Iterable[date]) -> date | None:
    """The day on which the last of somebody's sentences ends, as far as their sources say; None where they do not.

    `dates`: every end of a sentence, order or licence that a source gives. One from before an open sentence was imposed
    is of an earlier one.
    """
    sentences = list(sentences)
    ended = [each.ended_on for each in sentences if each.ended_on]
    going_on = _going_on(sentences)
    if sentences and not going_on:
        return max(ended)
    last = max(dates, default=None)
    if last is None or any(each.imposed_on > last for each in going_on):
        return None
    return last
