"""Every address that is about no one person: which roles it answers, by hand. One that is not in the table fails.

Order of the roles as in the table of sections: practitioner, manager, provider worker, mentor, record officer, panel
chair, coordinator, commissioner, analyst, information officer, administrator. x: it answers, if only that what the
address names is not there (nothing has the numbers asked for here); -: it says that this is for another post.
"""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import resolve

from tests import signing_in
from tests.privacy.sign_in.test_every_address import ADDRESSES, OURS
from tests.truth.scene import NOW, TODAY, Scene, make
from tests.truth.table import ROLES
from throughgate.common import dates
from throughgate.privacy.access.models import Post
from throughgate.privacy.sign_in import entrance

pytestmark = pytest.mark.django_db
TABLE = """
home                 x x x x x x x x x x x
evidence             - x - - - - x x x x x
store                - x - - - - x x x x x
measure              - x - - - - x x x x x
result               - x - - - - x x x x x
result-csv           - x - - - - x x x x x
result-json          - x - - - - x x x x x
result-print         - x - - - - x x x x x
build                - x - - - - x x x x x
built                - x - - - - x x x x x
agreements           - x - - - - x - - x -
add-agreement        - - - - - - - - - x -
agreement            - x - - - - x - - x -
change-agreement     - x - - - - x - - x -
end-agreement        - x - - - - x - - x -
add-party            - x - - - - x - - x -
sign-agreement       - x - - - - x - - x -
add-flow             - x - - - - x - - x -
remove-flow          - x - - - - x - - x -
changed-people       x x x x x x - - - x -
people-imports       - x - - x - - - - - -
send-people          - x - - x - - - - - -
people-import        - x - - x - - - - - -
confirm-people       - x - - x - - - - - -
drop-people          - x - - x - - - - - -
refused-people       - x - - x - - - - - -
people               x x x x x x - - - x -
export-people        x x x x x x - - - x -
find-person          x x x - x x - - - x -
add-person           x x x - x x - - - - -
emergency            x x x - x x - - - x -
emergencies          - - - - - - - - - x -
limits-to-look-at    - - - - - - - - - x -
review-emergency     x x x x x x - - - x -
possible-matches     - - - - x - - - - - -
possible-match       - - - - x - - - - - -
due                  x x x x x x - - - x -
countersigning       - x - - - - - - - - -
overdue-contacts     x x x x x x - - - x -
releases             x x x - x x - - - - -
export-releases      x x x - x x - - - - -
known-declared       x x x x x x - - - x -
choose-note          x x x x x x - - - x -
asked-move           x x x x x x - - - x -
caseloads            - x - - - - - - - - -
without-lead         - x - - - - - - - - -
caseload             x x x x x x - - - x -
give-on-caseload     x x x x x x - - - x -
add-cover            - x - - - - - - - - -
end-cover            - x - - - - - - - - -
rights               - x - - x - - - - x -
requests             - x - - - - - - - x -
corrections          - - - - - - - - - x -
complaints           - - - - - - - - - x -
breaches             - - - - - - - - - x -
write-breach         - - - - - - - - - x -
breach               - - - - - - - - - x -
report-breach        - - - - - - - - - x -
keep-breach          - - - - - - - - - x -
close-breach         - - - - - - - - - x -
deletions            - - - - x - - - - x -
looks                - - - - - - - - - x -
look                 - - - - - - - - - x -
processing           - - - - - - - - - x -
organisations        - - - - - - - - - - x
add-organisation     - - - - - - - - - - x
organisation         - - - - - - - - - - x
end-organisation     - - - - - - - - - - x
add-worker           - - - - - - - - - - x
worker               - - - - - - - - - - x
help-worker          - - - - - - - - - - x
end-post             - - - - - - - - - - x
"""
NEVER = "/999999999"  # a number that nothing has, whatever other tests made
PAGES = {line.split()[0]: line.split()[1:] for line in TABLE.strip().split("\n")}
SIGNING_IN = {*OURS, *entrance.OPEN, *entrance.SETTING_UP, *entrance.CHOOSING}


@pytest.fixture
def scene(monkeypatch: pytest.MonkeyPatch) -> Scene:
    monkeypatch.setenv("THROUGHGATE_TODAY", TODAY.isoformat())
    monkeypatch.setattr(dates, "now", lambda: NOW)
    return make()


def test_every_other_address_is_in_the_table() -> None:
    others = {name for name, at in ADDRESSES.items() if "person" not in resolve(at).kwargs}
    assert others - SIGNING_IN == set(PAGES), "say in this table which roles it answers"


def test_an_address_answers_the_roles_of_the_table(scene: Scene) -> None:
    wrong = []
    for place, role in enumerate(ROLES):
        client = signing_in.sign_in(Client(), Post.objects.get(user=scene.users[role]))
        for name, marks in PAGES.items():
            address = re.sub("/1(?=/|$)", NEVER, ADDRESSES[name])
            answer = client.get(address)
            if answer.status_code == 405:
                answer = client.post(address)
            if (answer.status_code != 403) != (marks[place] == "x") or answer.status_code >= 500:
                wrong.append(f"{name}, {role}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)
