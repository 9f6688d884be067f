"""What a file is, whatever it is called."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.people.person.documents.papers import JPEG, PDF, PNG
from throughgate.people.person.documents.rules import Kind, Wrong, looked_at

LARGEST = 1_000


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PDF, Kind.PDF),
        (PNG, Kind.PNG),
        (JPEG, Kind.JPEG),
        (b"", Wrong.EMPTY),
        (PDF + b" " * LARGEST, Wrong.TOO_LARGE),
        (b"<html>" + PDF, Wrong.OTHER_KIND),
        (b"MZ\x90\0", Wrong.OTHER_KIND),
        (b"PK\x03\x04word/document.xml", Wrong.OTHER_KIND),
        (PDF[:-8], Wrong.CUT_OFF),
        (PNG[:-10], Wrong.CUT_OFF),
        (JPEG[:20], Wrong.CUT_OFF),
        (PDF.replace(b"/Root", b"/Encrypt 2 0 R/Root"), Wrong.LOCKED),
        (PDF.replace(b"/Root", b"/OpenAction<</S/JavaScript>>/Root"), Wrong.ACTIVE),
        (PDF.replace(b"/Root", b"/Type/EmbeddedFile/Root"), Wrong.ACTIVE),
    ],
)
def test_a_file_is_told_from_its_bytes(content: bytes, found: Kind | Wrong) -> None:
    assert looked_at(content, largest=LARGEST) is found


@given(st.binary(max_size=200))
def test_nothing_else_is_taken(content: bytes) -> None:
    assert looked_at(content, largest=LARGEST) in (Wrong.EMPTY, Wrong.OTHER_KIND, Wrong.CUT_OFF)
