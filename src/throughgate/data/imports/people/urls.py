"""Addresses of bringing people in from files."""

from django.urls import path

from throughgate.data.imports.people import pages

urlpatterns = [
    path("changed", pages.changed, name="changed-people"),
    path("imports", pages.imports, name="people-imports"),
    path("imports/new", pages.send, name="send-people"),
    path("imports/<uuid:id>", pages.one, name="people-import"),
    path("imports/<uuid:id>/confirm", pages.confirm, name="confirm-people"),
    path("imports/<uuid:id>/drop", pages.drop, name="drop-people"),
    path("imports/<uuid:id>/refused.csv", pages.refused, name="refused-people"),
]
