from django.apps import AppConfig


class People(AppConfig):
    name = "throughgate.people"
    label = "people"

    def ready(self) -> None:
        """What each topic adds to a person's frame and to the home page."""
        from throughgate.people.emergency import home as emergency_home
        from throughgate.people.emergency import shown as emergency
        from throughgate.people.person.contact import shown as contact
        from throughgate.people.person.limits import shown as limits
        from throughgate.people.person.matching import home as matching_home
        from throughgate.people.record import shown as record
        from throughgate.privacy.access.home import ask

        for topic in (record, contact, limits, emergency):
            topic.register()
        ask(emergency_home.to_review, rank=30)
        ask(matching_home.waiting, rank=40)
