"""Every address under “people/”: each topic has its own."""

from django.urls import include, path

from throughgate.people.rights.urls import of_record

urlpatterns = [
    path("", include("throughgate.people.caseload.urls")),
    path("", include("throughgate.people.finding.urls")),
    path("", include("throughgate.people.emergency.urls")),
    path("", include("throughgate.people.person.matching.urls")),
    path("", include("throughgate.people.record.urls")),
    path("", include("throughgate.people.assessment.urls")),
    path("", include("throughgate.people.plan.urls")),
    path("", include("throughgate.people.person.contact.urls")),
    path("", include("throughgate.people.person.limits.urls")),
    path("", include("throughgate.people.sharing.urls")),
    path("", include("throughgate.people.rights.sharing.urls")),
    path("", include("throughgate.people.person.documents.urls")),
    path("", include("throughgate.people.person.notes.urls")),
    path("", include("throughgate.people.person.details.urls")),
    path("", include("throughgate.people.person.mentor.urls")),
    path("", include("throughgate.people.person.risk.urls")),
    path("", include("throughgate.people.person.sentence.urls")),
    path("", include("throughgate.people.person.iom.urls")),
    path("", include("throughgate.people.person.moves.urls")),
    path("", include("throughgate.people.person.workers.urls")),
    path("", include("throughgate.people.tier.urls")),
    path("", include("throughgate.people.release.urls")),
    path("", include("throughgate.people.timeline.urls")),
    *of_record,
]
