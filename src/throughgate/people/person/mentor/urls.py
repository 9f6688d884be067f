"""Addresses of mentoring and of the move from youth to adult services."""

from django.urls import path

from throughgate.people.person.mentor import pages

MENTOR, MOVE = "<uuid:person>/mentor", "<uuid:person>/transition"
urlpatterns = [
    path(MENTOR, pages.mentor, name="person-mentor"),
    path(f"{MENTOR}/add", pages.add_mentoring, name="add-mentoring"),
    path(f"{MENTOR}/<uuid:row>", pages.change_mentoring, name="change-mentoring"),
    path(f"{MENTOR}/<uuid:row>/meeting", pages.change_meeting, name="change-meeting"),
    path(f"{MENTOR}/<uuid:row>/remove", pages.remove_mentoring, name="remove-mentoring"),
    path(f"{MOVE}/add", pages.add_transition, name="add-transition"),
    path(f"{MOVE}/<uuid:row>", pages.change_transition, name="change-transition"),
    path(f"{MOVE}/<uuid:row>/remove", pages.remove_transition, name="remove-transition"),
]
