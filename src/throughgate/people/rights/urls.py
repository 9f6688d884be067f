"""Addresses of the part “rights/”, and those of rights under one person's record; each topic has its own."""

from django.urls import path

from throughgate.people.rights import pages
from throughgate.people.rights.breaches import urls as breaches
from throughgate.people.rights.complaints import urls as complaints
from throughgate.people.rights.corrections import urls as corrections
from throughgate.people.rights.deletion import urls as deletion
from throughgate.people.rights.history import urls as history
from throughgate.people.rights.processing import urls as processing
from throughgate.people.rights.requests import urls as requests
from throughgate.people.rights.watch import urls as watch

of_record = [
    path("<uuid:person>/rights", pages.of_person, name="person-rights"),
    *(
        each
        for topic in (requests, corrections, complaints, watch, history)
        for each in topic.of_record
    ),
]
urlpatterns = [
    path("", pages.rights, name="rights"),
    *requests.of_rights,
    *corrections.of_rights,
    *complaints.of_rights,
    *breaches.of_rights,
    *deletion.of_rights,
    *watch.of_rights,
    *processing.of_rights,
]
