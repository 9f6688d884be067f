"""Addresses of integrated offender management."""

from django.urls import path

from throughgate.people.person.iom import pages

urlpatterns = [
    path("<uuid:person>/integrated", pages.iom, name="person-iom"),
    path("<uuid:person>/integrated/adopt", pages.adopt, name="adopt-person"),
    path("<uuid:person>/integrated/<uuid:row>/review", pages.review, name="review-adoption"),
    path("<uuid:person>/integrated/<uuid:row>/remove", pages.remove, name="remove-adoption"),
]
