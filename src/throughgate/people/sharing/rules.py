"""What must hold of something a person said may be told or done."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Saying:
    """When it was said and until when it counts, and whether it is about something that the agreements carry."""

    first_day: date
    last_day: date | None
    carried: bool


def refusals(saying: Saying, *, today: date) -> tuple[str, ...]:
    """Why it cannot be written down; nothing when it can."""
    return tuple(_refusals(saying, today))


def _refusals(saying: Saying, today: date) -> Iterator[str]:
    if saying.first_day > today:
        yield "It was said on a day that has not come. Give the day on which the person said it."
    if saying.last_day and saying.last_day < max(saying.first_day, today):
        yield "It would be over already. Give a last day that has not passed, or leave it empty."
    if not saying.carried:
        yield (
            "No agreement in force has such a flow from your organisation now. Ask your information officer, "
            "then write it down again."
        )
