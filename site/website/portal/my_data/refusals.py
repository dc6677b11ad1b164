"""Why a code was refused, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from servicedesk.parties.email_verification.actions import CodeRefusedError, TooManyTriesError, WrongCodeError


def sentence_of(refusal: CodeRefusedError) -> str:
    match refusal:
        case WrongCodeError(left=left) if left:
            return (
                ngettext(
                    "This is not the code that we mailed. You can try %d more time.",
                    "This is not the code that we mailed. You can try %d more times.",
                    left,
                )
                % left
            )
        case WrongCodeError() | TooManyTriesError():
            return _("This code was tried too often. Ask for a new one.")
        case _:
            return _("This code is too old. Ask for a new one.")
