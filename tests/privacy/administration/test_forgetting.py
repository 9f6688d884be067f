"""Whoever left longer ago than users are kept is nobody by name any more; what they did stays somebody's."""

from __future__ import annotations

from datetime import date

import pytest

from tests import signing_in
from throughgate.common import dates
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Post, User
from throughgate.privacy.administration import jobs
from throughgate.privacy.audit.history import HISTORIES


@pytest.mark.parametrize(
    ("months", "forgotten"), [(73, True), (71, False), (None, False)], ids=["over", "kept", "works"]
)
def test_who_left_long_ago_is_forgotten(db, months: int | None, forgotten: bool) -> None:
    post = signing_in.post(Role.PRACTITIONER)
    name, email = str(post.user), post.user.email
    last_day = dates.add_months(dates.today(), -months) if months else None
    Post.objects.filter(pk=post.pk).update(first_day=date(2010, 1, 1), last_day=last_day)
    for _twice in range(2):
        jobs.forget_users.func(timestamp=0)
    user, told = User.objects.get(pk=post.user_id), HISTORIES[User].objects
    assert (str(user) != name and user.email != email and not user.is_active) is forgotten
    named = told.filter(id=user.pk, email=email).exists()
    assert named is not forgotten, "its history goes too"
    if forgotten:
        assert str(user) == "Somebody who left" and not user.has_usable_password()
