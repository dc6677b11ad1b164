"""Where Django looks for the models; each lives with its aggregate."""

from servicedesk.addresses.models import AddressCheck
from servicedesk.asking.models import AskDraft, AskRun, ShownSuggestion
from servicedesk.attachments.models import Attachment
from servicedesk.earlier.models import EarlierQuestion
from servicedesk.mail.models import OutgoingMail
from servicedesk.offices.models import Office, Subject, Team
from servicedesk.parties.models import Party
from servicedesk.presence.models import Presence
from servicedesk.privacy.models import RetentionRun
from servicedesk.questions.models import Answer, Question, Reaction, Remark
from servicedesk.sources.models import UsedSource
from servicedesk.standardtexts.models import StandardText
from servicedesk.statuslinks.models import StatusLink
from servicedesk.subjectfields.models import QuestionDetail, SubjectField
from servicedesk.triage.models import Triage, TriageGroup

__all__ = [
    "AddressCheck",
    "Answer",
    "AskDraft",
    "AskRun",
    "Attachment",
    "EarlierQuestion",
    "Office",
    "OutgoingMail",
    "Party",
    "Presence",
    "Question",
    "QuestionDetail",
    "Reaction",
    "Remark",
    "RetentionRun",
    "ShownSuggestion",
    "StandardText",
    "StatusLink",
    "Subject",
    "SubjectField",
    "Team",
    "Triage",
    "TriageGroup",
    "UsedSource",
]
