"""Organisations, users and posts: what the tables refuse, and which post somebody works in."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.access.queries import current_post

TODAY = date(2027, 3, 5)
DAY = timedelta(days=1)
pytestmark = pytest.mark.django_db


@pytest.fixture
def prison() -> Organisation:
    return Organisation.objects.create(name="A prison", kind="prison")


@pytest.fixture
def worker() -> User:
    return User.objects.create_user("Worker@Prison.example", first_name="A", last_name="Worker")


def refused(make) -> bool:
    try:
        with transaction.atomic():
            make()
    except IntegrityError:
        return True
    return False


def test_a_kind_or_role_nobody_knows_is_refused(prison, worker) -> None:
    post = {"user": worker, "organisation": prison, "first_day": TODAY}
    assert refused(lambda: Organisation.objects.create(name="B", kind="bank"))
    assert refused(lambda: Post.objects.create(**post, role="king"))
    assert not refused(lambda: Post.objects.create(**post, role="manager"))


def test_an_address_is_kept_in_lower_case_and_once(worker) -> None:
    assert worker.email == "worker@prison.example"
    assert refused(lambda: User.objects.create(email="Other@x.example"))
    assert refused(lambda: User.objects.create(email=worker.email))


def test_a_post_ends_at_once_or_later(prison, worker) -> None:
    def post(last_day):
        return lambda: Post.objects.create(
            user=worker, organisation=prison, role="manager", first_day=TODAY, last_day=last_day
        )

    assert refused(post(TODAY - DAY * 2))
    assert not refused(post(TODAY - DAY))  # ended at once on its first day
    assert not refused(post(TODAY))
    assert not refused(post(None))
    assert refused(post(None))  # the same post is open once


def test_both_days_of_a_post_count(prison, worker) -> None:
    post = Post.objects.create(
        user=worker, organisation=prison, role="manager", first_day=TODAY, last_day=TODAY + DAY
    )
    held = [current_post(worker, today=TODAY + DAY * n) for n in (-1, 0, 1, 2)]
    assert held == [None, post, post, None]


def test_of_two_posts_the_chosen_one_counts(prison, worker) -> None:
    old = Post.objects.create(
        user=worker, organisation=prison, role="manager", first_day=TODAY - DAY
    )
    new = Post.objects.create(
        user=worker, organisation=prison, role="practitioner", first_day=TODAY
    )
    assert current_post(worker, today=TODAY) == new
    worker.working_in = old
    assert current_post(worker, today=TODAY) == old
    worker.is_active = False
    assert current_post(worker, today=TODAY) is None
