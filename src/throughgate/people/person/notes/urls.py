"""Addresses of the notes about a person."""

from django.urls import path

from throughgate.people.person.notes import pages

urlpatterns = [
    path("note", pages.choose, name="choose-note"),
    path("<uuid:person>/notes", pages.notes, name="person-notes"),
    path("<uuid:person>/notes/add", pages.add, name="add-note"),
    path("<uuid:person>/notes/<uuid:row>", pages.note, name="person-note"),
    path("<uuid:person>/notes/<uuid:row>/correct", pages.correct, name="correct-note"),
    path("<uuid:person>/notes/<uuid:row>/copy", pages.copy, name="copy-note"),
]
