"""Addresses of looks."""

from django.urls import path

from throughgate.people.rights.watch import pages

of_record = [path("<uuid:person>/seen", pages.seen_by, name="seen-by")]
of_rights = [
    path("looks", pages.looks, name="looks"),
    path("looks/<uuid:id>", pages.look, name="look"),
]
