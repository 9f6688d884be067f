from django.apps import AppConfig


class People(AppConfig):
    name = "throughgate.people"
    label = "people"

    def ready(self) -> None:
        """What each topic adds to a person's frame and to the home page."""
        from throughgate.people.person.contact import shown as contact
        from throughgate.people.person.details import shown as details
        from throughgate.people.person.documents import shown as documents
        from throughgate.people.person.mentor import shown as mentor
        from throughgate.people.person.notes import shown as notes
        from throughgate.people.person.risk import shown as risk
        from throughgate.people.person.sentence import changes as sentences
        from throughgate.people.person.sentence import shown as sentence
        from throughgate.people.record import coming_up
        from throughgate.people.record import shown as record
        from throughgate.people.record.events import OfRow
        from throughgate.privacy.audit import events

        for topic in (
            record,
            coming_up,
            contact,
            details,
            documents,
            mentor,
            notes,
            risk,
            sentence,
        ):
            topic.register()
        events.on(OfRow, sentences.look_for_end)
