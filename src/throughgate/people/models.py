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
from throughgate.privacy.access.about_person import REGISTERED
from throughgate.privacy.audit.history import keep_history

# Every table about a person, those made later too.
keep_history([model for model in REGISTERED if model._meta.app_label == "people"])

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
