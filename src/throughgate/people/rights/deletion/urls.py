"""Addresses of deletions and holds."""

from django.urls import path

from throughgate.people.rights.deletion import pages

of_rights = [
    path("deletions", pages.deletions, name="deletions"),
    path("holds/<uuid:person>/set", pages.set_hold, name="set-hold"),
    path("holds/<uuid:person>/<uuid:hold>/lift", pages.lift_hold, name="lift-hold"),
]
