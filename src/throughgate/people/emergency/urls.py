"""Addresses of emergency accesses."""

from django.urls import path

from throughgate.people.emergency import pages

urlpatterns = [
    path("emergency", pages.emergency, name="emergency"),
    path("emergencies", pages.emergencies, name="emergencies"),
    path("emergencies/<uuid:access>", pages.review, name="review-emergency"),
]
