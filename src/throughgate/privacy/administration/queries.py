"""Organisations and who works in them. The first argument of what a page shows is its reader."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.http import Http404

from throughgate.common import dates
from throughgate.common.values import load
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.administration import access
from throughgate.privacy.sign_in import queries as sign_in

FORGOTTEN = (
    "@left.invalid"  # the address of whoever left so long ago that nobody is to know who it was
)


@dataclass(frozen=True)
class Worker:
    """Somebody who works here, as an administrator sees them."""

    user: User
    posts: list[Post]
    begun: bool
    invited_until: datetime | None
    locked: bool
    second_step: bool


def organisations(reader: User, *, today: date) -> list[Organisation]:
    """Those this reader administers, with how many people work there today."""
    found = Organisation.objects.order_by("-active", "name")
    if not access.may_administer_all(reader, today=today):
        found = found.filter(pk__in=[post.organisation_id for post in _administered(reader, today)])
    now = Q(posts__first_day__lte=today) & (Q(posts__last_day=None) | Q(posts__last_day__gte=today))
    return list(found.annotate(workers=Count("posts__user", filter=now, distinct=True)))


def organisation(reader: User, pk: int, *, today: date) -> Organisation:
    """One that this reader administers; any other is not there for them."""
    found = Organisation.objects.filter(pk=pk).first()
    if found is None or not access.may_administer(reader, found, today=today):
        raise Http404
    return found


def posts(reader: User, organisation: Organisation, *, today: date) -> list[Post]:
    """Who works here now or from a later day, by name."""
    return list(open_posts(organisation, today=today))


def open_posts(organisation: Organisation, *, today: date) -> QuerySet[Post]:
    open_ones = Post.objects.filter(Q(last_day=None) | Q(last_day__gte=today))
    of_here = open_ones.filter(organisation=organisation).select_related("user", "organisation")
    return of_here.order_by("user__last_name", "user__first_name", "pk")


def worker(reader: User, organisation: Organisation, pk: int, *, now: datetime) -> Worker:
    """Somebody who works or worked in an organisation that this reader administers."""
    held = Post.objects.filter(organisation=organisation, user_id=pk)
    found = list(held.select_related("user", "organisation").order_by("-first_day", "-pk"))
    if not found:
        raise Http404
    user = found[0].user
    invitation = sign_in.open_invitations([user]).get(user.pk)
    return Worker(
        user=user,
        posts=found,
        begun=user.has_usable_password(),
        invited_until=invitation.expires_at if invitation else None,
        locked=sign_in.is_locked(user.email, now=now),
        second_step=sign_in.has_second_step(user),
    )


def post(reader: User, pk: int, *, today: date) -> Post:
    """A post not over yet, in an organisation that this reader administers."""
    found = Post.objects.select_related("user", "organisation").filter(pk=pk).first()
    if found is None or not access.may_administer(reader, found.organisation, today=today):
        raise Http404
    if found.last_day and found.last_day < today:
        raise Http404
    return found


def holds(user: User, organisation: Organisation, role: Role, *, today: date) -> bool:
    held = open_posts(organisation, today=today).filter(user=user, role=role)
    return held.exists()


def _administered(reader: User, today: date) -> list[Post]:
    held = Post.objects.filter(user=reader, role=Role.ADMINISTRATOR, first_day__lte=today)
    return list(held.filter(Q(last_day=None) | Q(last_day__gte=today)))


def long_gone(*, today: date) -> list[User]:
    """For the nightly job: whoever worked here and whose last post ended longer ago than users are kept."""
    months = load("throughgate.privacy.retention")["kept"].on(today)["user"]
    latest = dates.add_months(today, -months)
    later = Q(last_day=None) | Q(last_day__gte=latest)
    posts = Post.objects.filter(user=OuterRef("pk"))
    found = User.objects.filter(Exists(posts)).exclude(Exists(posts.filter(later)))
    return list(found.exclude(email__endswith=FORGOTTEN).order_by("pk"))
