"""Addresses of one person's record."""

from django.urls import path

from throughgate.people.record import pages

urlpatterns = [
    path("due", pages.due, name="due"),
    path("<uuid:person>/", pages.overview, name="person"),
]
