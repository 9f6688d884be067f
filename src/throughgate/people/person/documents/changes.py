"""A document is added with its file, and taken out with it; files without a row are deleted at night."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.db.transaction import atomic

from throughgate.common.errors import BadInput, WrongUse
from throughgate.people.person.documents import access, events, files, queries
from throughgate.people.person.documents.models import Document
from throughgate.people.record import changes
from throughgate.privacy.access.models import User
from throughgate.privacy.audit.events import record


@atomic
def add(*, document: Document, content: bytes, by: User, today: date, now: datetime) -> bool:
    """Keep a document whose content was looked at. False where this very form was sent before."""
    same = queries.same(document, by=by, today=today)
    if same is not None:
        raise BadInput(
            f"This very file is on the record already, as “{same.title}”. Nothing was added a second time."
        )
    document.added_at = now
    if not changes.enter(row=document, by=by, today=today, now=now):
        return False
    files.keep(document.pk, content)
    return True


@atomic
def remove(*, document: Document, version: int, by: User, today: date, now: datetime) -> None:
    """Take out one's own, added by mistake. The file goes when that is certain."""
    access.check_remove(by, document)
    key = document.pk
    changes.remove(row=document, version=version, by=by, today=today, now=now)
    transaction.on_commit(lambda: files.delete(key))


@atomic
def sweep(*, by: None = None, today: date) -> int:
    """Delete the files whose row is gone: its time was over, or it was never kept. Safe to run twice."""
    if not queries.sees_every_document():
        raise WrongUse(
            "Only a job that sees every document can tell which files belong to none. Run it as the worker."
        )
    old = list(files.settled())
    known = queries.known({key for key, _path in old if key})
    gone = [path for key, path in old if key not in known]
    if gone:
        record(events.FilesSwept(person=None, today=today, files=len(gone)), by=None)
    for path in gone:
        path.unlink(missing_ok=True)
    return len(gone)
