"""Addresses of the pages called Evidence."""

from django.urls import path

from throughgate.partnership.measurement import pages

urlpatterns = [
    path("", pages.overview, name="evidence"),
    path("stores/<uuid:id>", pages.store, name="store"),
    path("stores/<uuid:id>/measure", pages.measure, name="measure"),
    path("results/<str:id>", pages.result, name="result"),
    path("results/<str:id>/figures.csv", pages.csv, name="result-csv"),
    path("results/<str:id>/result.json", pages.json, name="result-json"),
    path("results/<str:id>/print", pages.printable, name="result-print"),
]
