"""Where Django looks for the models; each lives with its aggregate."""

from servicedesk.asking.models import AskRun, ShownSuggestion
from servicedesk.mail.models import OutgoingMail
from servicedesk.offices.models import Office, Subject, Team
from servicedesk.parties.models import Party
from servicedesk.questions.models import Answer, Question, Reaction, Remark

__all__ = [
    "Answer",
    "AskRun",
    "Office",
    "OutgoingMail",
    "Party",
    "Question",
    "Reaction",
    "Remark",
    "ShownSuggestion",
    "Subject",
    "Team",
]
