"""What stands in a database, in words that no later version changes: so that what was frozen can be compared."""

from typing import Any

from wagtail.models import ModelLogEntry, PageLogEntry, Site

from servicedesk.models import Question, StandardText, Subject, Team
from vraagbaak.knowledge.faqs.rendering import answer_text
from vraagbaak.models import FaqPage, KnowledgeBase, QueryDay, Synonym

Facts = dict[str, Any]


def facts() -> Facts:
    return {
        "sites": [[site.hostname, site.root_page.title, site.office.name] for site in Site.objects.all()],
        "knowledge bases": [
            [base.title, base.audience, base.faqs.count()] for base in KnowledgeBase.objects.order_by("title")
        ],
        "pages": [page_facts(page) for page in FaqPage.objects.order_by("title")],
        "questions": [question_facts(question) for question in Question.objects.order_by("title")],
        "subjects": [[subject.name, str(subject.team)] for subject in Subject.objects.all()],
        "teams": [[team.name, [str(user) for user in team.members.all()]] for team in Team.objects.all()],
        "standard texts": [[text.name, text.text] for text in StandardText.objects.all()],
        "synonyms": [[synonym.written, synonym.means] for synonym in Synonym.objects.all()],
        "searches": [[day.query, day.searches] for day in QueryDay.objects.all()],
        "log": [PageLogEntry.objects.count(), ModelLogEntry.objects.count()],
    }


def page_facts(page: FaqPage) -> Facts:
    return {
        "question": page.title,
        "answer": answer_text(page),
        "url": page.url,
        "live": page.live,
        "audience": page.effective_audience,
        "alternatives": [each.text for each in page.alternatives.all()],
        "tags": sorted(page.tags.names()),
        "owner": str(page.owner_person or page.owner_group),
        "review on": str(page.review_on),
        "reviews": [[review.outcome, review.reviewer_name] for review in page.reviews.all()],
        "feedback": [each.reason for each in page.feedback.all()],
        "signals": sorted(page.review_signals.values_list("kind", flat=True)),
        "revisions": page.revisions.count(),
    }


def question_facts(question: Question) -> Facts:
    triage = getattr(question, "triage", None)
    return {
        "title": question.title,
        "status": question.status,
        "asker": [question.asker.name, question.asker.email],
        "subject": str(question.subject),
        "handler": str(question.handler),
        "due": str(question.due_at),
        "answers": [answer.text for answer in question.answers.all()],
        "reactions": [reaction.text for reaction in question.reactions.all()],
        "remarks": [remark.text for remark in question.remarks.all()],
        "mails": sorted(question.mails.values_list("kind", flat=True)),
        "earlier": question.earlier.answer if hasattr(question, "earlier") else None,
        "triage": [triage.outcome, str(triage.page)] if triage else None,
        "read before": [
            shown.page.title
            for run in [getattr(question, "ask_run", None)]
            if run
            for shown in run.shown.all()
        ],
    }
