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

keep_history(
    [Agreement, AgreementParty, Flow, Organisation, Post, User],
    leaving_out=["password", "last_login", "working_in"],
)

__all__ = [
    "Agreement",
    "AgreementParty",
    "AuditEvent",
    "Flow",
    "Look",
    "Organisation",
    "Post",
    "User",
]
