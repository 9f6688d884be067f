from django.apps import AppConfig


class Data(AppConfig):
    name = "throughgate.data"
    label = "data"
