"""Addresses of how to reach a person."""

from django.urls import path

from throughgate.people.person.contact import pages

urlpatterns = [
    path("<uuid:person>/contact", pages.contact, name="person-contact"),
    path("<uuid:person>/contact/add", pages.add, name="add-contact"),
    path("<uuid:person>/contact/<uuid:row>", pages.change, name="change-contact"),
    path("<uuid:person>/contact/<uuid:row>/remove", pages.remove, name="remove-contact"),
]
