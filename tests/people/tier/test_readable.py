"""The page for the person about their tier can be read at nine years of age, and shames nobody.

By the Flesch-Kincaid grade (Kincaid and others, 1975): 0.39 words a sentence + 11.8 syllables a word − 15.59; a school
grade of four is an age of nine. Syllables are counted by groups of vowels, a final silent e left out.
"""

from __future__ import annotations

import re
from pathlib import Path

from throughgate.people.tier import words

GRADE_AT_NINE = 4.0
PAGE = Path(words.__file__).parent / "templates/tier/why.html"
SHAMES = r"\b(offender\w*|crime\w*|criminal\w*|convict\w*|fail\w*|refus\w*|breach\w*|prisoner\w*)\b"


def fixed() -> list[str]:
    found = re.findall(r'_\("([^"]+)"', PAGE.read_text(encoding="utf-8"))
    return [
        *(re.sub(r"%\(\w+\)s", "5 May", each) for each in found),
        *map(str, words.FOR_THE_PERSON.values()),
    ]


def syllables(word: str) -> int:
    bare = re.sub(r"(?<=[^aeiouy])e$", "", word.lower())
    return max(len(re.findall(r"[aeiouy]+", bare)), 1)


def grade(text: str) -> float:
    said = re.findall(r"[A-Za-z’']+", text)
    sentences = max(len(re.findall(r"[.!?:]+(?:\s|$)", text)), 1)
    return 0.39 * len(said) / sentences + 11.8 * sum(map(syllables, said)) / len(said) - 15.59


def test_the_fixed_words_are_read_at_nine() -> None:
    text = " ".join(each if each[-1] in ".:!?" else f"{each}." for each in fixed())
    assert len(text.split()) > 150 and grade(text) <= GRADE_AT_NINE, grade(text)


def test_no_word_shames() -> None:
    assert [each for each in fixed() if re.search(SHAMES, each, re.I)] == []


def test_every_step_has_words_for_both() -> None:
    assert set(words.FOR_THE_PERSON) == set(words.STEPS)
