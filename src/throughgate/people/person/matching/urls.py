"""Addresses of records that may be one person's."""

from django.urls import path

from throughgate.people.person.matching import pages

urlpatterns = [
    path("matches", pages.matches, name="possible-matches"),
    path("matches/<uuid:match>", pages.match, name="possible-match"),
]
