"""What to call a file of a stranger."""

import re
import unicodedata

from django.utils.translation import gettext as _

MAX_NAME_LENGTH = 100
# Of folders, of the shells of two systems, and of the headers in which the name is sent.
TROUBLESOME = re.compile(r'[<>:"/\\|?*;%&$`\'#{}]')
# A name that Windows keeps for its devices.
DEVICE = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)", re.IGNORECASE)


def extension_of(name: str) -> str:
    return visible(name).rpartition(".")[2].strip().lower() if "." in name else ""


def harmless_name(name: str) -> str:
    """The name without its folder, or anything that hides what it is or means something to a program."""
    last = re.split(r"[/\\]", visible(name))[-1]
    stem, dot, extension = last.rpartition(".")
    if not dot:
        stem, extension = last, ""
    stem = " ".join(TROUBLESOME.sub("_", stem).split()).strip(". ") or _("file")
    if DEVICE.fullmatch(stem):
        stem = f"_{stem}"
    end = f".{re.sub(r'[^a-z0-9]', '', extension.lower())[:10]}" if extension else ""
    return f"{stem[: MAX_NAME_LENGTH - len(end)].rstrip('. ')}{end}"


def visible(text: str) -> str:
    """Without control characters, and without those that turn the direction of the letters around."""
    return "".join(
        sign for sign in unicodedata.normalize("NFC", text) if unicodedata.category(sign)[0] != "C"
    )
