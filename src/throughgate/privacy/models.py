"""The tables of this area's topics, gathered for Django."""

from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)
from throughgate.privacy.sign_in.models import Failures, Invitation, KeptForm, Letter, Notice

__all__ = [
    "Agreement",
    "AgreementParty",
    "Failures",
    "Flow",
    "Invitation",
    "KeptForm",
    "Letter",
    "Notice",
    "Organisation",
    "Post",
    "User",
]
