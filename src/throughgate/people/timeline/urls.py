"""The address of a person's timeline."""

from django.urls import path

from throughgate.people.timeline import pages

urlpatterns = [path("<uuid:person>/timeline", pages.timeline, name="person-timeline")]
