"""Fills an installation with a region's record: people, involvements, users. Made up, in bulk, as the superuser.

Triggers of history are off while it is filled: a history of rows that nobody changed would say nothing and take hours.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import psycopg

DAY = date(2026, 1, 5)
GIVEN = [f"{a}{b}" for a in ("Al", "Be", "Ca", "Da", "El", "Fi", "Ge", "Jo", "Ma", "Ro") for b in
         ("an", "bert", "cy", "den", "ric", "lyn", "nah", "rie", "sey", "ton", "vin", "wen")]  # fmt: skip
FAMILY = [f"{a}{b}{c}" for a in ("Ash", "Brook", "Cole", "Dun", "East", "Fair", "Glen", "Hart", "Kirk", "Mar")
          for b in ("", "er", "ing", "les") for c in ("by", "combe", "field", "ford", "ley", "man", "more", "ton",
          "wick", "worth")]  # fmt: skip


@dataclass(frozen=True)
class Size:
    """How large a record."""

    people: int = 250_000
    users: int = 3_000
    organisations: int = 60
    each: int = 4  # involvements of a person


def person_id(number: int) -> UUID:
    return UUID(int=(0x7E57 << 112) | (4 << 76) | (2 << 62) | number)


def within(days: int, n: int, what: int = 0) -> int:
    """A number below `days` for person n: spread evenly over anybody's people, and of each table `what` another.

    A plain remainder would give all people of one worker the same day, since they are numbered at even steps.
    """
    return ((n + 7_919 * what) * 2_654_435_761 % 2**32 * days) >> 32


def fill(server: psycopg.Connection[Any], size: Size, password: str) -> None:
    """Everything, in one transaction; then what the planner knows is brought up to date."""
    with server.transaction():
        server.execute("SET LOCAL session_replication_role = replica")
        _workspace(server, size, password)
        _people(server, size)
    server.autocommit = True
    server.execute("VACUUM ANALYZE")


def _copy(server: psycopg.Connection[Any], table: str, columns: str, rows: Iterator[Any]) -> None:
    with server.cursor().copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def _workspace(server: psycopg.Connection[Any], size: Size, password: str) -> None:
    """Prison, probation and councils in turn; one agreement, with a flow from everyone to everyone."""
    kinds = ["probation", "prison", "council"]
    orgs = range(1, size.organisations + 1)
    _copy(server, "privacy_organisation", "id, name, kind, active",
          ((n, f"Organisation {n}", kinds[n % 3], True) for n in orgs))  # fmt: skip
    _copy(server, "privacy_user", "id, email, first_name, last_name, is_active, password",
          ((n, f"user{n}@bench.example", "Sam", f"Worker {n}", True, password) for n in range(1, size.users + 1)))  # fmt: skip
    roles = ["practitioner", "practitioner", "practitioner", "manager"]
    _copy(server, "privacy_post", "id, user_id, organisation_id, role, first_day",
          ((n, n, 1 + n % size.organisations, roles[n // size.organisations % 4], DAY - timedelta(400))
           for n in range(1, size.users + 1)))  # fmt: skip
    _copy(server, "privacy_agreement",
          "id, name, first_day, last_day, ended_why, dpia, dpia_on, policy_document, policy_document_on, version",
          iter([(1, "Region", DAY - timedelta(500), DAY + timedelta(500), "", "D", DAY - timedelta(500), "P",
                 DAY - timedelta(500), 1)]))  # fmt: skip
    _copy(server, "privacy_agreementparty", "id, agreement_id, organisation_id, controller_id, signed_on, signed_by",
          ((n, 1, n, n, DAY - timedelta(500), "Head") for n in orgs))  # fmt: skip
    needs = ["needs:accommodation", "needs:finance", "needs:employment"]
    sections = [
        "identity",
        "contact",
        "place",
        "sentence",
        "risk",
        "sharing",
        "notes",
        "plan",
        *needs,
    ]
    flows = ((a, b) for a in orgs for b in orgs if a != b and (a + b) % 7 < 3)
    _copy(server, "privacy_flow",
          "id, agreement_id, sender_id, receiver_id, sections, purpose, power, sender_regime, sender_article_6, "
          "sender_article_9, sender_schedule_1, receiver_regime, receiver_article_6, receiver_article_9, "
          "receiver_schedule_1, asks_policy_document",
          ((n, 1, a, b, sections, "manage_sentence", "oma_2007_s14", "uk_gdpr", "public_task", "", "", "uk_gdpr",
            "public_task", "", "", True) for n, (a, b) in enumerate(flows, 1)))  # fmt: skip


def _people(server: psycopg.Connection[Any], size: Size) -> None:
    from throughgate.people.person.names import rules

    chance = random.Random(7)
    names = [(chance.choice(GIVEN), chance.choice(FAMILY)) for _ in range(size.people)]
    born = [date(1960, 1, 1) + timedelta(chance.randrange(17_000)) for _ in range(size.people)]
    keys = {name: sorted(rules.name_keys(" ".join(name))) for name in set(names)}
    everyone = range(size.people)

    def holder(n: int) -> int:
        return 1 + n % size.organisations

    def entry(n: int, table: int) -> tuple[Any, ...]:
        return (
            UUID(int=person_id(n).int + (table << 40)),
            person_id(n),
            holder(n),
            "here",
            DAY - timedelta(within(300, n)),
            1,
        )

    def inside(n: int) -> bool:
        """Two in three."""
        return within(3, n, 1) > 0

    said = "id, person_id, held_by_id, source, entered_on, version"
    _copy(server, "people_person", "id, created_by_id, created_at",
          ((person_id(n), holder(n), DAY) for n in everyone))  # fmt: skip
    _copy(server, "people_identity", f"{said}, given_names, family_name, birth_date, sex",
          ((*entry(n, 1), *names[n], born[n], "male") for n in everyone))  # fmt: skip
    _copy(server, "people_searchkey", "id, person_id, held_by_id, key",
          ((UUID(int=person_id(n).int + ((50 + place) << 40)), person_id(n), holder(n), key) for n in everyone
           for place, key in enumerate([*keys[names[n]], rules.birth_key(born[n])])))  # fmt: skip
    _copy(server, "people_whereabouts", f"{said}, kind, establishment, first_day",
          ((*entry(n, 2), "custody" if inside(n) else "licence", "A prison" if inside(n) else "",
            DAY - timedelta(within(400, n, 2))) for n in everyone))  # fmt: skip
    _copy(server, "people_keydate", f"{said}, kind, day, confirmed",
          ((*entry(n, 6)[:3], "A system", *entry(n, 6)[4:], "conditional_release", DAY + timedelta(within(600, n, 6)), False)
           for n in everyone))  # fmt: skip
    _copy(server, "people_contactdetail", f"{said}, kind, value, use, note",
          ((*entry(n, 3), "mobile", f"07700 900{n % 1000:03d}", "any", "") for n in everyone))  # fmt: skip
    _copy(server, "people_note", f"{said}, section, own_only, pathway, written_at, happened, person_said, my_view",
          ((*entry(n, 4), "notes", False, "", DAY, "They came.", "All is well.", "") for n in everyone))  # fmt: skip
    users = size.users // size.organisations
    _copy(server, "people_allocation", f"{said}, worker_id, part, first_day",
          ((*entry(n, 5), (holder(n) - 1) + size.organisations * (n // size.organisations % users) or
            size.organisations, "lead", DAY - timedelta(within(400, n, 5))) for n in everyone))  # fmt: skip
    _copy(server, "people_involvement",
          "id, person_id, organisation_id, purpose, agreement_id, origin, ended_why, first_day, last_day, version",
          ((UUID(int=person_id(n).int + ((20 + k) << 40)), person_id(n), 1 + (n + k * 13) % size.organisations,
            "manage_sentence", 1, "bench", "", DAY - timedelta(within(400, n, 20 + k)),
            DAY + timedelta(within(200, n, 30)) if within(5, n, 31) == 0 else None, 1) for n in everyone for k in range(size.each)))  # fmt: skip
