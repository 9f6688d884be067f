"""Who may start, fill, sign and countersign an assessment."""

from __future__ import annotations

from datetime import date

from throughgate.common.errors import NotAllowed, WrongUse
from throughgate.people.assessment.models import SECTIONS, Assessment
from throughgate.people.assessment.rules import MAY_WRITE, State
from throughgate.people.involvement.access import Refused
from throughgate.people.record.opening import Opened
from throughgate.privacy.access.kinds import Role
from throughgate.privacy.access.models import Organisation, User
from throughgate.privacy.access.queries import current_post

COUNTERSIGNS = frozenset({Role.MANAGER.value})


def writes_needs(opened: Opened) -> bool:
    return any(opened.may_write(section) for section in SECTIONS)


def check_start(opened: Opened) -> int:
    """The organisation that will lead it."""
    if not writes_needs(opened):
        opened.check_write(SECTIONS[0])
    return opened.check_write(next(each for each in SECTIONS if opened.may_write(each)))


def leads(opened: Opened, of: Assessment) -> bool:
    return of.held_by_id == opened.who.organisation and writes_needs(opened)


def check_lead(opened: Opened, of: Assessment) -> None:
    """Its own organisation takes it on from state to state; others fill their own part."""
    check_start(opened)
    if not leads(opened, of):
        raise Refused(
            f"{of.held_by.name} leads this assessment and signs it. You can fill your own part beside theirs, "
            "or start one of your own."
        )


def takes_part(opened: Opened, of: Assessment, section: str) -> bool:
    """The lead in all that its worker writes; another organisation where the lead’s part of that pathway flows to it."""
    ours = of.held_by_id == opened.who.organisation
    return opened.may_write(section) and (ours or opened.sees(section, of.held_by_id))


def check_part(opened: Opened, of: Assessment, section: str) -> int:
    """The organisation whose part it will be: the lead’s, or one beside it."""
    organisation = opened.check_write(section)
    if not takes_part(opened, of, section):
        raise Refused(
            f"{of.held_by.name} leads this assessment, and no flow carries this part of it to your organisation. "
            "Ask your information officer which agreement is missing, or start an assessment of your own."
        )
    return organisation


def check_fill(opened: Opened, of: Assessment, section: str) -> int:
    organisation = check_part(opened, of, section)
    check_open(of)
    return organisation


def check_open(of: Assessment) -> None:
    """Only a draft is written in; what was typed into an older page is shown again, and not lost."""
    state = State(of.state)
    if state is State.CHECKED:
        raise WrongUse(
            "This assessment was checked and waits for a signature, so nothing was changed in it. "
            "What you typed is still here: open it again, then save."
        )
    if state not in MAY_WRITE:
        raise WrongUse(
            f"This assessment was signed on {of.signed_on:%-d %B %Y}, so nothing was changed in it. "
            "What you typed is still here: start a new version, which begins with its answers, and say it there."
        )


def check_countersign(opened: Opened, of: Assessment) -> None:
    """A manager of the organisation that leads it. That it is not the signer, the rules say."""
    check_lead(opened, of)
    if opened.who.role not in COUNTERSIGNS:
        raise NotAllowed("A manager countersigns. Ask a manager of your organisation to read it.")


def check_manages(user: User, *, today: date) -> Organisation:
    """Whether assessments are countersigned is for a manager to say."""
    post = current_post(user, today=today)
    if post is None or post.role not in COUNTERSIGNS:
        raise NotAllowed("A manager says whether assessments are countersigned. Ask one of yours.")
    return post.organisation
