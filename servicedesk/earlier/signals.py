"""What leaves the database leaves the search index too, also when it is deleted with its question or its office."""

from django.db.models.signals import post_delete
from modelsearch.signal_handlers import post_delete_signal_handler

from servicedesk.earlier.models import EarlierQuestion


def connect() -> None:
    post_delete.connect(post_delete_signal_handler, sender=EarlierQuestion)
