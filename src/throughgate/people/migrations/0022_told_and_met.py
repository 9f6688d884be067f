"""Of whom a mentor reads: narrowed to those whom they meet. Who reads what a person said, 0025 narrows."""

from django.db import migrations

from throughgate.people.involvement.team.models import MET
from throughgate.privacy.access.about_person import second_lock

NARROWED = {
    "people_mentoring": MET,
}


class Migration(migrations.Migration):
    dependencies = [("people", "0021_find_by_the_rarest")]

    operations = [second_lock(table, policies) for table, policies in NARROWED.items()]
