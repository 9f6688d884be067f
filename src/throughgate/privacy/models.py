"""The tables of this area's topics, gathered for Django."""

from throughgate.privacy.access.models import (
    Agreement,
    AgreementParty,
    Flow,
    Organisation,
    Post,
    User,
)

__all__ = ["Agreement", "AgreementParty", "Flow", "Organisation", "Post", "User"]
