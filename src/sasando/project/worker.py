"""The worker: does what was put off, seals the facts, signs checkpoints and sends one away every day."""

import logging
import os
import signal
import threading
from types import FrameType
from typing import Final

EVERY: Final = 1.0  # seconds between two seals
CHECKPOINT_EVERY: Final = 300  # seals between two checkpoints
MAIL_EVERY: Final = 86_400  # seals between two that are mailed


def _seal_until(stopped: threading.Event) -> None:
    from sasando.domain.audit.checkpoints import mail_checkpoint  # noqa: PLC0415 - Django first
    from sasando.domain.audit.sealing import seal  # noqa: PLC0415
    from sasando.domain.organisations.sessions import forget_expired  # noqa: PLC0415

    turn = 0
    while not stopped.wait(EVERY):
        seal()
        turn += 1
        if turn % CHECKPOINT_EVERY == 0:
            _sign()
            forget_expired()
        if turn % MAIL_EVERY == 0:
            mail_checkpoint()
    seal()
    _sign()


def _sign() -> None:
    """A broken chain is said aloud and signed no further; people go on working."""
    from sasando.domain.audit.checkpoints import sign_checkpoint  # noqa: PLC0415 - Django first
    from sasando.domain.errors import Refused  # noqa: PLC0415

    try:
        sign_checkpoint()
    except Refused as refusal:
        logging.getLogger(__name__).error("%s", refusal.messages[0])


def run() -> None:
    """Work until told to stop; what is being done is finished first."""
    import django  # noqa: PLC0415

    django.setup()
    from django.db import connection  # noqa: PLC0415
    from procrastinate.contrib.django import app  # noqa: PLC0415

    from sasando.project.guard import must_be_safe  # noqa: PLC0415

    must_be_safe(connection)
    stopped = threading.Event()
    sealer = threading.Thread(target=_seal_until, args=[stopped], name="sealer")
    sealer.start()
    try:
        app.with_connector(app.connector.get_worker_connector()).run_worker(  # type: ignore[attr-defined]
            concurrency=1, install_signal_handlers=True, listen_notify=True, fetch_job_polling_interval=5
        )
    finally:
        stopped.set()
        sealer.join()


def _as_interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def main() -> None:
    """What the worker's process runs (from a module of its own: procrastinate warns of an app made in `__main__`)."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "sasando.project.settings")
    signal.signal(signal.SIGTERM, _as_interrupt)
    run()
