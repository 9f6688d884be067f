from importlib import import_module

from django.apps import AppConfig

# What each topic adds to a person's frame and to the home page.
SHOWN = (
    "record.shown",
    "record.coming_up",
    "assessment.shown",
    "emergency.shown",
    "sharing.shown",
    "plan.shown",
    "person.contact.shown",
    "person.details.shown",
    "person.documents.shown",
    "person.iom.shown",
    "person.limits.shown",
    "person.matching.home",
    "person.mentor.shown",
    "person.moves.shown",
    "person.notes.shown",
    "person.risk.shown",
    "person.sentence.shown",
    "person.workers.shown",
    "release.shown",
    "rights.home",
    "rights.shown",
    "tier.shown",
    "timeline.shown",
)


class People(AppConfig):
    name = "throughgate.people"
    label = "people"

    def ready(self) -> None:
        from throughgate.people.person.sentence import changes as sentences
        from throughgate.people.record.events import OfRow
        from throughgate.privacy.audit import events

        for topic in SHOWN:
            import_module(f"{self.name}.{topic}").register()
        events.on(OfRow, sentences.look_for_end)
