"""Addresses of limits on who sees a person."""

from django.urls import path

from throughgate.people.person.limits import pages

urlpatterns = [
    path("known", pages.declared, name="known-declared"),
    path("limits", pages.to_look_at, name="limits-to-look-at"),
    path("<uuid:person>/limits", pages.limits, name="person-limits"),
    path("<uuid:person>/limits/add", pages.add, name="add-limit"),
    path("<uuid:person>/limits/lift", pages.lift, name="lift-limit"),
    path("<uuid:person>/limits/keep", pages.keep, name="keep-limit"),
    path("<uuid:person>/known", pages.know, name="declare-known"),
]
