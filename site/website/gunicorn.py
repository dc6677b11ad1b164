"""How the web server runs: `gunicorn --config python:website.gunicorn website.wsgi`."""

bind = "127.0.0.1:8000"
worker_class = "gthread"
workers = 2
threads = 4
timeout = 60
graceful_timeout = 10
control_socket_disable = True
