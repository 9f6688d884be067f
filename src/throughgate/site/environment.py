"""What the environment says about this installation, read once, typed, and refused at start when it is unsafe."""

from __future__ import annotations

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TypeVar
from urllib.parse import unquote, urlsplit

from throughgate.common.errors import SettingsRefused
from throughgate.evidence import installation

KEY_LENGTH = 50
DEMONSTRATION_KEY = "demonstration"  # a key that begins so is published, and so is no secret
LOOPBACK = ("127.0.0.1", "localhost")
MEGABYTE = 1024 * 1024
Choice = TypeVar("Choice", bound=StrEnum)


class Mode(StrEnum):
    """What the installation is for."""

    LOCAL = "local"
    DEMONSTRATION = "demonstration"
    PRODUCTION = "production"


class Role(StrEnum):
    """As whom a process connects to the database."""

    OWNER = "owner"  # migrations only
    APP = "app"  # pages
    WORKER = "worker"  # jobs


@dataclass(frozen=True)
class MailServer:
    """Who takes our e-mails; always encrypted."""

    host: str
    port: int
    user: str
    password: str
    from_start: bool  # smtps; else STARTTLS


@dataclass(frozen=True)
class Environment:
    """The settings of an installation, each checked."""

    mode: Mode
    role: Role
    debug: bool
    secret_key: str
    address: str
    database_urls: Mapping[Role, str]
    upload_limit: int  # bytes, all the files of one upload
    proxies: int  # between people and this machine, each of which says for whom it asks
    certificate: str  # files of the server's own TLS, when it needs no proxy
    certificate_key: str
    email: MailServer | None
    email_from: str

    @property
    def demonstration(self) -> bool:
        return self.mode is Mode.DEMONSTRATION

    @property
    def secure(self) -> bool:
        return self.address.startswith("https://")

    @property
    def encrypted(self) -> bool:
        """Whether what reaches this process came encrypted: by its own certificate or through a proxy."""
        return self.secure and bool(self.certificate or self.proxies)

    @property
    def hosts(self) -> list[str]:
        host = urlsplit(self.address).hostname
        return [*LOOPBACK, *([host] if host and host not in LOOPBACK else [])]


def read(given: Mapping[str, str] = os.environ) -> Environment:
    """Read and check the environment. Raises SettingsRefused."""
    mode = _choice(given, "THROUGHGATE_MODE", Mode, Mode.LOCAL)
    environment = Environment(
        mode=mode,
        role=_choice(given, "THROUGHGATE_ROLE", Role, Role.APP),
        debug=_yes_no(given, "THROUGHGATE_DEBUG"),
        secret_key=_secret_key(given, mode),
        address=given.get("THROUGHGATE_ADDRESS", "http://127.0.0.1:8000"),
        database_urls=_database_urls(given),
        upload_limit=_whole_number(given, "THROUGHGATE_UPLOAD_LIMIT_MB", 2048) * MEGABYTE,
        proxies=_whole_number(given, "THROUGHGATE_PROXIES", 0),
        certificate=given.get("THROUGHGATE_TLS_CERTIFICATE", ""),
        certificate_key=given.get("THROUGHGATE_TLS_KEY", ""),
        email=_mail_server(given.get("THROUGHGATE_EMAIL_URL", "")),
        email_from=given.get("THROUGHGATE_EMAIL_FROM", "throughgate@localhost"),
    )
    _check_certificate(environment)
    if mode is Mode.PRODUCTION:
        _check_production(environment)
    return environment


def _check_production(environment: Environment) -> None:
    if environment.debug:
        raise SettingsRefused(
            "THROUGHGATE_DEBUG is on, and this is production: error pages would show what the "
            "programme holds. Take THROUGHGATE_DEBUG out of the environment and start again."
        )
    if not environment.secure:
        raise SettingsRefused(
            f"THROUGHGATE_ADDRESS is “{environment.address}”, which is plain HTTP: anyone on the way "
            "could read the pages. Set it to the https:// address people use, and start again."
        )


