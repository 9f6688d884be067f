"""What is kept for less long than the record, and since when its time runs."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from throughgate.people.involvement.team.models import Mentoring
from throughgate.people.person.contact.models import ContactDetail
from throughgate.people.person.documents.models import Document
from throughgate.people.person.iom.models import FormerAdoption
from throughgate.people.person.risk.models import Flag
from throughgate.people.rights.breaches.models import Breach
from throughgate.people.rights.complaints.models import Complaint
from throughgate.people.rights.deletion.models import Deletion
from throughgate.people.rights.requests.models import SubjectAccess
from throughgate.people.rights.watch.models import StandsOut
from throughgate.privacy.audit.models import AuditEvent, Look
from throughgate.privacy.retention.fields import Kept


@dataclass(frozen=True)
class Clock:
    """Rows of one table: announced to their holders, then deleted. `since` is a column; without one, the end of the
    person's last involvement. `by_class` names the column with the class of document."""

    model: type[models.Model]
    words: str | Promise
    kept: Kept
    since: str = ""
    by_class: str = ""

    @property
    def what(self) -> str:
        return self.model.__name__


CLOCKS = (
    Clock(ContactDetail, _("Ways to reach them"), Kept.SHORT),
    Clock(Document, _("Documents"), Kept.DOCUMENT, by_class="retention"),
    Clock(Flag, _("Things to be careful about, over"), Kept.SHORT, since="last_day"),
    Clock(FormerAdoption, _("Integrated offender management, over"), Kept.IOM, since="removed_on"),
    Clock(Mentoring, _("Mentoring, over"), Kept.SHORT, since="last_day"),
)
# Deleted when their time is over, without notice: the officers' own papers, and the audit.
PAPERS: dict[type[models.Model], tuple[str, Kept]] = {
    SubjectAccess: ("over_on", Kept.CASE),
    Complaint: ("over_on", Kept.CASE),
    Breach: ("closed_on", Kept.CASE),
    Deletion: ("over_on", Kept.CASE),
    StandsOut: ("day", Kept.AUDIT),
    AuditEvent: ("at", Kept.AUDIT),
    Look: ("at", Kept.AUDIT),
}


def words(what: str) -> str:
    return next((str(clock.words) for clock in CLOCKS if clock.what == what), str(_("The record")))
