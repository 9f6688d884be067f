"""Notes of every kind and some documents with their files, for the person whom the tutorial follows."""

from __future__ import annotations

import hashlib
import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, time, timedelta
from typing import Any

from django.db.models import Model

from throughgate.data.demonstration.cases import Around, entry
from throughgate.data.demonstration.draws import key, listed, number
from throughgate.people.person.documents import files
from throughgate.people.person.documents.models import Document
from throughgate.people.person.notes.models import Note
from throughgate.people.person.notes.rules import Seen

SIDE = 48  # of the picture, in dots


def cases(around: Around) -> Iterator[Model]:
    for place, said in enumerate(listed("papers")["notes"]):
        seen = Seen(said["seen_by"])
        yield Note(
            **_entry(around, said, "written note", place),
            written_at=_at(around, said, place),
            section=seen.section,
            own_only=seen is Seen.OWN,
            pathway=said["pathway"],
            happened=said.get("before", said["happened"]).strip(),
            person_said=said["person_said"],
            my_view=said["my_view"],
        )
    for place, paper in enumerate(listed("papers")["documents"]):
        content = picture() if paper.get("picture") else pdf(paper["title"])
        row = Document(
            **_entry(around, paper, "document", place),
            added_at=_at(around, paper, place),
            title=paper["title"],
            section=paper["section"],
            retention=paper["retention"],
            kind="png" if paper.get("picture") else "pdf",
            size=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        files.keep(row.pk, content)
        yield row


def correct(around: Around) -> None:
    """A note that said the opposite of what was meant, put right a day later."""
    for place, said in enumerate(listed("papers")["notes"]):
        if "before" in said:
            id = _entry(around, said, "written note", place)["id"]
            day = around.setting.today - timedelta(days=said["days"] - 1)
            wrong = Note.objects.filter(pk=id, version=1)
            wrong.update(happened=said["happened"], version=2, entered_on=day)


def _entry(around: Around, said: dict[str, Any], *of: object) -> dict[str, Any]:
    day = around.setting.today - timedelta(days=said["days"])
    organisation = said["organisation"]
    worker = around.setting.workers[organisation][0]
    made = entry(around, around.jordan, organisation, day, *of)
    return {**made, "entered_by": worker}


def _at(around: Around, said: dict[str, Any], place: int) -> datetime:
    day = around.setting.today - timedelta(days=said["days"])
    hour = number(9, 16, key("paper", place), "hour")
    return datetime.combine(day, time(hour, 5 * place), tzinfo=UTC)


def pdf(words: str) -> bytes:
    """One page that says what it is, and that it is made up."""
    lines = [
        words.replace("–", "-").replace("’", "'"),
        "Made up for the demonstration. Nobody here exists.",
    ]
    shown = " ".join(f"({line}) Tj 0 -28 Td" for line in lines)
    stream = f"BT /F1 16 Tf 60 760 Td {shown} ET".encode("latin-1", "replace")
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    ]
    made, starts = b"%PDF-1.4\n", []
    for place, content in enumerate(objects, start=1):
        starts.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (place, content)
    table = b"".join(b"%010d 00000 n \n" % start for start in starts)
    count = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(made))
    return made + b"xref\n0 %d\n0000000000 65535 f \n%s%s" % (count, table, trailer)


def picture() -> bytes:
    """A bag, as far as that can be seen in so few dots."""
    rows = b"".join(
        b"\0"
        + bytes(90 if SIDE // 4 < y < SIDE - 6 and 8 < x < SIDE - 8 else 230 for x in range(SIDE))
        for y in range(SIDE)
    )
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", SIDE, SIDE, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(rows)),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in parts
    )
