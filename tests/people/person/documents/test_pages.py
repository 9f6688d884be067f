"""Documents as people add, keep and take them out; and their files on the disk."""

from __future__ import annotations

import os
import re
import stat
import time
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection

from tests.making import making
from tests.people.person.at_work import AtWork
from tests.people.person.documents.papers import JPEG, PDF, PNG
from tests.truth.scene import NOW, TODAY
from throughgate.common.errors import WrongUse
from throughgate.people.person.documents import changes, files, queries
from throughgate.people.person.documents.models import Document
from throughgate.people.rights.access import NotNow
from throughgate.privacy.access.sight import crossing, seeing
from throughgate.privacy.audit import events
from throughgate.privacy.audit.models import AuditEvent, Look


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, settings) -> Path:
    place = tmp_path / "documents"
    place.mkdir()
    settings.DOCUMENTS = str(place)
    return place


def typed(content: bytes = PDF, name: str = "scan.pdf", **changes: str) -> dict:
    return {
        "key": str(uuid4()),
        "version": "0",
        "file": SimpleUploadedFile(name, content),
        "title": "Letter from the landlord",
        "section": "documents",
        "retention": "ordinary",
        **changes,
    }


def add(work: AtWork, **changes):
    return work.browser(work.writer).post(work.at("documents/add"), typed(**changes))


def only(work: AtWork) -> Document:
    with making():
        return Document.objects.get(person=work.person)


def none(work: AtWork, folder: Path) -> bool:
    with making():
        return not Document.objects.filter(person=work.person).exists() and not any(
            folder.iterdir()
        )


@pytest.mark.parametrize(
    ("content", "kind", "media"),
    [(PDF, "pdf", "application/pdf"), (PNG, "png", "image/png"), (JPEG, "jpeg", "image/jpeg")],
)
def test_a_document_is_added_and_given_out_as_what_it_is(
    work: AtWork, folder: Path, content: bytes, kind: str, media: str
) -> None:
    assert add(work, content=content, name="evil.html").status_code == 302
    row = only(work)
    assert (row.kind, row.size, row.added_at) == (kind, len(content), NOW)
    place = folder / str(row.pk)
    assert [each.name for each in folder.iterdir()] == [str(row.pk)]
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    for reader in (work.colleague, work.other):
        browser = work.browser(reader)
        assert "Letter from the landlord" in browser.get(work.at("documents")).content.decode()
        answer = browser.get(work.at(f"documents/{row.pk}"))
        assert b"".join(answer.streaming_content) == content
        assert answer["Content-Type"] == media and answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Disposition"].startswith('attachment; filename="Letter from')
    with making():
        looked = Look.objects.filter(place="person-document", person_id=work.person.pk)
        assert {look.by_id for look in looked} == {work.colleague.pk, work.other.pk}
        assert AuditEvent.objects.filter(kind="Entered", facts__table="Document").count() == 1


