"""JSON Lines: one question per line."""

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from django.utils.translation import gettext as _

from vraagbaak.exchange import limits
from vraagbaak.exchange.fields import Defaults, faq_row
from vraagbaak.exchange.rows import BadRow, FaqRow


def read_jsonl(file: BinaryIO, *, defaults: Defaults) -> Iterator[FaqRow | BadRow]:
    """Reads line by line; no more than one line is in memory."""
    for number, line in _lines(file):
        if isinstance(line, BadRow):
            yield line
        elif content := line.strip():
            yield _read_line(number, content, defaults)


def _lines(file: BinaryIO) -> Iterator[tuple[int, bytes | BadRow]]:
    number = 0
    while line := file.readline(limits.LINE_BYTES):
        number += 1
        if line.endswith(b"\n") or len(line) < limits.LINE_BYTES:
            yield number, line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
            continue
        while line and not line.endswith(b"\n"):
            line = file.readline(limits.LINE_BYTES)
        yield number, BadRow(number, _("the line is too long."))


def _read_line(number: int, line: bytes, defaults: Defaults) -> FaqRow | BadRow:
    try:
        values: Any = json.loads(line.decode("utf-8"))
    except UnicodeDecodeError:
        return BadRow(number, _("the line is not UTF-8 text."))
    except json.JSONDecodeError as error:
        return BadRow(
            number, _("this is not valid JSON (at character %(column)d).") % {"column": error.colno}
        )
    except (RecursionError, ValueError):
        # Python refuses numbers of thousands of digits with a bare ValueError.
        return BadRow(number, _("this is not valid JSON."))
    if not isinstance(values, dict):
        return BadRow(number, _("the line must hold one JSON object, between { and }."))
    return faq_row(number=number, values=values, defaults=defaults)
