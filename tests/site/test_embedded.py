"""Who starts and who stops the embedded database when several processes share it."""

from __future__ import annotations

import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.installation import environment_of
from throughgate.site import embedded

USE = """
import sys
from throughgate.site import embedded
from tests.installation import environment_of
with embedded.running():
    print("using", flush=True)
    sys.stdin.readline()
print("left", flush=True)
"""


class User:
    """Another process that uses the database until it is told to leave."""

    def __init__(self, home: Path) -> None:
        environment = environment_of(home)
        self.process = subprocess.Popen(
            [sys.executable, "-c", USE],
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def wait_until(self, word: str) -> None:
        assert self.process.stdout
        assert self.process.stdout.readline().strip() == word

    def leave(self) -> None:
        self.process.communicate("\n")

    def crash(self) -> None:
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Path]:
    yield tmp_path
    if embedded.is_running(tmp_path / "pg"):
        embedded._stop(tmp_path / "pg")


@pytest.mark.xdist_group("embedded")
def test_the_last_to_leave_stops_it_and_a_crash_leaves_it_to_the_next(home: Path) -> None:
    folder = home / "pg"
    first, second = User(home), User(home)
    first.wait_until("using")
    second.wait_until("using")
    first.leave()
    assert embedded.is_running(folder), "the second still uses it"
    second.crash()
    assert embedded.is_running(folder), "nobody was left to stop it"
    third = User(home)
    third.wait_until("using")
    third.leave()
    assert not embedded.is_running(folder), "the third took it over, and stopped it"


def test_a_long_path_listens_in_a_short_one() -> None:
    long = Path("/" + "a" * 120 + "/pg")
    assert len(str(embedded.socket_folder(long))) < embedded.LONGEST_SOCKET
    assert embedded.socket_folder(long) == embedded.socket_folder(long)
    assert embedded.socket_folder(Path("/short/pg")) == Path("/short/pg")
