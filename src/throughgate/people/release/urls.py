"""Addresses of release: of one person, and the lists of who is soon to be released."""

from django.urls import path

from throughgate.people.release import pages
from throughgate.people.release.listing import pages as listing

RELEASE = "<uuid:person>/release"
urlpatterns = [
    path("releases", listing.releases, name="releases"),
    path("releases.csv", listing.export, name="export-releases"),
    path(RELEASE, pages.release, name="person-release"),
    path(f"{RELEASE}/essentials/<slug:essential>", pages.say_essential, name="say-essential"),
    path(
        f"{RELEASE}/milestones/<slug:milestone>/<slug:aspect>",
        pages.say_milestone,
        name="say-milestone",
    ),
]
