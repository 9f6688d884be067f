from django.apps import AppConfig


class Privacy(AppConfig):
    name = "throughgate.privacy"
    label = "privacy"

    def ready(self) -> None:
        from throughgate.privacy.access.due import agreements_due
        from throughgate.privacy.access.home import ask
        from throughgate.privacy.sign_in import heard

        heard.connect()
        ask(agreements_due, rank=40)
