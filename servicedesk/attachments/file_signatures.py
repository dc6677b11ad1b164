"""By which bytes the beginning of a file is known."""

import re

BEGINNING = 1024
PDF_SIGN = b"%PDF-"
ZIP_SIGN = b"PK\x03\x04"
# With the version and the method that follow it: the sign alone occurs by chance in one of a thousand photographs.
ZIP_ENTRY = re.compile(rb"PK\x03\x04[\x00-\x3f]\x00[\s\S]{2}[\x00\x08\x09\x0c\x0e\x5d\x5f]\x00")
WEB_PAGE = re.compile(rb"<(?:html|script|iframe|!doctype\s+html)", re.IGNORECASE)


class UnfitContentError(ValueError):
    """The content is not what the name of the file says, or more than that."""


def require(holds: object) -> None:
    if not holds:
        raise UnfitContentError
