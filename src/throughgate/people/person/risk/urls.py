"""Addresses of what to be careful about."""

from django.urls import path

from throughgate.people.person.risk import pages

AT = "<uuid:person>/risk"
urlpatterns = [
    path(AT, pages.risk, name="person-risk"),
    path(f"{AT}/mappa/add", pages.add_mappa, name="add-mappa"),
    path(f"{AT}/mappa/<uuid:row>", pages.change_mappa, name="change-mappa"),
    path(f"{AT}/mappa/<uuid:row>/remove", pages.remove_mappa, name="remove-mappa"),
    path(f"{AT}/flags/add", pages.add_flag, name="add-flag"),
    path(f"{AT}/flags/conditions", pages.add_conditions, name="add-conditions-flag"),
    path(f"{AT}/flags/<uuid:row>", pages.change_flag, name="change-flag"),
    path(f"{AT}/flags/<uuid:row>/remove", pages.remove_flag, name="remove-flag"),
]
