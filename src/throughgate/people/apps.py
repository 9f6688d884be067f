from django.apps import AppConfig


class People(AppConfig):
    name = "throughgate.people"
    label = "people"

    def ready(self) -> None:
        """What each topic adds to a person's frame and to the home page."""
        from throughgate.people.assessment import shown as assessment
        from throughgate.people.person.contact import shown as contact
        from throughgate.people.plan import shown as plan
        from throughgate.people.record import shown as record

        for topic in (record, contact, assessment, plan):
            topic.register()
