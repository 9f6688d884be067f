"""Addresses of the documents on a person's record."""

from django.urls import path

from throughgate.people.person.documents import pages

urlpatterns = [
    path("<uuid:person>/documents", pages.documents, name="person-documents"),
    path("<uuid:person>/documents/add", pages.add, name="add-document"),
    path("<uuid:person>/documents/<uuid:row>", pages.document, name="person-document"),
    path("<uuid:person>/documents/<uuid:row>/remove", pages.remove, name="remove-document"),
]
