import os

from django.conf import settings
from django.core.files.storage import FileSystemStorage


class PrivateStorage(FileSystemStorage):
    """A folder outside the web root, for this program alone. No address leads to what is in it."""

    base_url = None  # type: ignore[assignment]

    def __init__(self) -> None:
        super().__init__(file_permissions_mode=0o600, directory_permissions_mode=0o700)

    @property
    def base_location(self) -> str:
        return str(settings.ATTACHMENTS_DIR)

    @property
    def location(self) -> str:
        return os.path.abspath(self.base_location)
