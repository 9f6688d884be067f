"""How a name becomes keys to find it by, and how well a name found fits what was asked.

Keys are made here only, kept in a table and compared by =, >= and <: the database has no accents to remove and no
trigrams, and under row-level security LIKE loses its index. A key is a letter for its sort and a word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache, lru_cache
from itertools import pairwise

import jellyfish

from throughgate.common.values import load

WORD, LIKE, SOUND, BIRTH, NUMBER = "w", "l", "s", "d", "n"
SHORTEST_PREFIX = 2
LONGEST_WORD = 60
MOST_WORDS = 12
MOST_ASKED = 4
# Letters that are no other letter with a mark on it, so that decomposing leaves them as they are.
WRITTEN_AS = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ı": "i",
        "ħ": "h",
        "ŧ": "t",
    }
)
APOSTROPHES = re.compile(r"[’'‘ʼ`´ʻʹ.]")
SCRIPTS_WITH_ACCENTS = ("LATIN", "GREEK", "CYRILLIC")


@dataclass(frozen=True)
class Found:
    """How well somebody fits: higher first; the words say why, for the list."""

    score: int
    why: str


@lru_cache(maxsize=2**16)
def words(name: str) -> tuple[str, ...]:
    """The words of a name, casefolded, without accents or apostrophes, in the order written."""
    folded = unicodedata.normalize("NFKC", name).casefold().translate(WRITTEN_AS)
    plain = APOSTROPHES.sub("", _without_accents(folded))
    found = "".join(letter if _in_a_word(letter) else " " for letter in plain).split()
    return tuple(word[:LONGEST_WORD] for word in found[:MOST_WORDS])


def name_keys(name: str) -> frozenset[str]:
    """Every key under which a name is kept: its words, their everyday forms, how they sound."""
    found = words(name)
    joined = ["".join(pair) for pair in pairwise(found)]  # Ann Marie is Annmarie
    keys = {WORD + word for word in [*found, *joined]}
    for word in found:
        keys |= {LIKE + group for group in _everyday_forms(word)}
        keys |= {SOUND + sound for sound in _sounds(word)}
    return frozenset(keys)


def birth_key(day: date) -> str:
    return BIRTH + day.isoformat()


def number_key(number: str) -> str:
    """An identifier in its canonical form, whatever its kind."""
    return NUMBER + number.casefold()


def word_alternatives(word: str) -> tuple[frozenset[str], tuple[str, str] | None]:
    """For one word asked: the keys that may equal it, and the range in which longer words begin with it."""
    equal = {WORD + word, *(LIKE + group for group in _everyday_forms(word))}
    equal |= {SOUND + sound for sound in _sounds(word)}
    return frozenset(equal), prefix_range(WORD + word) if len(word) >= SHORTEST_PREFIX else None


def prefix_range(key: str) -> tuple[str, str]:
    """From the key itself to before the first key that no longer begins with it, by code point."""
    return key, key[:-1] + chr(ord(key[-1]) + 1)


def readings(asked: str) -> tuple[tuple[str, ...], ...]:
    """What was asked, and the same with two neighbouring words taken as one: Mc Donald is McDonald."""
    found = words(asked)[:MOST_ASKED]
    joined = [(*found[:n], found[n] + found[n + 1], *found[n + 2 :]) for n in range(len(found) - 1)]
    return (found, *joined) if found else ()


def fit(asked: str, names: Iterable[str]) -> Found | None:
    """The best fit among somebody's names; None where some word asked fits none of that name's words."""
    known = [words(name) for name in names]
    found = [one for reading in readings(asked) for name in known if (one := _fit(reading, name))]
    return max(found, key=lambda one: one.score, default=None)


SAME, EVERYDAY, BEGINS, CLOSE, SOUNDS = 100, 85, 75, 60, 40
WHY = {
    SAME: "same name",
    EVERYDAY: "short or other form of the name",
    BEGINS: "begins so",
    CLOSE: "spelt nearly so",
    SOUNDS: "sounds like it",
}


def _fit(asked: tuple[str, ...], name: tuple[str, ...]) -> Found | None:
    if not asked or not name:
        return None
    joined = ["".join(pair) for pair in pairwise(name)]
    best: list[int] = []
    for word in asked:
        best.append(max(_fit_word(word, one) for one in (*name, *joined)))
        if not best[-1]:
            return None
    exact = 5 if asked == name else 3 if sorted(asked) == sorted(name) else 0
    return Found(score=sum(best) * 10 // len(best) + exact, why=WHY[min(best)])


@cache
def _fit_word(asked: str, word: str) -> int:
    if asked == word:
        return SAME
    if _everyday_forms(asked) & _everyday_forms(word):
        return EVERYDAY
    if len(asked) >= SHORTEST_PREFIX and word.startswith(asked):
        return BEGINS
    if not _sounds(asked) & _sounds(word):
        return 0
    return CLOSE if jellyfish.jaro_winkler_similarity(asked, word) >= _close_from() else SOUNDS


def _without_accents(text: str) -> str:
    """Marks go where they are accents on a letter; in other scripts they are letters of the word."""
    kept: list[str] = []
    accented = False
    for letter in unicodedata.normalize("NFKD", text):
        if not unicodedata.combining(letter):
            accented = unicodedata.name(letter, "").startswith(SCRIPTS_WITH_ACCENTS)
        elif accented:
            continue
        kept.append(letter)
    return unicodedata.normalize("NFC", "".join(kept)).translate(WRITTEN_AS)


def _in_a_word(letter: str) -> bool:
    return unicodedata.category(letter)[0] in "LMN"


def _sounds(word: str) -> frozenset[str]:
    """How a word of Latin letters sounds; nothing for other scripts, which metaphone does not know."""
    if not (word.isascii() and word.isalpha() and len(word) > 2):
        return frozenset()
    sound = jellyfish.metaphone(word)
    return frozenset([sound]) if len(sound) > 1 else frozenset()


@cache
def _close_from() -> float:
    return float(load("throughgate.people.person.names")["close_from"].latest)


@cache
def _everyday_forms(word: str) -> frozenset[str]:
    return _groups().get(word, frozenset())


@cache
def _groups() -> dict[str, frozenset[str]]:
    """Each form of a given name, and the names it can stand for."""
    stands_for: dict[str, set[str]] = {}
    for name, forms in _listed():
        for form in (name, *forms):
            stands_for.setdefault(form, set()).add(name)
    return {form: frozenset(names) for form, names in stands_for.items()}


def _listed() -> Iterator[tuple[str, list[str]]]:
    table = load("throughgate.people.person.names")["everyday_forms"].latest
    for name, forms in table.items():
        yield name, forms.split()
