"""Errors of our own API, all in one shape: a sentence, and sentences per field."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError

FieldErrors = Mapping[str, Sequence[str]]


class Refusal(Schema):
    """Why nothing was done."""

    detail: str
    errors: dict[str, list[str]]


class RefusedError(Exception):
    """What an endpoint raises to answer with `status` and a sentence for the caller."""

    def __init__(self, status: int, detail: str, errors: FieldErrors | None = None) -> None:
        self.status, self.detail, self.errors = status, detail, errors or {}
        super().__init__(detail)


def refusal(status: int, detail: str, errors: FieldErrors | None = None) -> HttpResponse:
    return JsonResponse({"detail": detail, "errors": errors or {}}, status=status)


def refused_fields(errors: FieldErrors) -> RefusedError:
    return RefusedError(422, _("Something is not right yet: see the fields."), errors)


def register(api: NinjaAPI) -> None:
    api.exception_handler(RefusedError)(on_refused)
    api.exception_handler(ValidationError)(on_wrong_values)
    api.exception_handler(HttpError)(on_unreadable)
    api.exception_handler(RequestDataTooBig)(on_too_big)
    api.exception_handler(Http404)(on_not_found)


def on_refused(request: HttpRequest, error: RefusedError) -> HttpResponse:
    return refusal(error.status, error.detail, error.errors)


def on_wrong_values(request: HttpRequest, error: ValidationError) -> HttpResponse:
    fields: dict[str, list[str]] = {}
    for each in error.errors:
        fields.setdefault(str(each["loc"][-1]), []).append(sentence(each))
    return on_refused(request, refused_fields(fields))


def on_unreadable(request: HttpRequest, error: HttpError) -> HttpResponse:
    return refusal(error.status_code, _("The request could not be read as JSON."))


def on_too_big(request: HttpRequest, error: RequestDataTooBig) -> HttpResponse:
    return refusal(413, _("The request is larger than we take."))


def on_not_found(request: HttpRequest, error: Http404) -> HttpResponse:
    return refusal(404, _("There is nothing here."))


def sentence(error: dict[str, Any]) -> str:
    """What is wrong with one value, in the caller's language."""
    bounds = error.get("ctx", {})
    sentences = {
        "missing": _("Fill this in."),
        "int_parsing": _("Give a whole number."),
        "int_type": _("Give a whole number."),
        "int_parsing_size": _("This number is too large."),
        "int_from_float": _("Give a whole number."),
        "bool_type": _("Give true or false."),
        "string_type": _("Give a text."),
        "greater_than_equal": _("Give at least %(ge)s."),
        "less_than_equal": _("Give at most %(le)s."),
        "too_long": _("Give at most %(max_length)s characters."),
        "string_too_long": _("Give at most %(max_length)s characters."),
        "nul": _("This text holds a character that no text may hold."),
        "language": _("This language is not known here."),
    }
    return sentences.get(error["type"], _("This value cannot be used.")) % bounds
