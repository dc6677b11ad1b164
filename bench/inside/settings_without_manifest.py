"""The product's settings, for screens of the admin without collected static files."""

from website.settings import *  # noqa: F403
from website.settings import STORAGES

STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
