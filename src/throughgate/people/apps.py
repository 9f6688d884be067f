from django.apps import AppConfig


class People(AppConfig):
    name = "throughgate.people"
    label = "people"
