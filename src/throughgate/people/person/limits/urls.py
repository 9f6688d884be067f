"""Addresses of limits on who sees a person."""

from django.urls import path

from throughgate.people.person.limits import pages

urlpatterns = [
    path("known", pages.declared, name="known-declared"),
    path("<uuid:person>/limits", pages.limits, name="person-limits"),
    path("<uuid:person>/limits/add", pages.add, name="add-limit"),
    path("<uuid:person>/limits/lift", pages.lift, name="lift-limit"),
    path("<uuid:person>/known", pages.know, name="declare-known"),
]
