"""Addresses of corrections."""

from django.urls import path

from throughgate.people.rights.corrections import pages

of_record = [path("<uuid:person>/rights/corrections/add", pages.ask, name="ask-correction")]
of_rights = [
    path("corrections", pages.corrections, name="corrections"),
    path("corrections/<uuid:person>/<uuid:case>", pages.correction, name="correction"),
]