def _check_certificate(environment: Environment) -> None:
    files = (environment.certificate, environment.certificate_key)
    if any(files) and not all(name and Path(name).is_file() for name in files):
        raise SettingsRefused(
            "THROUGHGATE_TLS_CERTIFICATE and THROUGHGATE_TLS_KEY go together, and each names a file "
            "that is there. Give both, or neither when a proxy in front does the encryption."
        )


def _mail_server(url: str) -> MailServer | None:
    """smtp://user:password@host:587 or smtps://user:password@host:465."""
    if not url:
        return None
    parts = urlsplit(url)
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise SettingsRefused(
            "THROUGHGATE_EMAIL_URL is not the address of a mail server. Write it as "
            "smtp://user:password@host:587 or smtps://user:password@host:465."
        )
    from_start = parts.scheme == "smtps"
    return MailServer(
        host=parts.hostname,
        port=parts.port or (465 if from_start else 587),
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        from_start=from_start,
    )


def _secret_key(given: Mapping[str, str], mode: Mode) -> str:
    key = given.get("THROUGHGATE_SECRET_KEY", "")
    if mode is Mode.PRODUCTION:
        if len(key) < KEY_LENGTH or key.startswith(DEMONSTRATION_KEY):
            raise SettingsRefused(
                "THROUGHGATE_SECRET_KEY is missing, shorter than "
                f"{KEY_LENGTH} characters, or a demonstration key. Set it to a long random text "
                "that is kept secret, and start again."
            )
        return key
    return key or _own_key()


def _own_key() -> str:
    """This installation's own key, made at the first start."""
    path = installation.keys() / "site"
    if not path.exists():
        _write_once(path, secrets.token_urlsafe(KEY_LENGTH))
    return path.read_text(encoding="ascii")


def _write_once(path: Path, text: str) -> None:
    """Write beside and link into place: of two processes at the first start, one key wins."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with os.fdopen(os.open(beside, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
        file.write(text)
    try:
        os.link(beside, path)
    except FileExistsError:
        pass
    finally:
        beside.unlink()


def _database_urls(given: Mapping[str, str]) -> dict[Role, str]:
    """The three connections of a server of one's own; none: the embedded one."""
    names = {
        Role.OWNER: "DATABASE_URL",
        Role.APP: "DATABASE_APP_URL",
        Role.WORKER: "DATABASE_WORKER_URL",
    }
    urls = {role: given[name] for role, name in names.items() if given.get(name)}
    missing = [name for role, name in names.items() if role not in urls]
    if urls and missing:
        raise SettingsRefused(
            f"{' and '.join(missing)} missing. With a database server of your own, pages and jobs "
            "connect as roles that own nothing: give DATABASE_URL (owner), DATABASE_APP_URL and "
            "DATABASE_WORKER_URL, or none of them to use the embedded database."
        )
    return urls


def _choice(given: Mapping[str, str], name: str, kind: type[Choice], default: Choice) -> Choice:
    text = given.get(name) or default.value
    try:
        return kind(text)
    except ValueError:
        known = ", ".join(member.value for member in kind)
        raise SettingsRefused(f"{name} is “{text}”. It can be {known}.") from None


def _yes_no(given: Mapping[str, str], name: str) -> bool:
    text = given.get(name, "").lower()
    if text in ("", "0", "no", "false"):
        return False
    if text in ("1", "yes", "true"):
        return True
    raise SettingsRefused(f"{name} is “{text}”. It can be yes or no.")


def _whole_number(given: Mapping[str, str], name: str, default: int) -> int:
    text = given.get(name, "")
    if not text or (text == "0" and not default):
        return default
    if not text.isdigit() or int(text) == 0:
        raise SettingsRefused(f"{name} is “{text}”. It is a whole number above 0.")
    return int(text)
