"""Addresses of who somebody is."""

from django.urls import path

from throughgate.people.person.details import pages

AT = "<uuid:person>/details"
urlpatterns = [
    path(AT, pages.details, name="person-details"),
    path(f"{AT}/identity/add", pages.add_identity, name="add-identity"),
    path(f"{AT}/identity/<uuid:row>", pages.change_identity, name="change-identity"),
    path(f"{AT}/names/add", pages.add_name, name="add-name"),
    path(f"{AT}/names/<uuid:row>", pages.change_name, name="change-name"),
    path(f"{AT}/names/<uuid:row>/remove", pages.remove_name, name="remove-name"),
    path(f"{AT}/numbers/add", pages.add_number, name="add-number"),
    path(f"{AT}/numbers/<uuid:row>", pages.change_number, name="change-number"),
    path(f"{AT}/numbers/<uuid:row>/remove", pages.remove_number, name="remove-number"),
    path(f"{AT}/facts/<str:fact>", pages.fact, name="set-fact"),
    path(f"{AT}/facts/<str:fact>/remove", pages.remove_fact, name="remove-fact"),
]
