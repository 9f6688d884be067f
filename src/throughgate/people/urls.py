"""Every address under “people/”: each topic has its own."""

from django.urls import include, path

urlpatterns = [
    path("", include("throughgate.people.record.urls")),
    path("", include("throughgate.people.person.contact.urls")),
    path("", include("throughgate.people.assessment.urls")),
    path("", include("throughgate.people.plan.urls")),
]
