"""How the web server runs: `gunicorn --config python:website.gunicorn website.wsgi`."""

import gc
from typing import Any

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 10
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """What was loaded at the start is never freed: having the garbage collector scan it would only delay responses."""
    gc.collect()
    gc.freeze()
