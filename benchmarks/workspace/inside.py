"""`python -m benchmarks.workspace.inside`: what a page asks of the database, counted and timed as the role of pages."""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable
from typing import Any

from benchmarks.workspace.filling import DAY, FAMILY, GIVEN, person_id
from throughgate.common import dates
from throughgate.site.environment import Role
from throughgate.site.set_up import as_role

USER, RUNS = 1, 40
# A council, a probation area and a prison, a practitioner and a manager of each.
POSTS = (1, 2, 3, 181, 182, 183)
PAGES = {"home": "/", "caseload": "/people/", "releases": "/people/releases"}
OF_ONE = {
    "person": "",
    "needs": "needs",
    "plan": "plan",
    "release": "release",
    "timeline": "timeline",
}


def main() -> None:
    with as_role(Role.APP):
        print(json.dumps({"queries": queries(), "search": search(), "policies": policies()}))


def queries() -> dict[str, int]:
    """Statements of each page, signing in and audit included: the most of any of the posts."""
    found: dict[str, int] = {}
    for post in POSTS:
        for name, count in _queries_of(post).items():
            found[name] = max(count, found.get(name, 0))
    return found


def _queries_of(user: int) -> dict[str, int]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, found = _signed_in(Client(headers={"host": "localhost"}), user), {}
    of_one = {name: f"/people/{_one_of_theirs(user)}/{path}" for name, path in OF_ONE.items()}
    for name, path in {**PAGES, **of_one}.items():
        client.get(path)
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(path)
        assert answer.status_code == 200, (name, answer.status_code)
        said = [query["sql"] for query in asked.captured_queries]
        found[name] = sum(sql not in ("BEGIN", "COMMIT") for sql in said)
    return found


def _signed_in(client: Any, number: int = USER) -> Any:
    from django.utils import timezone

    from throughgate.privacy.access.models import Post, User

    user = User.objects.get(pk=number)
    client.force_login(user)
    session = client.session
    session["signed_in_at"] = session["seen_at"] = timezone.now().timestamp()
    session["second_step"], session["post"] = number, Post.objects.get(user=user).pk
    session.save()
    User.objects.filter(pk=number).update(working_in=session["post"])
    return client


def _one_of_theirs(user: int) -> Any:
    """The organisation of user n is 1 + n % 60, and so are the people whose number leaves the same."""
    return person_id(60 * 7 + user % 60)


def search() -> dict[str, float]:
    """Milliseconds in the database to find a name, policies on."""
    from throughgate.people.finding.queries import find
    from throughgate.people.person.names.asking import read_box

    user = _user()
    asked = [f"{GIVEN[n * 7 % len(GIVEN)]} {FAMILY[n * 13 % len(FAMILY)]}" for n in range(RUNS)]

    def once(words: str) -> object:
        return find(user, read_box(words, today=DAY), today=DAY, now=dates.now())

    return _timed_in_database(lambda: [once(words) for words in asked], per=len(asked))


def _user() -> Any:
    from throughgate.privacy.access.models import User

    return User.objects.get(pk=USER)


def _timed_in_database(work: Callable[[], object], *, per: int) -> dict[str, float]:
    from django.db import connection

    from throughgate.privacy.access.sight import seeing

    spent: list[float] = []

    def timing(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        begun = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            spent.append(time.perf_counter() - begun)

    with seeing(USER, today=DAY), connection.execute_wrapper(timing):
        work()
    return {"milliseconds": 1000 * sum(spent) / per, "statements": len(spent) / per}


def policies() -> dict[str, float]:
    """The caseload page with the policies and, over the same tables, as a role that they do not bind."""
    from django.test import Client

    client = _signed_in(Client(headers={"host": "localhost"}))

    def median() -> float:
        seconds = []
        for _ in range(RUNS):
            begun = time.perf_counter()
            client.get("/people/?whose=all")
            seconds.append(time.perf_counter() - begun)
        return statistics.median(seconds)

    median()
    return {"bound": median()} | _unbound(median)


def _unbound(work: Callable[[], float]) -> dict[str, float]:
    """The superuser, whom no policy binds: the same queries over the same rows."""
    from django.db import connection

    from throughgate.site.embedded import SUPERUSER

    connection.close()
    user = connection.settings_dict["USER"]
    connection.settings_dict["USER"] = SUPERUSER
    try:
        return {"unbound": work()}
    finally:
        connection.close()
        connection.settings_dict["USER"] = user


if __name__ == "__main__":
    main()
