"""Every address under “people/”: each topic has its own."""

from django.urls import include, path

from throughgate.people.rights.urls import of_record

urlpatterns = [
    path("", include("throughgate.people.record.urls")),
    path("", include("throughgate.people.person.contact.urls")),
    *of_record,
]
