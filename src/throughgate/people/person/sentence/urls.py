"""Addresses of sentences and their conditions."""

from django.urls import path

from throughgate.people.person.sentence import pages

AT = "<uuid:person>/sentence"
urlpatterns = [
    path(AT, pages.sentence, name="person-sentence"),
    path(f"{AT}/add", pages.add_sentence, name="add-sentence"),
    path(f"{AT}/<uuid:row>", pages.change_sentence, name="change-sentence"),
    path(f"{AT}/<uuid:row>/remove", pages.remove_sentence, name="remove-sentence"),
    path(f"{AT}/<uuid:row>/conditions/add", pages.add_condition, name="add-condition"),
    path(f"{AT}/conditions/<uuid:row>", pages.change_condition, name="change-condition"),
    path(f"{AT}/conditions/<uuid:row>/remove", pages.remove_condition, name="remove-condition"),
]
