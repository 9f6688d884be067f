"""The tables of this area's topics, gathered for Django."""

from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)
from throughgate.privacy.audit.history import keep_history
from throughgate.privacy.audit.models import AuditEvent, Look
from throughgate.privacy.sign_in.models import Failures, Invitation, KeptForm, Letter, Notice

keep_history(
    [Agreement, AgreementParty, Flow, Organisation, Post, User],
    leaving_out=["password", "last_login", "working_in"],
)

__all__ = [
    "Agreement",
    "AgreementParty",
    "AuditEvent",
    "Failures",
    "Flow",
    "Invitation",
    "KeptForm",
    "Letter",
    "Look",
    "Notice",
    "Organisation",
    "Post",
    "User",
]
