"""The documents on a record, as far as the reader may know; and, for the nightly job, which there are at all."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import connection
from django.http import Http404

from throughgate.people.person.documents.models import Document
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.models import User
from throughgate.privacy.access.queries import current_post

MOST = 200


def documents(opened: Opened) -> list[Document]:
    """The newest first."""
    rows = Document.objects.filter(person=opened.person).select_related("held_by", "entered_by")
    return opened.visible(rows.order_by("-added_at", "pk")[:MOST])


def document(opened: Opened, id: UUID) -> Document:
    rows = Document.objects.filter(pk=id, person=opened.person)
    seen = opened.visible(rows.select_related("held_by", "entered_by"))
    if not seen:
        raise Http404
    return seen[0]


def same(document: Document, *, by: User, today: date) -> Document | None:
    """The same file on the same record, of the user's own organisation; another's is not its business."""
    post = current_post(by, today=today)
    rows = Document.objects.filter(
        person=document.person_id,
        sha256=document.sha256,
        held_by=post.organisation_id if post else None,
    )
    return rows.exclude(pk=document.pk).first()


def known(keys: Iterable[UUID]) -> set[UUID]:
    """Those of these keys that are a document's."""
    return set(Document.objects.filter(pk__in=list(keys)).values_list("pk", flat=True))


def sees_every_document() -> bool:
    """Whether this transaction crosses everybody, in a role that may: else a row not seen is not a row not there."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(current_setting('throughgate.crossing', true), '') <> '' AND EXISTS ("
            "SELECT FROM pg_policies WHERE tablename = %s AND policyname = 'cross' "
            "AND current_user = ANY(roles))",
            [Document._meta.db_table],
        )
        return bool(cursor.fetchone()[0])
