"""The pages called Evidence: right, wrong, and badly filled in."""

from __future__ import annotations

import csv
import io
import json
import re

import pytest
from django.test import Client

from throughgate.partnership.measurement import changes, jobs
from throughgate.partnership.measurement.models import Measured, Store

QUESTION = {
    "measure": "proven",
    "cohort": "2020",
    "index": ["release", "community", "caution"],
    "by": ["sex"],
    "follow_up": "12m",
    "proof": "6m",
}


def ask(client: Client, store: Store, **changed: object):
    return client.post(f"/evidence/stores/{store.id}/measure", {**QUESTION, **changed})


def answered(client: Client, store: Store, **changed: object) -> str:
    address = ask(client, store, **changed)["Location"]
    jobs.answer(result=address.rsplit("/", 1)[1])
    return address


def text(answer) -> str:
    return answer.content.decode()


@pytest.mark.django_db
def test_empty_pages_say_what_would_fill_them(client: Client) -> None:
    assert "There is no store yet" in text(client.get("/evidence/"))
    assert "Nothing has been measured yet" in text(client.get("/evidence/"))
    assert "Begin with a store" in text(client.get("/"))


def test_a_store_says_what_it_holds_and_where_from(client: Client, store: Store) -> None:
    page = text(client.get(f"/evidence/stores/{store.id}"))
    for words in (
        "600 people, complete to 31 December 2024",
        "A made-up force",
        "1,795",
        "Receipt",
    ):
        assert words in page
    assert "600 people" in text(client.get("/evidence/"))


def test_a_store_that_has_gone_is_said_and_not_measured(
    client: Client, store: Store, tmp_path
) -> None:
    Store.objects.update(folder=str(tmp_path / "gone"))
    assert "Cannot be read" in text(client.get("/evidence/"))
    assert "There is no store at" in text(client.get(f"/evidence/stores/{store.id}"))
    assert client.get(f"/evidence/stores/{store.id}/measure").status_code == 302


def test_from_question_to_result_at_one_address(client: Client, store: Store) -> None:
    first = ask(client, store)
    assert first.status_code == 302
    address = first["Location"]
    waiting = text(client.get(address))
    assert "Waiting for its turn" in waiting and "data-progress" in waiting
    jobs.answer(result=address.rsplit("/", 1)[1])
    page = text(client.get(address))
    assert "reoffended within a year, between" in page
    assert "Whose data: A made-up force" in page
    assert page.index("reoffended within a year") < page.index("<svg") < page.index("<table")
    assert "How it was counted" in page and "published" in page
    assert ask(client, store)["Location"] == address, "the same question has the same address"
    assert ask(client, store, by=["area"])["Location"] != address


def test_the_same_figures_in_every_form(client: Client, store: Store) -> None:
    address = answered(client, store)
    result = json.loads(client.get(f"{address}/result.json").content)
    rows = list(csv.DictReader(io.StringIO(text(client.get(f"{address}/figures.csv")))))
    people = [row["people"] for row in result["rows"]]
    assert [row["people"] for row in rows] == [str(n) for n in people]
    printed = client.get(f"{address}/print")
    assert f"{people[0]:,}" in text(printed) and f"{people[0]:,}" in text(client.get(address))
    assert "style-src 'unsafe-inline'" in printed["Content-Security-Policy"]
    assert "script" not in printed["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("changed", "words"),
    [
        ({"cohort": ""}, "Say which period"),
        ({"cohort": "twenty"}, "twenty"),
        ({"until": "2010"}, "2010"),
        ({"follow_up": "a while"}, "a while"),
        ({"cohort": "2018", "until": "2020", "curve": "yes"}, "A curve is of one period"),
        ({"measure": "local", "quarters": "yes"}, "proven reoffending only"),
        ({"measure": "prolific", "by": ["sex"]}, "The prolific measure is of one group"),
        ({"measure": "prolific", "until": "2021"}, "The prolific measure is of one date"),
        ({"by": ["shoe_size"]}, "shoe_size"),
    ],
)
def test_a_bad_form_says_so_and_keeps_what_was_typed(
    client: Client, store: Store, changed: dict[str, object], words: str
) -> None:
    answer = ask(client, store, **changed)
    page = text(answer)
    assert answer.status_code == 422
    assert "There is a problem" in page and words in page
    assert f'value="{changed.get("cohort", "2020")}"' in page
    assert not re.search(r"[ (“]--[a-z]", page), "no option of the command line"
    assert Measured.objects.count() == 0


def test_a_refusal_is_kept_and_can_be_changed(client: Client, store: Store) -> None:
    address = answered(client, store, cohort="2024")
    page = text(client.get(address))
    assert "There is no answer" in page and "2024" in page
    change = text(
        client.get(f"/evidence/stores/{store.id}/measure?from={address.rsplit('/', 1)[1]}")
    )
    assert 'value="2024"' in change
    assert client.get(f"{address}/result.json").status_code == 404


def test_what_breaks_while_counting_is_said_with_a_number(client, store, monkeypatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise RuntimeError("inside")

    monkeypatch.setattr("throughgate.evidence.store.Store.measure", broken, raising=False)
    page = text(client.get(answered(client, store)))
    assert "Something went wrong in the programme" in page and "inside" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/evidence/results/nothing", "/evidence/stores/x/measure"])
def test_what_does_not_exist_is_not_found(client: Client, address: str) -> None:
    assert client.get(address).status_code == 404


def test_a_rebuilt_store_leaves_old_figures_as_they_were(client, store, monkeypatch) -> None:
    address = answered(client, store)
    before = client.get(f"{address}/result.json").content
    Measured.objects.update(build="the build before")
    page = text(client.get(address))
    assert "has been built again since" in page and "the build be" in page
    assert client.get(f"{address}/result.json").content == before


def test_an_answer_is_not_counted_twice(client: Client, store: Store) -> None:
    address = answered(client, store)
    kept = Measured.objects.get()
    jobs.answer(result=kept.id)
    again = Measured.objects.get()
    assert (again.answer, again.state) == (kept.answer, "done")
    assert changes.begin(result=kept.id, by=None) is None
    assert address.endswith(kept.id)
