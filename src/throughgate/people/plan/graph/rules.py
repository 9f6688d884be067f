"""Which step waits for which: a step that waits for itself is named with the whole ring, and what is blocked with by what."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from throughgate.common.errors import WrongUse

Waits = Mapping[str, Collection[str]]  # each step, and the steps it waits for


@dataclass(frozen=True)
class Blocked:
    """A step that waits. by: the open steps right before it; at_root: those of the whole chain that wait for nothing."""

    step: str
    by: tuple[str, ...]
    at_root: tuple[str, ...]


def ring(waits: Waits) -> tuple[str, ...] | None:
    """Steps that wait for one another in a ring, the first again at the end; None where there is none."""
    done: set[str] = set()
    for start in sorted(waits):
        found = _ring_from(start, waits, done)
        if found:
            return found
    return None


def _ring_from(start: str, waits: Waits, done: set[str]) -> tuple[str, ...] | None:
    """Walks down without recursion: a chain may be longer than Python's stack."""
    path: list[str] = [start]
    ways = [_next(start, waits)]
    while path:
        step = next(ways[-1], None)
        if step is None:
            done.add(path.pop())
            ways.pop()
        elif step in path:
            return (*path[path.index(step) :], step)
        elif step not in done:
            path.append(step)
            ways.append(_next(step, waits))
    return None


def _next(step: str, waits: Waits) -> Iterator[str]:
    return iter(sorted(waits.get(step, ())))


def check_waits(waits: Waits, titles: Mapping[str, str]) -> None:
    """No step waits for itself, through however many others."""
    found = ring(waits)
    if found:
        named = " → ".join(f"“{titles.get(step, step)}”" for step in found)
        raise WrongUse(
            f"These steps would wait for one another for ever: {named}. "
            "Take out one of these links; the plan was not changed."
        )


def blocked(waits: Waits, still_open: Collection[str]) -> tuple[Blocked, ...]:
    """The open steps that wait for open steps, in order of name."""
    found = []
    for step in sorted(set(still_open) & set(waits)):
        by = _open(step, waits, still_open)
        if by:
            found.append(Blocked(step, by, _roots(step, waits, still_open)))
    return tuple(found)


def _open(step: str, waits: Waits, still_open: Collection[str]) -> tuple[str, ...]:
    return tuple(sorted(set(waits.get(step, ())) & set(still_open)))


def _roots(step: str, waits: Waits, still_open: Collection[str]) -> tuple[str, ...]:
    seen, to_see, roots = {step}, [step], set()
    while to_see:
        here = to_see.pop()
        before = _open(here, waits, still_open)
        if not before:
            roots.add(here)
        to_see += set(before) - seen
        seen |= set(before)
    return tuple(sorted(roots))
