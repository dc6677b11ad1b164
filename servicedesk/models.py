"""Where Django looks for the models; each lives with its aggregate."""

from servicedesk.asking.models import AskDraft
from servicedesk.asking.subject_fields.models import QuestionDetail, SubjectField
from servicedesk.attachments.models import Attachment
from servicedesk.deflection.models import AskRun, ShownSuggestion
from servicedesk.desk.presence.models import Presence
from servicedesk.desk.standard_texts.models import StandardText
from servicedesk.earlier.models import EarlierQuestion
from servicedesk.mail.models import OutgoingMail
from servicedesk.mail.status_links.models import StatusLink
from servicedesk.offices.models import Office, Subject, Team
from servicedesk.parties.email_verification.models import EmailVerification
from servicedesk.parties.models import Party
from servicedesk.privacy.models import RetentionRun
from servicedesk.questions.models import Answer, Question, Reaction, Remark
from servicedesk.questions.sources.models import UsedSource
from servicedesk.triage.models import Triage, TriageGroup

__all__ = [
    "Answer",
    "AskDraft",
    "AskRun",
    "Attachment",
    "EarlierQuestion",
    "EmailVerification",
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
