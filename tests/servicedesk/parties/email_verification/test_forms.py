"""What the steps of proving an e-mail address take, and how they say why not."""

from typing import Any

import pytest
from django.utils import translation

from servicedesk.parties.email_verification.actions import (
    CodeExpiredError,
    CodeRefusedError,
    TooManyTriesError,
    WrongCodeError,
)
from servicedesk.parties.email_verification.forms import AddressForm, CodeForm, sentence_for
from servicedesk.parties.email_verification.models import VerificationPurpose
from tests.factories import NOW

EMAIL = "fatima@post.example"


@pytest.mark.parametrize("typed", ["123456", " 123 456 ", "123-456", "12 34\t56"])
def test_a_code_may_be_typed_with_spaces_and_dashes(typed: str) -> None:
    form = CodeForm({"code": typed})

    assert (form.is_valid(), form.cleaned_data["code"]) == (True, "123456")


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12345a", "１２３４５６", "\0", "1" * 500])
def test_what_is_no_code_is_refused_with_one_sentence(typed: str) -> None:
    assert len(CodeForm({"code": typed}).errors["code"]) == 1


def test_an_address_is_kept_in_lower_case() -> None:
    form = AddressForm({"email": " Fatima@Post.example "})

    assert (form.is_valid(), form.cleaned_data["email"]) == (True, EMAIL)


@pytest.mark.parametrize(
    ("refusal", "sentence"),
    [
        (WrongCodeError(left=3), "This is not the code that we mailed last. You can try 3 more times."),
        (WrongCodeError(left=1), "This is not the code that we mailed last. You can try once more."),
        (WrongCodeError(left=0), "This code was tried too often. Ask for a new one."),
        (TooManyTriesError(), "This code was tried too often. Ask for a new one."),
        (CodeExpiredError(), "This code is too old. Ask for a new one."),
    ],
)
def test_each_refusal_has_a_sentence(refusal: CodeRefusedError, sentence: str) -> None:
    with translation.override("en"):
        assert sentence_for(refusal) == sentence


@pytest.mark.django_db
def test_the_form_says_that_no_more_codes_are_mailed(office: Any) -> None:
    forms = [AddressForm({"email": EMAIL}) for _request in range(4)]
    verifications = [
        form.request_code(office=office, purpose=VerificationPurpose.ASK, language="nl", now=NOW)
        for form in forms
        if form.is_valid()
    ]

    assert [each is not None for each in verifications] == [True, True, True, False]
    assert [list(form.errors) for form in forms] == [[], [], [], ["email"]]


@pytest.mark.django_db
def test_a_refused_code_is_an_error_of_its_field(office: Any) -> None:
    form = CodeForm({"code": "123456"})

    assert form.is_valid()
    assert form.confirm(key="unknown", purpose=VerificationPurpose.ASK, now=NOW) is None
    assert list(form.errors) == ["code"]
