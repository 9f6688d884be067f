"""The passwords of the demonstration."""

from __future__ import annotations

from django.contrib.auth.hashers import PBKDF2PasswordHasher


class Published(PBKDF2PasswordHasher):
    """Quick, and known only in the demonstration: elsewhere a password stored so opens nothing."""

    algorithm = "demonstration"
    iterations = 1
