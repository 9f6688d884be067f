"""An ordinary note of the made-up county tells nothing of health or treatment: it goes to whoever is carried notes."""

from __future__ import annotations

import re

from throughgate.data.demonstration.draws import listed

TELLS = re.compile(
    r"cough|doctor|surgery|prescri|naloxone|dose|dyslexi|detox|methadone|relaps|has been without|treatment",
    re.I,
)


def test_no_ordinary_note_tells_of_health_or_treatment() -> None:
    notes = listed("papers")["notes"]
    ordinary = [note for note in notes if note["seen_by"] == "flows"]
    assert len(ordinary) > 3 and any(note["seen_by"] == "health" for note in notes)
    for note in ordinary:
        told = " ".join(note[part] for part in ("happened", "person_said", "my_view"))
        assert not TELLS.search(told), TELLS.search(told)
    for words in listed("names")["notes"]:
        assert not TELLS.search(" ".join(words))
