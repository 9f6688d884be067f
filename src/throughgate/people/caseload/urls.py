"""Addresses of the list of people."""

from django.urls import path

from throughgate.people.caseload import pages

urlpatterns = [
    path("", pages.people, name="people"),
    path("export.csv", pages.export, name="export-people"),
]
