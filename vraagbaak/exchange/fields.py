"""Turns the names and values in a file into a `FaqRow`, or into the reason why that is impossible."""

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, TypeVar

from django.utils import timezone
from django.utils.translation import gettext as _

from vraagbaak.exchange import limits
from vraagbaak.exchange.choices import AnswerFormat, RowStatus
from vraagbaak.exchange.rows import BadRow, FaqRow
from vraagbaak.knowledge.audiences.choices import Audience

Moment = TypeVar("Moment", date, datetime)

ALIASES = {
    "external_id": ("external_id", "uuid", "id"),
    "language": ("language", "lang", "taal"),
    "question": ("question", "title", "vraag"),
    "answer": ("answer", "antwoord"),
    "answer_format": ("answer_format", "format"),
    "topic": ("topic", "category", "rubriek"),
    "tags": ("tags", "labels"),
    "keywords": ("trefwoorden", "keywords"),
    "alternatives": ("alternatives", "alternative_phrasings"),
    "translation_key": ("translation_key",),
    "audience": ("audience", "doelgroep"),
    "agent_note": ("agent_note", "toelichting"),
    "status": ("status",),
    "review_days": ("review_interval", "review_in"),
    "last_reviewed_on": ("last_reviewed_on",),
    "last_modified": ("last_modified", "lastmodified"),
    "licence": ("licence", "license", "licentie"),
}

STATUSES = {
    "published": RowStatus.PUBLISHED,
    "live": RowStatus.PUBLISHED,
    "actief": RowStatus.PUBLISHED,
    "gepubliceerd": RowStatus.PUBLISHED,
    "draft": RowStatus.DRAFT,
    "concept": RowStatus.DRAFT,
    "non-actief": RowStatus.DRAFT,
}
INTERVAL = re.compile(r"([0-9]{1,4})(?:\s*(day|week|month|year|dag|maand|jaar)\w*)?", re.IGNORECASE)
DAYS = {"day": 1, "dag": 1, "week": 7, "month": 30, "maand": 30, "year": 365, "jaar": 365}
MAX_INTERVAL = 3650
# The latest date to which an interval can still be added.
FIRST_REVIEW = date(1990, 1, 1)
LAST_DATE = date.max - timedelta(days=MAX_INTERVAL)
AUDIENCES = {
    **{audience.value: audience for audience in Audience},
    "iedereen": Audience.EVERYONE,
    "public": Audience.EVERYONE,
    "eu-burger": Audience.EVERYONE,
    "eu-bedrijf": Audience.EVERYONE,
    "eu-burger-bedrijf": Audience.EVERYONE,
    "portaalgebruikers": Audience.PORTAL,
    "medewerkers": Audience.AGENTS,
}
HTML_TAG = re.compile(r"</?(p|br|div|ul|ol|li|a|strong|em|b|i|h[1-6]|table|span)\b[^<>]*>", re.IGNORECASE)
# A database cannot store these in text: NUL, and single halves of a UTF-16 surrogate pair.
UNSTORABLE = re.compile(r"[\x00\ud800-\udfff]")


class FieldError(Exception):
    """A field of a row is wrong; the message is a sentence that says how."""


@dataclass(frozen=True, kw_only=True)
class Defaults:
    """Values for rows that do not give them, and the languages of the site."""

    language: str
    languages: Collection[str]
    answer_format: str = ""


def faq_row(*, number: int | str, values: Mapping[Any, Any], defaults: Defaults) -> FaqRow | BadRow:
    """Reads a mapping of names to values. Unknown names are ignored; a bad value makes a `BadRow`."""
    try:
        return _faq_row(number, _known(values), defaults)
    except FieldError as error:
        return BadRow(number, str(error))


def _known(values: Mapping[Any, Any]) -> dict[str, Any]:
    """The known fields under our names. Where two aliases of a field are filled, the first wins."""
    lowered = {str(name).strip().lower(): value for name, value in values.items() if name is not None}
    return {
        field: next((lowered[name] for name in names if lowered.get(name) not in (None, "")), None)
        for field, names in ALIASES.items()
    }


def _faq_row(number: int | str, values: dict[str, Any], defaults: Defaults) -> FaqRow:
    answer = _required(values, "answer", limits.ANSWER_CHARACTERS)
    return FaqRow(
        number=number,
        external_id=_required(values, "external_id", limits.NAME_CHARACTERS),
        language=_language(values, defaults),
        question=_one_line(_required(values, "question", limits.QUESTION_CHARACTERS)),
        answer=answer,
        answer_format=_answer_format(values, answer, defaults),
        topic=_one_line(_text(values, "topic", limits.NAME_CHARACTERS)),
        tags=_tags(values),
        alternatives=_texts(values, "alternatives", limits.QUESTION_CHARACTERS, separators="|\n"),
        translation_key=_text(values, "translation_key", limits.NAME_CHARACTERS),
        audience=_audience(values),
        agent_note=_text(values, "agent_note", limits.NOTE_CHARACTERS),
        status=_status(values),
        review_days=_days(values),
        last_reviewed_on=_day_of_review(values),
        last_modified=_moment(values, "last_modified", _datetime),
        licence=_text(values, "licence", limits.NAME_CHARACTERS),
    )


