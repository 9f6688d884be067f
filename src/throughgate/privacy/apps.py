from django.apps import AppConfig


class Privacy(AppConfig):
    name = "throughgate.privacy"
    label = "privacy"

    def ready(self) -> None:
        from throughgate.privacy.sign_in import heard

        heard.connect()
