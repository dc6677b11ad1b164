"""What a worker does besides its tasks, in a thread of its own, so that long tasks do not delay it."""

import logging
from collections.abc import Callable
from datetime import timedelta
from threading import Event, Thread

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone

from website.background import heartbeats
from website.background.periodic import enqueue_due
from website.background.recovery import Recovery

logger = logging.getLogger(__name__)
LOOK_EVERY = timedelta(seconds=10)


class WorkerHeartbeat(Thread):
    """Beats for its worker, queues the periodic jobs and takes back abandoned tasks, until it is stopped."""

    def __init__(
        self,
        *,
        worker_id: str,
        beat_every: timedelta = heartbeats.BEAT_EVERY,
        look_every: timedelta = LOOK_EVERY,
    ) -> None:
        super().__init__(name="heartbeat", daemon=True)
        self.worker_id = worker_id
        self.beat_every = beat_every
        self.look_every = look_every
        self.stopping = Event()
        self.recovery = Recovery()

    def run(self) -> None:
        next_look = timezone.now()
        while not self.stopping.is_set():
            now = timezone.now()
            self.attempt(self.beat)
            if now >= next_look:
                self.attempt(self.look)
                next_look = now + self.look_every
            self.stopping.wait(self.beat_every.total_seconds())
        self.attempt(self.leave)
        connection.close()

    def attempt(self, duty: Callable[[], None]) -> None:
        """A database that is locked or unreachable for a moment must not end the thread: it tries again."""
        close_old_connections()
        try:
            duty()
        except DatabaseError:
            logger.exception("The worker could not reach the database; it tries again.")

    def beat(self) -> None:
        heartbeats.beat(worker_id=self.worker_id, now=timezone.now())

    def look(self) -> None:
        enqueue_due(now=timezone.now())
        self.recovery.look(now=timezone.now())

    def leave(self) -> None:
        heartbeats.stop_beating(worker_id=self.worker_id)

    def stop(self) -> None:
        self.stopping.set()
        self.join(timeout=30)
