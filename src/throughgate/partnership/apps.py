from django.apps import AppConfig


class Partnership(AppConfig):
    name = "throughgate.partnership"
    label = "partnership"

    def ready(self) -> None:
        from throughgate.partnership.measurement import home
        from throughgate.privacy.access.home import ask

        ask(home.latest_results, rank=80)
        ask(home.stores, rank=90)
