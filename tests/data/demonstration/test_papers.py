"""The notes and documents of the tutorial: one of each kind, whole files, and a note that was put right."""

from __future__ import annotations

from tests.making import making
from throughgate.data.demonstration.setting import Setting
from throughgate.people.person.documents import files, rules
from throughgate.people.person.documents.models import Document
from throughgate.people.person.documents.rules import Kind
from throughgate.people.person.notes import plain
from throughgate.people.person.notes.models import Note
from throughgate.privacy.audit.history import HISTORIES


def test_there_is_one_of_each(county: Setting) -> None:
    with making():
        documents = list(Document.objects.all())
        notes = list(Note.objects.filter(person=documents[0].person).select_related("held_by"))
        corrected = [note for note in notes if note.corrected]
        history = HISTORIES[Note]._base_manager.filter(id=corrected[0].pk)
        said = set(history.values_list("happened", flat=True))
    for row in documents:
        with files.read(row.pk) as file:
            assert rules.looked_at(file.read(), largest=rules.largest()) is Kind(row.kind)
    assert {row.section for row in documents} >= {"documents", "sentence", "health"}
    assert {note.seen_by for note in notes} == {"flows", "own", "health"}
    assert max(len(plain.pieces(note)) for note in notes) >= 2
    assert len(said) == 2 and corrected[0].happened in said
