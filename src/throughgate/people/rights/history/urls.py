"""The address of a record's history."""

from django.urls import path

from throughgate.people.rights.history import pages

of_record = [path("<uuid:person>/history", pages.history, name="record-history")]
