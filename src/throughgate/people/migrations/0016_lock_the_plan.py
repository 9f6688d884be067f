"""Puts the plan behind the database's lock: what is about a pathway for whoever sees the plan and that pathway's needs."""

from django.db import migrations

from throughgate.people.plan.models import (
    AskedOnReturn,
    Goal,
    Plan,
    PlanAgreement,
    PlanReview,
    Progress,
    RefusedSuggestion,
    Step,
)
from throughgate.privacy.access.about_person import REGISTERED, second_lock

LOCKED = (
    AskedOnReturn,
    Goal,
    Plan,
    PlanAgreement,
    PlanReview,
    Progress,
    RefusedSuggestion,
    Step,
)


class Migration(migrations.Migration):
    dependencies = [("people", "0015_plan")]

    operations = [second_lock(model._meta.db_table, REGISTERED[model]) for model in LOCKED]
