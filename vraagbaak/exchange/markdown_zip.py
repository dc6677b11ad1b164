"""A zip of Markdown files, each with YAML front matter: one question per file."""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from typing import Any, BinaryIO

import yaml
from django.utils.translation import gettext as _

from vraagbaak.exchange import limits
from vraagbaak.exchange.choices import AnswerFormat
from vraagbaak.exchange.fields import Defaults, faq_row
from vraagbaak.exchange.rows import BadRow, FaqRow

FRONT_MATTER = re.compile(r"\A---[ \t]*\r?\n(?P<fields>.*?)^---[ \t]*(?:\r?\n|\Z)(?P<body>.*)\Z", re.S | re.M)
IMAGE = re.compile(r"!\[(?P<alt>[^\]\n]*)\]\(\s*<?(?P<target>[^)\s>]+)>?[^)\n]*\)")
ENCRYPTED = 0x1
# What a damaged or unusual member raises, including the errors of the compressors.
UNPACKING_ERRORS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    EOFError,
    ValueError,
    NotImplementedError,
    RuntimeError,
)
# PyYAML reports a malformed value as its own error, or lets the error of a constructor through.
YAML_ERRORS = (yaml.YAMLError, ValueError, LookupError, AttributeError, RecursionError)


class MemberError(Exception):
    """A file in the zip cannot be read; the message is a sentence that says why."""


class PlainLoader(yaml.SafeLoader):
    """Refuses aliases, which front matter does not need, and a few of which, nested, would exhaust memory."""

    def compose_node(self, parent: Any, index: Any) -> Any:
        if self.check_event(yaml.events.AliasEvent):
            raise yaml.YAMLError("aliases are not allowed")
        return super().compose_node(parent, index)


def read_markdown_zip(file: BinaryIO, *, defaults: Defaults) -> Iterator[FaqRow | BadRow]:
    """Reads file by file. Sizes are checked twice: as the zip declares them, and as they turn out to be."""
    try:
        archive = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError):
        yield BadRow(1, _("the zip file is damaged and cannot be opened."))
        return
    with archive:
        if reason := _too_large(archive):
            yield BadRow(1, reason)
            return
        yield from _members(archive, defaults)


def _too_large(archive: zipfile.ZipFile) -> str:
    members = archive.infolist()
    unpacked = sum(member.file_size for member in members)
    packed = sum(member.compress_size for member in members)
    if len(members) > limits.ZIP_MEMBERS:
        return _("the zip file holds more than %(limit)d files.") % {"limit": limits.ZIP_MEMBERS}
    if unpacked > limits.ZIP_TOTAL_BYTES or _is_zip_bomb(unpacked, packed):
        return _("the zip file unpacks to far more than it should and is refused.")
    return ""


def _is_zip_bomb(unpacked: int, packed: int) -> bool:
    return unpacked > limits.ZIP_RATIO_FROM_BYTES and unpacked > packed * limits.ZIP_RATIO


def _members(archive: zipfile.ZipFile, defaults: Defaults) -> Iterator[FaqRow | BadRow]:
    names = set(archive.namelist())
    budget = limits.ZIP_TOTAL_BYTES
    for member in archive.infolist():
        if not _is_question(member):
            continue
        try:
            text = _text(archive, member)
            budget -= len(text)
            if budget < 0:
                raise MemberError(_("the zip file unpacks to far more than it should and is refused."))
            yield _question(member.filename, text, names, defaults)
        except MemberError as error:
            yield BadRow(printable(member.filename), str(error))
            if budget < 0:
                return


def _is_question(member: zipfile.ZipInfo) -> bool:
    path = PurePosixPath(member.filename)
    hidden = any(part == "__MACOSX" or re.match(r"\.[^.]", part) for part in path.parts)
    return path.suffix.lower() in (".md", ".markdown") and not hidden and not member.is_dir()


def _text(archive: zipfile.ZipFile, member: zipfile.ZipInfo) -> str:
    if _leaves_folder(member.filename):
        raise MemberError(_("the name of this file points outside the zip."))
    if member.flag_bits & ENCRYPTED:
        raise MemberError(_("this file is encrypted; make the zip without a password."))
    if member.file_size > limits.ZIP_MEMBER_BYTES or _is_zip_bomb(member.file_size, member.compress_size):
        raise MemberError(_("this file is too large."))
    try:
        with archive.open(member) as stream:
            content = stream.read(limits.ZIP_MEMBER_BYTES + 1)
    except UNPACKING_ERRORS as error:
        raise MemberError(_("this file is damaged and cannot be unpacked.")) from error
    if len(content) > limits.ZIP_MEMBER_BYTES:
        raise MemberError(_("this file is too large."))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise MemberError(_("this file is not UTF-8 text.")) from error


def _leaves_folder(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ":" in name or ".." in PurePosixPath(name).parts


def _question(name: str, text: str, names: set[str], defaults: Defaults) -> FaqRow | BadRow:
    values, body = _front_matter(text)
    answer, notes = _without_images(body, PurePosixPath(name).parent, names)
    values = {
        "id": str(PurePosixPath(name).with_suffix("")),
        "answer_format": AnswerFormat.MARKDOWN,
        **{str(key).strip().lower(): value for key, value in values.items()},
        "answer": answer,
    }
    row = faq_row(number=printable(name), values=values, defaults=defaults)
    return replace(row, notes=tuple(notes)) if isinstance(row, FaqRow) else row


def _front_matter(text: str) -> tuple[dict[Any, Any], str]:
    match = FRONT_MATTER.match(text)
    if not match:
        raise MemberError(_("the file does not begin with front matter between two lines of ---."))
    if len(match["fields"]) > limits.FRONT_MATTER_CHARACTERS:
        raise MemberError(_("the front matter is too long."))
    try:
        # PlainLoader is a SafeLoader: it builds plain values only.
        values = yaml.load(match["fields"], Loader=PlainLoader)  # noqa: S506
    except YAML_ERRORS as error:
        raise MemberError(_("the front matter is not valid YAML.")) from error
    if not isinstance(values, dict):
        raise MemberError(_("the front matter must hold names and values, such as “title: …”."))
    return values, match["body"]


def _without_images(body: str, folder: PurePosixPath, names: set[str]) -> tuple[str, list[str]]:
    """Images in the zip are not imported: their alternative text replaces them, and a note says so."""
    notes: list[str] = []

    def alternative(match: re.Match[str]) -> str:
        target = match["target"]
        if "://" not in target:
            found = str(folder / target) in names
            sentence = _("the image “%s” was left out.") if found else _("the image “%s” is missing.")
            notes.append(sentence % printable(target))
        return match["alt"]

    return IMAGE.sub(alternative, body), notes


def printable(name: str) -> str:
    """A name from the file, safe to show in a terminal."""
    return "".join(character if character.isprintable() else "?" for character in name[:200])
