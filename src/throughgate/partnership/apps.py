from django.apps import AppConfig


class Partnership(AppConfig):
    name = "throughgate.partnership"
    label = "partnership"
