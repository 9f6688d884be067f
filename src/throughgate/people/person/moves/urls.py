"""Addresses of where a person is, their dates and their moves."""

from django.urls import path

from throughgate.people.person.moves import pages
from throughgate.people.person.moves.dates import pages as dates

urlpatterns = [
    path("<uuid:person>/place", pages.place, name="person-place"),
    path("<uuid:person>/place/enter", pages.enter, name="enter-place"),
    path("<uuid:person>/place/move", pages.go, name="add-move"),
    path("<uuid:person>/place/<uuid:row>", pages.correct, name="correct-place"),
    path("<uuid:person>/dates/add", dates.add, name="add-date"),
    path("<uuid:person>/dates/<uuid:row>", dates.change, name="change-date"),
    path("<uuid:person>/dates/<uuid:row>/remove", dates.remove, name="remove-date"),
    path("<uuid:person>/moves/<uuid:row>", pages.move, name="person-move"),
    path("<uuid:person>/moves/<uuid:row>/answer", pages.answer, name="answer-move"),
    path("<uuid:person>/moves/<uuid:row>/ask", pages.ask_another, name="ask-another"),
    path("asked/<uuid:move>", pages.asked, name="asked-move"),
]
