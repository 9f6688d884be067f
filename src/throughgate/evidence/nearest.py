"""“Did you mean …?”: the nearest of the words that exist."""

from __future__ import annotations

from collections.abc import Iterable
from difflib import get_close_matches


def did_you_mean(word: str, among: Iterable[str]) -> str:
    """A sentence to put in an error; names everything there is, the nearest first."""
    there = list(among)
    close = get_close_matches(word.lower(), there, n=1, cutoff=0.5)
    hint = f"Did you mean {close[0]}? " if close else ""
    return f"{hint}There is: {', '.join(there)}."
