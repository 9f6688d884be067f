"""Addresses of building a store from uploaded files."""

from django.urls import path

from throughgate.data.imports import pages

urlpatterns = [
    path("build", pages.build, name="build"),
    path("build/<uuid:id>", pages.built, name="built"),
]
