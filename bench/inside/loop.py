"""Fills the desk with questions and runs of askers, and measures the screens that are made from all of them."""

import os
from collections.abc import Callable
from typing import Any

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.inside.settings_without_manifest"

import django

from bench.inside import leave, parser_of
from bench.inside.desk import Desk
from bench.inside.reviewing import Editor, measure


class DeskReader(Editor):
    def open_at(self, address: str) -> int:
        response: Any = self.client.get(address)
        if response.status_code != 200:
            raise SystemExit(f"{address} answered {response.status_code}")
        return len(response.content)


def main() -> None:
    parser = parser_of(__doc__)
    parser.add_argument("--questions", type=int, required=True)
    arguments = parser.parse_args()
    django.setup()
    from django.contrib.auth import get_user_model
    from django.urls import reverse
    from django.utils import timezone

    desk = Desk(number=arguments.questions, now=timezone.now())
    desk.fill()
    reader = DeskReader(get_user_model().objects.create_superuser("desk", "desk@zonneveld.example"))
    beside = reverse("questions:beside", args=[desk.questions[0].pk])
    reader.open_at(beside)
    parts: dict[str, Callable[[], Any]] = {
        "dashboard": lambda: reader.open("insight:dashboard"),
        "triage, first page": lambda: reader.open("triage:index"),
        "beside a question": lambda: reader.open_at(beside),
        "deflection report": lambda: reader.open("deflection:report"),
    }
    leave(arguments.result, {name: measure(work) for name, work in parts.items()})


if __name__ == "__main__":
    main()
