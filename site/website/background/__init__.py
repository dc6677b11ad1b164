"""The worker, its heartbeat and its recurring tasks."""
