"""What a file is, told from its first and last bytes, and why one is not taken. Its name is never believed."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from throughgate.common.values import load


class Kind(StrEnum):
    """What can be kept."""

    PDF = "pdf"
    PNG = "png"
    JPEG = "jpeg"


class Wrong(StrEnum):
    """Why a file is not taken."""

    EMPTY = "empty"
    TOO_LARGE = "too large"
    OTHER_KIND = "neither a PDF nor a PNG or JPEG picture"
    CUT_OFF = "cut off before its end"
    LOCKED = "locked with a password"
    ACTIVE = "with a program or other files inside"


BEGINS: Mapping[Kind, bytes] = {
    Kind.PDF: b"%PDF-",
    Kind.PNG: b"\x89PNG\r\n\x1a\n",
    Kind.JPEG: b"\xff\xd8\xff",
}
MEDIA_TYPES: Mapping[Kind, str] = {
    Kind.PDF: "application/pdf",
    Kind.PNG: "image/png",
    Kind.JPEG: "image/jpeg",
}
ENDINGS: Mapping[Kind, str] = {Kind.PDF: "pdf", Kind.PNG: "png", Kind.JPEG: "jpg"}
# What a whole file has near its end. Cameras put things of their own behind a JPEG's.
ENDS: Mapping[Kind, bytes] = {Kind.PDF: b"%%EOF", Kind.PNG: b"IEND", Kind.JPEG: b"\xff\xd9"}
NEAR = 2048
# Names in a PDF that is more than paper. What is packed away inside it is not read: a document is only ever
# given out to be kept, never opened here.
ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


def largest() -> int:
    """Bytes of a document."""
    return int(load("throughgate.people.person.documents")["largest"].latest)


def sections() -> tuple[str, ...]:
    """Where a document can be put."""
    return tuple(load("throughgate.people.person.documents")["sections"].latest)


def looked_at(content: bytes, *, largest: int) -> Kind | Wrong:
    """What it is, or the first reason not to take it."""
    if not content:
        return Wrong.EMPTY
    if len(content) > largest:
        return Wrong.TOO_LARGE
    kind = next((kind for kind, begins in BEGINS.items() if content.startswith(begins)), None)
    if kind is None:
        return Wrong.OTHER_KIND
    searched = content if kind is Kind.JPEG else content[-NEAR:]
    if ENDS[kind] not in searched:
        return Wrong.CUT_OFF
    if kind is Kind.PDF and b"/Encrypt" in content:
        return Wrong.LOCKED
    if kind is Kind.PDF and any(name in content for name in ACTIVE):
        return Wrong.ACTIVE
    return kind
