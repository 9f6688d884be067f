"""Who reads what a person said, and of whom a mentor reads: narrowed to those it is told between, and whom they meet."""

from django.db import migrations

from throughgate.people.involvement.models import CONSENTED, TOLD_HEALTH
from throughgate.people.involvement.team.models import MET
from throughgate.privacy.access.about_person import second_lock

NARROWED = {
    "people_healthpermission": TOLD_HEALTH,
    "people_consent": CONSENTED,
    "people_mentoring": MET,
}


class Migration(migrations.Migration):
    dependencies = [("people", "0021_find_by_the_rarest")]

    operations = [second_lock(table, policies) for table, policies in NARROWED.items()]
