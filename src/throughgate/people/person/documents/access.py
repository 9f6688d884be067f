"""Who takes a document out: whoever added it, by mistake. All others leave it until its time is over."""

from __future__ import annotations

from throughgate.people.involvement.access import Refused
from throughgate.people.person.documents.models import Document
from throughgate.people.person.models import Entry
from throughgate.privacy.access.models import User


def check_remove(user: User, document: Document) -> None:
    if document.source != Entry.HERE or document.entered_by_id != user.pk:
        raise Refused(
            "Only whoever added a document takes it out. Ask them, or your information officer where it "
            "must not be here."
        )


def may_remove(user: User, document: Document) -> bool:
    try:
        check_remove(user, document)
    except Refused:
        return False
    return True
