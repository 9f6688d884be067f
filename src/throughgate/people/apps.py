from django.apps import AppConfig


class People(AppConfig):
    name = "throughgate.people"
    label = "people"

    def ready(self) -> None:
        """What each topic adds to a person's frame and to the home page."""
        from throughgate.people.person.contact import shown as contact
        from throughgate.people.record import shown as record
        from throughgate.people.rights import home as rights_home
        from throughgate.people.rights import shown as rights

        for topic in (record, contact, rights, rights_home):
            topic.register()
