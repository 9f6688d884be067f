from django.apps import AppConfig


class Privacy(AppConfig):
    name = "throughgate.privacy"
    label = "privacy"
