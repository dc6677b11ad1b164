"""Brings a database up to date, fills an empty one, and indexes it, in one start of Django."""

import argparse
import time

import django
from django.core.management import call_command


def step(name: str, *arguments: str) -> None:
    began = time.monotonic()
    call_command(name, *arguments)
    print(f"{name}: {time.monotonic() - began:.1f} s", flush=True)


def forget_index_tasks() -> None:
    """Indexing everything at once makes the tasks that would index one page each superfluous."""
    from django_tasks_db.models import DBTaskResult
    from modelsearch.tasks import insert_or_update_object_task

    DBTaskResult.objects.ready().filter(task_path=insert_or_update_object_task.module_path).delete()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--accounts", help="load the sample content, and write its log-ins to this file")
    arguments = parser.parse_args()
    django.setup()
    step("migrate", "--noinput")
    step("createcachetable")
    if arguments.accounts:
        step("load_demo", "--accounts", arguments.accounts)
    forget_index_tasks()
    step("update_index")


if __name__ == "__main__":
    main()
