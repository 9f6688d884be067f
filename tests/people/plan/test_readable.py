"""The fixed words of the plan to give to the person can be read at nine years of age, and shame nobody.

Measured by the Flesch-Kincaid grade: J. P. Kincaid and others, “Derivation of new readability formulas”, Research
Branch Report 8-75, Naval Technical Training Command, 1975: 0.39 words a sentence + 11.8 syllables a word − 15.59. A
school grade of four is an age of nine. Syllables are counted by groups of vowels, a final silent e left out.
"""

from __future__ import annotations

import re
from pathlib import Path

import throughgate.people.plan.printed
from tests.people.plan.test_rules import TODAY
from throughgate.people.plan.suggestions import rules

GRADE_AT_NINE = 4.0
GIVE = Path(throughgate.people.plan.printed.__file__).parents[1] / "templates/plan/give.html"
OF_THE_SCREEN = {"Back", "Usual print", "Large print"}  # not on the paper
SHAMES = r"\b(offend\w*|crime\w*|criminal\w*|convict\w*|risk\w*|fail\w*|refus\w*|breach\w*|must|prisoner\w*)\b"


def fixed() -> list[str]:
    found = re.findall(r'_\("([^"]+)"', GIVE.read_text(encoding="utf-8"))
    plain = [re.sub(r"%\(\w+\)s", "5 May", words) for words in found]
    return [words for words in plain if words not in OF_THE_SCREEN]


def syllables(word: str) -> int:
    bare = re.sub(r"(?<=[^aeiouy])e$", "", word.lower())
    return max(len(re.findall(r"[aeiouy]+", bare)), 1)


def grade(text: str) -> float:
    """The school grade at which it is read."""
    words = re.findall(r"[A-Za-z’']+", text)
    sentences = max(len(re.findall(r"[.!?:]+(?:\s|$)", text)), 1)
    spoken = sum(syllables(word) for word in words)
    return 0.39 * len(words) / sentences + 11.8 * spoken / len(words) - 15.59


def test_the_measure_knows_plain_words_from_hard_ones() -> None:
    assert grade("The cat sat on the mat.") < 1
    assert grade("Utilisation of interdepartmental accommodation necessitates authorisation.") > 20


def test_the_fixed_words_are_read_at_nine() -> None:
    text = " ".join(words if words[-1] in ".:!?" else f"{words}." for words in fixed())
    assert len(text.split()) > 60 and grade(text) <= GRADE_AT_NINE, grade(text)


def test_the_goals_that_are_suggested_are_read_at_nine() -> None:
    text = " ".join(f"{goal.title}." for goal in rules.goals(TODAY).values())
    assert grade(text) <= GRADE_AT_NINE, grade(text)


def test_no_word_shames() -> None:
    titles = [goal.title for goal in rules.goals(TODAY).values()]
    assert [w for w in (*fixed(), *titles) if re.search(SHAMES, w, re.I)] == []
