"""The process that runs the queue: the library's worker, which here loses no task when it stops."""

import logging
from types import FrameType

from django_tasks_db.management.commands.db_worker import Worker

from website.background.worker_heartbeat import WorkerHeartbeat

logger = logging.getLogger(__name__)


class QueueWorker(Worker):
    """Runs tasks until it is asked to stop, and finishes the running one first.

    A second signal kills the process at once; another worker then takes its task back.
    """

    def __init__(self, *, worker_id: str, interval: float, heartbeat: WorkerHeartbeat) -> None:
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
        self.heartbeat = heartbeat

    def shutdown(self, signum: int, frame: FrameType | None) -> None:
        self.running = False
        self.reset_signals()

    def run(self) -> None:
        self.configure_signals()
        self.heartbeat.start()
        logger.info("Worker %s takes tasks.", self.worker_id)
        try:
            super().run()
        finally:
            self.heartbeat.stop()
            logger.info("Worker %s stopped after %d tasks.", self.worker_id, self._run_tasks)
