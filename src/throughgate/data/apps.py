from django.apps import AppConfig


class Data(AppConfig):
    name = "throughgate.data"
    label = "data"

    def ready(self) -> None:
        from throughgate.data.imports.people import home, words
        from throughgate.people.rights.requests.words import teach
        from throughgate.privacy.access.home import WORKERS, ask

        ask(home.changed, rank=20, of=WORKERS)
        ask(home.files, rank=60)
        words.teach_others(teach)
