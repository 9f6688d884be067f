"""The address of the record of processing."""

from django.urls import path

from throughgate.people.rights.processing import pages

of_rights = [path("processing", pages.processing, name="processing")]
