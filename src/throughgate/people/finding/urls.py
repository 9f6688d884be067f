"""Addresses of looking for people and adding them."""

from django.urls import path

from throughgate.people.finding import pages

urlpatterns = [
    path("find", pages.find, name="find-person"),
    path("add", pages.add, name="add-person"),
]
