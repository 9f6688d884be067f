"""The tables of this area's topics, gathered for Django."""

from throughgate.people.involvement.models import (
    Consent,
    EmergencyAccess,
    HealthPermission,
    Involvement,
    KnownPerson,
    LimitedAccess,
    NamedUser,
)
from throughgate.people.person.models import Identity, Person

__all__ = [
    "Consent",
    "EmergencyAccess",
    "HealthPermission",
    "Identity",
    "Involvement",
    "KnownPerson",
    "LimitedAccess",
    "NamedUser",
    "Person",
]
