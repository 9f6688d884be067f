"""Every address under “people/”: each topic has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("throughgate.people.record.urls")),
    path("", include("throughgate.people.person.contact.urls")),
    path("", include("throughgate.people.person.documents.urls")),
    path("", include("throughgate.people.person.notes.urls")),
    path("", include("throughgate.people.person.details.urls")),
    path("", include("throughgate.people.person.mentor.urls")),
    path("", include("throughgate.people.person.risk.urls")),
    path("", include("throughgate.people.person.sentence.urls")),
    path("", include("throughgate.people.person.iom.urls")),
    path("", include("throughgate.people.person.moves.urls")),
    path("", include("throughgate.people.person.workers.urls")),
]