def test_a_part_of_the_record_decides_who_sees_it(work: AtWork) -> None:
    for section, title in (
        ("health", "Prescription"),
        ("sentence", "Order"),
        ("documents", "Letter"),
    ):
        assert (
            add(
                work, content=PDF + title.encode() + b"%%EOF", title=title, section=section
            ).status_code
            == 302
        )
    for reader, sees in (
        (work.colleague, {"Prescription", "Order", "Letter"}),
        (work.provider, {"Letter"}),
        (work.other, {"Letter"}),
    ):
        page = work.browser(reader).get(work.at("documents")).content.decode()
        assert {title for title in ("Prescription", "Order", "Letter") if title in page} == sees
        with making():
            hidden = Document.objects.get(title="Prescription").pk
        status = work.browser(reader).get(work.at(f"documents/{hidden}")).status_code
        assert status == (200 if "Prescription" in sees else 404)
    assert (
        work.browser(work.provider)
        .post(work.at("documents/add"), typed(section="health"))
        .status_code
        == 422
    )


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"content": b"<html></html>"}, "This is not a PDF"),
        ({"content": b""}, "This file is empty"),
        ({"content": PDF + b" " * 21_000_000}, "larger than"),
        ({"content": PDF.replace(b"/Root", b"/Encrypt/Root")}, "locked with a password"),
        ({"title": " "}, "Say what it is"),
        ({"retention": "for ever"}, "from the list"),
        ({"file": ""}, "Choose a file"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(
    work: AtWork, folder: Path, wrong: dict, said: str
) -> None:
    answer = add(work, **wrong)
    assert answer.status_code == 422 and said in answer.content.decode()
    assert none(work, folder)


def test_an_upload_over_the_limit_of_the_site_is_said_on_the_form(
    work: AtWork, folder: Path, settings
) -> None:
    from dataclasses import replace

    settings.THROUGHGATE = replace(settings.THROUGHGATE, upload_limit=500)
    answer = add(work, content=PDF + b" " * 1_000)
    assert answer.status_code == 422 and "larger than" in answer.content.decode()
    assert "Letter from the landlord" in answer.content.decode() and none(work, folder)


def test_the_same_file_is_there_once(work: AtWork, folder: Path) -> None:
    browser, data = work.browser(work.writer), typed()
    assert browser.post(work.at("documents/add"), data).status_code == 302
    data["file"] = SimpleUploadedFile("scan.pdf", PDF)
    assert browser.post(work.at("documents/add"), data).status_code == 302, "the very form again"
    answer = add(work, title="Another name")
    assert (
        answer.status_code == 422 and "on the record already, as “Letter" in answer.content.decode()
    )
    assert len(list(folder.iterdir())) == 1 and only(work).title == "Letter from the landlord"


def test_one_takes_out_what_one_added_by_mistake_and_nobody_else_does(
    work: AtWork, folder: Path, django_capture_on_commit_callbacks
) -> None:
    add(work)
    row = only(work)
    address = work.at(f"documents/{row.pk}/remove")
    for other in (work.colleague, work.other):
        assert work.browser(other).post(address).status_code == 403
    browser = work.browser(work.writer)
    assert "cannot be brought back" in browser.get(address).content.decode()
    with django_capture_on_commit_callbacks() as after:
        assert browser.post(address).status_code == 302
        assert (folder / str(row.pk)).exists(), "until it is certain"
    for each in after:
        each()
    assert none(work, folder)
    assert browser.get(work.at(f"documents/{row.pk}")).status_code == 404
    with making():
        assert AuditEvent.objects.filter(kind="Removed", facts__row=str(row.pk)).count() == 1


def test_a_document_without_its_file_is_said(work: AtWork, folder: Path) -> None:
    add(work)
    (folder / str(only(work).pk)).unlink()
    answer = work.browser(work.writer).get(work.at(f"documents/{only(work).pk}"))
    assert answer.status_code == 422 and "it is in the backups" in answer.content.decode()


def test_somebody_not_visible_is_not_there(work: AtWork) -> None:
    add(work)
    row, browser = only(work), work.browser(work.writer)
    for part in ("documents", "documents/add", f"documents/{row.pk}"):
        assert browser.get(work.at(part, work.stranger_to_them)).status_code == 404
    assert browser.get(work.at(f"documents/{row.pk}", work.another)).status_code == 404


def test_nothing_is_saved_when_the_audit_fails(work: AtWork, folder: Path, monkeypatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise NotNow("The audit is full.")

    monkeypatch.setattr(events, "record", fail)
    assert add(work).status_code == 422
    assert none(work, folder)


# --- the nightly job ---------------------------------------------------------------------------------------------


def age(path: Path) -> Path:
    old = time.time() - 2 * files.SETTLED
    os.utime(path, (old, old))
    return path


@pytest.fixture
def as_worker(monkeypatch: pytest.MonkeyPatch):
    """A job sees every row; here the role of pages is let to, as only in tests."""
    monkeypatch.setattr(queries, "sees_every_document", lambda: True)


def test_files_without_a_row_go_and_others_stay(work: AtWork, folder: Path, as_worker) -> None:
    add(work)
    kept = age(folder / str(only(work).pk))
    orphan, broken_off = folder / str(uuid4()), folder / f".{uuid4()}.1"
    fresh = folder / str(uuid4())
    for path in (orphan, broken_off, fresh):
        path.write_bytes(PDF)
    age(orphan), age(broken_off)
    with making():
        assert changes.sweep(today=TODAY) == 2
        assert changes.sweep(today=TODAY) == 0
    assert set(folder.iterdir()) == {kept, fresh}
    with making():
        assert AuditEvent.objects.get(kind="FilesSwept").facts["files"] == 2


def test_whoever_does_not_see_every_row_sweeps_nothing(work: AtWork, folder: Path) -> None:
    """A row not seen is not a row not there: as the role of pages everything would look like nobody's."""
    add(work)
    age(folder / str(only(work).pk))
    with pytest.raises(WrongUse), crossing("test", today=TODAY):
        changes.sweep(today=TODAY)
    with pytest.raises(WrongUse), seeing(work.writer.pk, today=TODAY, now=NOW):
        changes.sweep(today=TODAY)
    assert any(folder.iterdir())


def test_the_worker_sees_every_row_and_only_while_it_says_why(db: None) -> None:
    from throughgate.site import roles
    from throughgate.site.environment import Role

    assert not queries.sees_every_document()
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT roles FROM pg_policies WHERE tablename = 'people_document' AND policyname = 'cross'"
        )
        named = re.findall(r"\w+", str(cursor.fetchone()[0]))
    assert roles.name_of(Role.WORKER) in named and roles.name_of(Role.APP) not in named
