"""Files as they come in: written to a disk in pieces, and never more of them than may be sent."""

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import TemporaryFileUploadHandler
from django.http import HttpRequest

MEGABYTE = 1 << 20
# So many may be looked at, to say of each why it was not taken.
MAX_WRITTEN = 20


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Stops writing at the limit and goes on counting, so that the form can say how it was and no disk fills up."""

    written = 0

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]
        self.written += 1

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        if self.written <= MAX_WRITTEN and start <= settings.ATTACHMENT_LIMIT_MB * MEGABYTE:
            super().receive_data_chunk(raw_data, start)


def cap_uploads(request: HttpRequest) -> None:
    """Must be called before anything looks at the form, the check of its origin (CSRF) included."""
    request.upload_handlers = [CappedUploadHandler(request)]


def files_in(request: HttpRequest) -> list[UploadedFile]:
    return [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