def _required(values: dict[str, Any], field: str, limit: int) -> str:
    text = _text(values, field, limit)
    if not text:
        raise FieldError(_("%(field)s is missing or empty.") % {"field": field})
    return text


def _text(values: dict[str, Any], field: str, limit: int) -> str:
    value = values.get(field)
    if value is None:
        return ""
    if isinstance(value, bool) or not isinstance(value, str | int | float | date):
        raise FieldError(_("%(field)s must be text.") % {"field": field})
    return _checked(str(value).strip(), field, limit)


def _checked(text: str, field: str, limit: int) -> str:
    if UNSTORABLE.search(text):
        raise FieldError(_("%(field)s holds a character that cannot be stored (NUL).") % {"field": field})
    if len(text) > limit:
        raise FieldError(
            _("%(field)s has %(length)d characters; at most %(limit)d are allowed.")
            % {"field": field, "length": len(text), "limit": limit}
        )
    return text


def _texts(values: dict[str, Any], field: str, limit: int, separators: str) -> tuple[str, ...]:
    value = values.get(field)
    if isinstance(value, str):
        value = re.split(f"[{re.escape(separators)}]", value)
    if value is None:
        value = []
    if not isinstance(value, list) or not all(isinstance(item, str | int | float) for item in value):
        raise FieldError(_("%(field)s must be a list of texts.") % {"field": field})
    if len(value) > limits.LIST_ITEMS:
        raise FieldError(
            _("%(field)s has more than %(limit)d items.") % {"field": field, "limit": limits.LIST_ITEMS}
        )
    texts = (_checked(_one_line(str(item)), field, limit) for item in value)
    return tuple(dict.fromkeys(text for text in texts if text))


def _tags(values: dict[str, Any]) -> tuple[str, ...]:
    """The tags, and the keywords (trefwoorden) that Dutch government files have as well."""
    lists = (_texts(values, name, limits.TAG_CHARACTERS, separators=",|") for name in ("tags", "keywords"))
    return tuple(dict.fromkeys(tag for tags in lists for tag in tags))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _language(values: dict[str, Any], defaults: Defaults) -> str:
    stated = _text(values, "language", limits.NAME_CHARACTERS).lower()
    language = stated.replace("_", "-") or defaults.language
    if language not in defaults.languages:
        language = language.partition("-")[0]
    if language not in defaults.languages:
        raise FieldError(
            _("the language “%(language)s” is not one of this site's languages (%(languages)s).")
            % {"language": language[:20], "languages": ", ".join(sorted(defaults.languages))}
        )
    return language


def _answer_format(values: dict[str, Any], answer: str, defaults: Defaults) -> str:
    stated = _text(values, "answer_format", limits.NAME_CHARACTERS).lower() or defaults.answer_format
    if not stated:
        return AnswerFormat.HTML if HTML_TAG.search(answer) else AnswerFormat.TEXT
    if stated not in AnswerFormat.values:
        raise FieldError(
            _("the answer format “%(format)s” is unknown; use %(formats)s.")
            % {"format": stated[:20], "formats": ", ".join(AnswerFormat.values)}
        )
    return stated


def _status(values: dict[str, Any]) -> str:
    stated = _text(values, "status", limits.NAME_CHARACTERS).lower()
    if stated and stated not in STATUSES:
        raise FieldError(_("the status “%(status)s” is unknown.") % {"status": stated[:20]})
    return STATUSES[stated] if stated else ""


def _audience(values: dict[str, Any]) -> str:
    """An unknown audience never means everyone."""
    stated = _text(values, "audience", limits.NAME_CHARACTERS).lower()
    if stated and stated not in AUDIENCES:
        raise FieldError(
            _("the audience “%(audience)s” is unknown; use %(audiences)s.")
            % {"audience": stated[:40], "audiences": ", ".join(Audience.values)}
        )
    return AUDIENCES[stated] if stated else ""


def _days(values: dict[str, Any]) -> int | None:
    """“6 months”, “1 jaar”, or just a number of days."""
    stated = _text(values, "review_days", limits.NAME_CHARACTERS)
    if not stated:
        return None
    match = INTERVAL.fullmatch(stated)
    days = int(match[1]) * DAYS[(match[2] or "day").lower()] if match else 0
    if not 1 <= days <= MAX_INTERVAL:
        raise FieldError(
            _("“%(interval)s” is not an interval such as “6 months”.") % {"interval": stated[:40]}
        )
    return days


def _moment(values: dict[str, Any], field: str, read: Callable[[Any], Moment]) -> Moment | None:
    value = values.get(field)
    if value is None:
        return None
    try:
        return read(value)
    except (ValueError, TypeError, OverflowError) as error:
        raise FieldError(_("%(field)s is not a date such as 2026-01-31.") % {"field": field}) from error


def _day_of_review(values: dict[str, Any]) -> date | None:
    day = _moment(values, "last_reviewed_on", _date)
    if day and day > timezone.localdate():
        raise FieldError(_("last_reviewed_on lies in the future."))
    if day and day < FIRST_REVIEW:
        raise FieldError(_("last_reviewed_on lies before there were any pages."))
    return day


def _date(value: Any) -> date:
    moment = _datetime(value).date()
    if moment > LAST_DATE:
        raise OverflowError
    return moment


def _datetime(value: Any) -> datetime:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day)
    if not isinstance(value, str):
        raise TypeError
    return datetime.fromisoformat(value.strip())
