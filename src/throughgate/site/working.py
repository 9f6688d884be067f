"""The worker: does the jobs, and takes up those that a stopped worker left."""

from __future__ import annotations

from throughgate.site.environment import Role

HEARTBEAT = 5.0  # seconds between two signs of life
STALLED = 20.0  # seconds without one after which a worker counts as gone
GRACE = 5.0  # seconds a running job has when the worker is stopped; then it is taken up again later


def work(*, until_idle: bool = False) -> None:
    """Do jobs until stopped, or until none is waiting."""
    from throughgate.site.set_up import as_role, need_database

    need_database()
    with as_role(Role.WORKER):
        run(until_idle=until_idle)


def run(*, until_idle: bool) -> None:
    from procrastinate.contrib.django import app

    connector = app.connector.get_worker_connector()  # type: ignore[attr-defined]
    with app.replace_connector(connector) as worker:
        worker.run_worker(
            wait=not until_idle,
            concurrency=2,  # a long build leaves room for a quick measure
            update_heartbeat_interval=HEARTBEAT,
            stalled_worker_timeout=STALLED,
            shutdown_graceful_timeout=GRACE,
            delete_jobs="successful",
            install_signal_handlers=not until_idle,
        )
