import os
import socket
from argparse import ArgumentParser

from django.core.management.base import BaseCommand
from django.utils.crypto import get_random_string

from website.background.worker import QueueWorker
from website.background.worker_heartbeat import WorkerHeartbeat


def new_worker_id() -> str:
    """Unique per process, and readable in the log: host, process, a random part."""
    return f"{socket.gethostname()[:40]}-{os.getpid()}-{get_random_string(6)}"


class Command(BaseCommand):
    help = "Runs the tasks of the queue and the periodic jobs, until it is stopped."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--interval",
            type=float,
            default=0.2,
            help="Seconds between two looks at an empty queue (default 0.2).",
        )

    def handle(self, *, interval: float, **options: object) -> None:
        worker_id = new_worker_id()
        QueueWorker(
            worker_id=worker_id, interval=interval, heartbeat=WorkerHeartbeat(worker_id=worker_id)
        ).run()
