"""Within a home page, what the first lock knows of a person is asked once, whichever topics ask about them.

Nowhere else: a change may alter it from one line to the next.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any, TypeVar
from uuid import UUID

Known = TypeVar("Known")
REMEMBERED: ContextVar[dict[Hashable, Any] | None] = ContextVar("remembered", default=None)


@contextmanager
def remembering() -> Iterator[None]:
    """Around what only reads."""
    token = REMEMBERED.set({})
    try:
        yield
    finally:
        REMEMBERED.reset(token)


def of_each(
    what: Hashable, people: Iterable[UUID], ask: Callable[[list[UUID]], Mapping[UUID, Known]]
) -> dict[UUID, Known]:
    """Of those who are not remembered all at once; who has no answer has none the next time either."""
    wanted = list(people)
    kept = REMEMBERED.get()
    if kept is None:
        return dict(ask(wanted))
    unknown = [person for person in wanted if (what, person) not in kept]
    if unknown:
        found = ask(unknown)
        kept.update({(what, person): found.get(person) for person in unknown})
    answers = {person: kept[what, person] for person in wanted}
    return {person: known for person, known in answers.items() if known is not None}
