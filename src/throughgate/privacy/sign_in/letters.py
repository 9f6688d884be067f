"""E-mails: written into the database with the change they tell of, sent by a job."""

from __future__ import annotations

from collections.abc import Sequence

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string

from throughgate.privacy.access.models import User
from throughgate.privacy.sign_in import changes


class Queued(BaseEmailBackend):
    """Where Django sends mail: nothing leaves in a page's own time."""

    def send_messages(self, messages: Sequence[EmailMessage]) -> int:
        for message in messages:
            for to in message.to:
                changes.post_letter(
                    to=to, subject=str(message.subject), text=str(message.body), by=None
                )
        return len(messages)


def write(name: str, user: User, **shown: object) -> None:
    """A letter of ours, from `letters/sign_in`."""
    shown |= {"user": user, "address": settings.THROUGHGATE.address}
    subject = render_to_string(f"sign_in/{name}_subject.txt", shown).strip()
    text = render_to_string(f"sign_in/{name}_message.txt", shown).strip()
    changes.post_letter(to=user.email, subject=subject, text=text, by=None)


def send(*, to: str, subject: str, text: str) -> None:
    connection = get_connection(settings.LETTERS_BACKEND)
    EmailMessage(subject, text, settings.DEFAULT_FROM_EMAIL, [to], connection=connection).send()
