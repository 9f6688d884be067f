"""Text that only this installation can read again: sealed with a key made from its own."""

from __future__ import annotations

import base64
import hashlib
import hmac

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def seal(text: str) -> str:
    return _box().encrypt(text.encode()).decode("ascii")


def unseal(sealed: str) -> str | None:
    """The text, or None where it was sealed with another key."""
    try:
        return _box().decrypt(sealed.encode("ascii")).decode()
    except InvalidToken:
        return None


def fingerprint(text: str) -> str:
    """The same for the same text, and nobody can tell the text from it."""
    return hmac.new(_key(b"fingerprint"), text.lower().encode(), hashlib.sha256).hexdigest()


def _box() -> Fernet:
    return Fernet(base64.urlsafe_b64encode(_key(b"sealed")))


def _key(purpose: bytes) -> bytes:
    return hmac.new(
        settings.SECRET_KEY.encode(), b"throughgate " + purpose, hashlib.sha256
    ).digest()
