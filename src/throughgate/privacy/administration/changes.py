"""The only writes to organisations, users and posts. `by` None is this machine."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db.transaction import atomic
from django.urls import reverse
from django.utils.translation import gettext as _

from throughgate.common.errors import WrongUse
from throughgate.privacy.access import lists
from throughgate.privacy.access.kinds import Kind as OrganisationKind
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, Post, User
from throughgate.privacy.administration import access, queries
from throughgate.privacy.audit import history
from throughgate.privacy.sign_in import changes as sign_in
from throughgate.privacy.sign_in import letters
from throughgate.privacy.sign_in.models import Invitation, Kind
from throughgate.privacy.sign_in.queries import link_of


@atomic
def add_organisation(
    *, name: str, kind: OrganisationKind, by: User | None, today: date, now: datetime
) -> Organisation:
    access.check_administer_all(by, today=today)
    if Organisation.objects.filter(name__iexact=name).exists():
        raise WrongUse(
            f"There is already an organisation called “{name}”. Look for it in the list."
        )
    made = Organisation.objects.create(name=name, kind=kind)
    sign_in.note(kind=Kind.ORGANISATION_ADDED, now=now, by=by, organisation=made)
    return made


@atomic
def end_organisation(
    *, organisation: Organisation, by: User | None, today: date, now: datetime
) -> None:
    """It takes no further part: every post in it ends at once."""
    access.check_administer_all(by, today=today)
    for post in queries.open_posts(organisation, today=today):
        _end(post, last_day=today - timedelta(days=1), by=by, now=now)
    Organisation.objects.filter(pk=organisation.pk).update(active=False)
    sign_in.note(kind=Kind.ORGANISATION_ENDED, now=now, by=by, organisation=organisation)


@atomic
def add_worker(
    *,
    email: str,
    first_name: str,
    last_name: str,
    organisation: Organisation,
    role: Role,
    by: User | None,
    today: date,
    now: datetime,
) -> Post:
    """A new user with a first post, invited by e-mail; or, where the address is known, one more post."""
    access.check_administer(by, organisation, today=today)
    user = User.objects.filter(email=email.lower()).first()
    if user is None:
        user = User.objects.create_user(email, None, first_name=first_name, last_name=last_name)
    post = give_post(user=user, organisation=organisation, role=role, by=by, today=today, now=now)
    if not user.has_usable_password():
        invite(user=user, organisation=organisation, by=by, today=today, now=now)
    return post


@atomic
def give_post(
    *,
    user: User,
    organisation: Organisation,
    role: Role,
    by: User | None,
    today: date,
    now: datetime,
) -> Post:
    access.check_give(by, user, organisation, today=today)
    if not organisation.active:
        raise WrongUse(f"{organisation.name} no longer takes part, so nobody can work there.")
    if queries.holds(user, organisation, role, today=today):
        raise WrongUse(f"{user} has this post already.")
    post = Post.objects.create(user=user, organisation=organisation, role=role, first_day=today)
    User.objects.filter(pk=user.pk).update(is_active=True)
    sign_in.note(kind=Kind.POST_GIVEN, now=now, by=by, user=user, post=post)
    if by and user.has_usable_password():
        letters.write(
            "post_given",
            user,
            role=lists.name_of("roles", role),
            organisation=organisation,
            first_day=today,
        )
    return post


@atomic
def invite(
    *, user: User, organisation: Organisation, by: User | None, today: date, now: datetime
) -> Invitation:
    """Send a link to begin with; an earlier one no longer works."""
    access.check_administer(by, organisation, today=today)
    if user.has_usable_password():
        raise WrongUse(f"{user} has begun already, and signs in with a password.")
    invitation = sign_in.invite(user=user, now=now, by=by)
    letters.write(
        "invitation",
        user,
        by=by,
        organisation=organisation,
        expires_at=invitation.expires_at,
        link=link_of(invitation),
    )
    return invitation


@atomic
def end_post(
    *, post: Post, last_day: date | None, by: User | None, today: date, now: datetime
) -> None:
    """Its last day; None ends it at once, and what it let its holder see is gone with the next click."""
    access.check_administer(by, post.organisation, today=today)
    day = last_day or today - timedelta(days=1)
    if last_day and last_day < today:
        raise WrongUse(
            "The last day has gone already. Give today or a later day, or end it at once."
        )
    if post.first_day > day + timedelta(days=1):
        raise WrongUse("The post would end before it begins. Give a later last day.")
    _end(post, last_day=day, by=by, now=now)


def _end(post: Post, *, last_day: date, by: User | None, now: datetime) -> None:
    Post.objects.filter(pk=post.pk).update(
        last_day=max(last_day, post.first_day - timedelta(days=1))
    )
    sign_in.note(kind=Kind.POST_ENDED, now=now, by=by, user=post.user, post=post)


@atomic
def unlock(*, user: User, organisation: Organisation, by: User, today: date, now: datetime) -> None:
    access.check_administer(by, organisation, today=today)
    sign_in.unlock(user=user, now=now, by=by)


@atomic
def reset_second_step(
    *, user: User, organisation: Organisation, by: User, today: date, now: datetime
) -> None:
    """For somebody who lost phone and recovery codes; not one's own."""
    access.check_give(by, user, organisation, today=today)
    sign_in.reset_second_step(user=user, now=now, by=by)
    letters.write("second_step_reset", user, by=by)


@atomic
def first_link(
    *,
    email: str,
    first_name: str,
    last_name: str,
    organisation: str,
    kind: str,
    role: str,
    by: None,
    today: date,
    now: datetime,
) -> str:
    """A post in an organisation that is made when it is not there, and the address at which its holder begins."""
    known = {code: list(codes) for code, codes in (("kind", OrganisationKind), ("role", Role))}
    for name, code in (("kind", kind), ("role", role)):
        if code not in known[name]:
            raise WrongUse(f"There is no {name} “{code}”. It can be {', '.join(known[name])}.")
    where = Organisation.objects.filter(name=organisation).first() or add_organisation(
        name=organisation, kind=OrganisationKind(kind), by=by, today=today, now=now
    )
    names = {"first_name": first_name, "last_name": last_name}
    post = add_worker(
        email=email, **names, organisation=where, role=Role(role), by=by, today=today, now=now
    )
    if post.user.has_usable_password():
        return f"{settings.THROUGHGATE.address}{reverse('account_login')}"
    invitation = Invitation.objects.get(user=post.user, taken_up_at=None, withdrawn_at=None)
    return f"{settings.THROUGHGATE.address}{reverse('invitation', args=[link_of(invitation)])}"


@atomic
def forget_users(*, by: None, today: date) -> int:
    """Whoever left longer ago than users are kept has no name any more; what they did stays somebody's. Returns how
    many."""
    gone = queries.long_gone(today=today)
    for user in gone:
        sign_in.forget(user=user, by=by)
        user.email = f"{user.pk}{queries.FORGOTTEN}"
        user.first_name, user.last_name, user.is_active = _("Somebody"), _("who left"), False
        user.set_unusable_password()
        user.save()
    history.forget(User, [user.pk for user in gone])
    return len(gone)
