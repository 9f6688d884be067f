"""Puts what is said of essentials and milestones behind the database's lock, each behind its own section."""

from django.db import migrations

from throughgate.people.release.essentials.models import Essential
from throughgate.people.release.milestones.models import Milestone
from throughgate.privacy.access.about_person import REGISTERED, second_lock

LOCKED = (Essential, Milestone)


class Migration(migrations.Migration):
    dependencies = [("people", "0019_release")]

    operations = [second_lock(model._meta.db_table, REGISTERED[model]) for model in LOCKED]
