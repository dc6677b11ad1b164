"""The process that runs the queue: the library's worker, with an end that loses nothing."""

import logging
from types import FrameType

from django_tasks_db.management.commands.db_worker import Worker

from website.background.worker_heartbeat import Caretaker

logger = logging.getLogger(__name__)


class QueueWorker(Worker):
    """Runs tasks until it is asked to stop, and finishes the one under way first.

    A second signal kills the process where it stands; the task is then taken back by the next worker.
    """

    def __init__(self, *, worker_id: str, interval: float, caretaker: Caretaker) -> None:
        super().__init__(
            queue_names=["*"],
            interval=interval,
            batch=False,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id=worker_id,
            excluded_queue_names=[],
        )
        self.caretaker = caretaker

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        self.reset_signals()

    def run(self) -> None:
        self.configure_signals()
        self.caretaker.start()
        logger.info("Worker %s takes tasks.", self.worker_id)
        try:
            super().run()
        finally:
            self.caretaker.stop()
            logger.info("Worker %s stopped after %d tasks.", self.worker_id, self._run_tasks)
