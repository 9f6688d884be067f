"""People of their own for journeys that change much: put on the record as a nightly file would have brought them."""

from __future__ import annotations

import subprocess
import sys

from tests.journeys.conftest import Workspace

HEAD = """
from datetime import timedelta
from throughgate.common import dates
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role

with as_role(Role.OWNER):
    from throughgate.people.assessment.models import Assessment, Need
    from throughgate.people.involvement.allocation.models import Allocation
    from throughgate.people.involvement.models import HealthPermission, Involvement
    from throughgate.people.person.models import Identity, Person
    from throughgate.people.person.moves.models import Whereabouts
    from throughgate.privacy.access.models import Agreement, Organisation, User
    from throughgate.privacy.access.sight import crossing

    today = dates.today()

    def organisation(name):
        return Organisation.objects.get(name=name)

    def worker(post):
        return User.objects.get(email__startswith=f"{post}@")

    def saved(row):
        row.save(force_insert=True)
        return row

    def held(post, organisation):
        return {"person": person, "held_by": organisation, "entered_by": worker(post), "entered_on": today}

    def involve(organisation, purpose="manage_sentence", agreement="Managing sentences and release"):
        under = Agreement.objects.get(name=agreement)
        saved(Involvement(person=person, organisation=organisation, purpose=purpose, agreement=under,
                          origin="a journey", first_day=today))

    with crossing("a made-up person for a journey", today=today):
"""


def make(workspace: Workspace, steps: str) -> str:
    """Their key, which is the address of their record. steps: rows, made of what stands in the head."""
    indented = "".join(f"        {line}\n" for line in steps.strip().splitlines())
    script = f"{HEAD}{indented}        print(person.pk)\n"
    making = [sys.executable, "-c", script]
    made = subprocess.run(making, env=workspace.environment, check=True, stdout=subprocess.PIPE)
    return made.stdout.decode().split()[-1]
