"""Whether something happened to a question while an agent wrote its answer, and how the agent is told."""

from dataclasses import dataclass

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from servicedesk.questions.drafts import fingerprint, last_signed_off
from servicedesk.questions.models import Answer, Question
from servicedesk.questions.thread import name_of


@dataclass(frozen=True, kw_only=True)
class DraftConflict:
    """What came with the form, beside the draft that is stored now.

    `began_with` is the fingerprint of the draft over which `text` may be written; `said` is the mark of what had been
    said when the page was shown, and `said_now` that of today.
    """

    question: Question
    stored: Answer | None
    text: str
    began_with: str
    said: str
    said_now: str

    @property
    def is_typed(self) -> bool:
        """Whether the agent changed the text since the page was shown."""
        return fingerprint(self.text) != self.began_with

    @property
    def overtaken_by(self) -> Answer | None:
        """Another text that a colleague wrote in the draft since the page was shown."""
        stored = self.stored
        if stored is None or self.began_with == fingerprint(stored.text) or self.text == stored.text:
            return None
        return stored

    @property
    def more_was_said(self) -> bool:
        """In a page that stood open, a colleague may have answered and the asker written back since."""
        return self.said != self.said_now

    @property
    def sentences(self) -> list[str]:
        """Why the text cannot be kept as it is; what was said since is no reason for that."""
        overtaken = [told_overtaken(self.overtaken_by)] if self.overtaken_by else []
        return overtaken if self.question.is_open else [*overtaken, told_ended(self.question)]


def told_overtaken(by: Answer) -> str:
    sentence = _("%(name)s wrote in this draft while you did. Yours stands here and is not saved yet.")
    return sentence % {"name": name_of(by.author)}


def told_ended(question: Question) -> str:
    """For who writes an answer to a question that is open no more."""
    return told_signed_off(last_signed_off(question))


def told_signed_off(answer: Answer | None) -> str:
    """For who signs off after somebody else did; without an answer the question was closed."""
    if answer is None or answer.signed_off_at is None:
        return _("This question was closed in the meantime. Your text was not sent; it still stands here.")
    return _("%(name)s signed off an answer on %(moment)s. Your text was not sent; it still stands here.") % {
        "name": name_of(answer.author),
        "moment": date_format(localtime(answer.signed_off_at), "DATETIME_FORMAT"),
    }


def told_more_was_said() -> str:
    return _(
        "More was said since you opened this page; read it above. Your text was not sent; it still stands here. "
        "Is it still right? Then sign off again."
    )
