"""A change to a note is written down, or it is not made."""

from __future__ import annotations

import pytest

from tests.making import making
from tests.people.person.at_work import AtWork
from tests.people.person.rows import unsaved
from tests.truth.scene import NOW, TODAY
from throughgate.common.errors import NotAllowed
from throughgate.people.person.notes import changes
from throughgate.people.person.notes.models import Note
from throughgate.people.rights.access import NotNow
from throughgate.privacy.access.sight import seeing
from throughgate.privacy.audit import events

WHEN = {"today": TODAY, "now": NOW}


def note(work: AtWork) -> Note:
    return unsaved(Note, work.person, work.scene.ours, work.writer)


def test_nothing_is_saved_when_the_audit_fails(work: AtWork, monkeypatch) -> None:
    row = note(work)
    with seeing(work.writer.pk, **WHEN):
        changes.write(note=row, by=work.writer, **WHEN)

    def fail(*_: object, **__: object) -> None:
        raise NotNow("The audit is full.")

    monkeypatch.setattr(events, "record", fail)
    with pytest.raises(NotNow), seeing(work.writer.pk, **WHEN):
        changes.write(note=note(work), by=work.writer, **WHEN)
    with pytest.raises(NotNow), seeing(work.writer.pk, **WHEN):
        changes.correct(note=row, version=1, fields={"happened": "x"}, by=work.writer, **WHEN)
    with making():
        mine = Note.objects.filter(entered_by=work.writer)
        assert [each.happened for each in mine] == ["They came."]


def test_it_cannot_move_to_where_its_writer_does_not_write(work: AtWork) -> None:
    row = note(work)
    with seeing(work.provider.pk, **WHEN):
        changes.write(note=row, by=work.provider, **WHEN)
    with pytest.raises(NotAllowed), seeing(work.provider.pk, **WHEN):
        changes.correct(note=row, version=1, fields={"section": "health"}, by=work.provider, **WHEN)
