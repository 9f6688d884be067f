"""The frame of every page: headers, errors, health, the log line."""

from __future__ import annotations

import json
import logging

import pytest
from django.test import Client
from django.urls import path

from tests import signing_in
from throughgate.common.errors import NoAnswer
from throughgate.site import urls
from throughgate.site.logs import Lines


def refuses(request):
    raise NoAnswer("Nobody is in this cohort. Ask about another year.")


def breaks(request):
    raise RuntimeError("the secret of Mrs Someone")


urlpatterns = [*urls.urlpatterns, path("refuses/<str:word>", lambda r, word: refuses(r))]
urlpatterns += [path("breaks", breaks)]
handler400, handler404, handler500 = urls.handler400, urls.handler404, urls.handler500
broken_site = pytest.mark.urls(__name__)


def test_headers_let_nothing_in_from_outside(client: Client) -> None:
    answer = client.get("/nothing-here")
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe-inline" not in policy
    nonce = policy.split("'nonce-")[1].split("'")[0]
    assert answer.content.decode().count("<script") == answer.content.decode().count(
        f'nonce="{nonce}"'
    )
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Cache-Control"] == "no-store"


def test_a_page_loads_nothing_from_elsewhere(client: Client) -> None:
    text = client.get("/nothing-here").content.decode()
    assert 'src="http' not in text and 'href="http' not in text.replace('href="https://www.w3', "")
    assert "crown" not in text.lower() and "GDS Transport" not in text


def test_an_unknown_address_is_a_page_that_helps(client: Client) -> None:
    answer = client.get("/nothing-here")
    assert answer.status_code == 404
    assert "check you copied all of it" in answer.content.decode()


@broken_site
@pytest.mark.django_db
def test_a_refusal_is_shown_with_its_reason(client: Client) -> None:
    answer = signing_in.browser_of().get("/refuses/x")
    assert answer.status_code == 422
    assert "Nobody is in this cohort. Ask about another year." in answer.content.decode()


@broken_site
@pytest.mark.django_db
def test_what_breaks_has_one_number_on_the_page_and_in_the_log(client: Client, caplog) -> None:
    client = signing_in.browser_of()
    client.raise_request_exception = False
    answer = client.get("/breaks?name=someone")
    line = next(record for record in caplog.records if record.message == "broke")
    assert answer.status_code == 500
    assert line.error_id in answer.content.decode()
    written = json.loads(Lines().format(line))
    assert written["error_id"] == line.error_id and written["error"] == "RuntimeError"
    assert "Someone" not in json.dumps(written)


@broken_site
@pytest.mark.django_db
def test_the_log_names_the_route_and_never_what_was_asked(client: Client, caplog) -> None:
    caplog.set_level(logging.INFO)
    signing_in.browser_of().get("/refuses/a-name?search=another")
    written = [json.loads(Lines().format(record)) for record in caplog.records]
    answered = next(line for line in written if line["event"] == "answered")
    assert answered["route"] == "/refuses/<str:word>" and answered["status"] == 422
    assert "a-name" not in json.dumps(written) and "another" not in json.dumps(written)


@pytest.mark.django_db
def test_a_form_sent_from_elsewhere_is_refused() -> None:
    answer = Client(enforce_csrf_checks=True).post("/evidence/build", {"store_name": "x"})
    assert answer.status_code == 403
    assert "This form has gone stale" in answer.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/evidence/", "/health"])
def test_a_page_that_is_read_cannot_be_written(address: str) -> None:
    assert signing_in.browser_of().post(address).status_code == 405


def test_a_stranger_s_host_is_refused(client: Client) -> None:
    assert client.get("/health", headers={"host": "evil.example"}).status_code == 400


@pytest.mark.django_db
def test_health_says_what_works_and_no_more(client: Client) -> None:
    answer = client.get("/health")
    assert answer.status_code == 503  # no worker runs beside this test
    assert set(answer.json()) == {"database", "migrations", "worker", "disk"}
    assert set(answer.json().values()) <= {"ok", "not working"}
    assert answer.json()["database"] == answer.json()["migrations"] == "ok"
