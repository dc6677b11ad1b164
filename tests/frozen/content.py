"""What the frozen database of a release holds: a little of everything that people would miss."""

from datetime import timedelta
from typing import Any

from wagtail.models import Locale, Page, Site

from servicedesk.deflection.actions import begin_run, end_run_asked, open_suggestion, show_suggestions
from servicedesk.lifecycle.answering import sign_off
from servicedesk.lifecycle.closing import close_question, react
from servicedesk.lifecycle.handling import remark
from servicedesk.models import Office, Question, StandardText
from servicedesk.questions.choices import QuestionStatus
from servicedesk.triage.actions import link_questions
from tests.factories import (
    NOW,
    FaqPageFactory,
    HomePageFactory,
    KnowledgeBaseFactory,
    OfficeFactory,
    QuestionFactory,
    SubjectFactory,
    TeamFactory,
    TopicFactory,
    UserFactory,
)
from vraagbaak.finding.query_log.actions import count_search
from vraagbaak.knowledge.audiences.choices import Audience, GroupName
from vraagbaak.knowledge.feedback.actions import give_feedback
from vraagbaak.models import FaqPage, Synonym
from vraagbaak.review.page_views.actions import count_view
from vraagbaak.review.reviews.actions import confirm_page


def fill() -> None:
    """Of a database that was just migrated."""
    site = make_site()
    agent = UserFactory(username="medewerker", group=GroupName.AGENTS, first_name="Karin", last_name="Jansen")
    editor = UserFactory(username="redacteur", group=GroupName.EDITORS)
    page = fill_knowledge(site, editor=editor)
    fill_desk(OfficeFactory(site=site), agent=agent, page=page)


def make_site() -> Site:
    dutch, _is_new = Locale.objects.get_or_create(language_code="nl")
    home = HomePageFactory(parent=Page.get_first_root_node(), locale=dutch, slug="zonneveld")
    Site.objects.all().delete()
    return Site.objects.create(hostname="localhost", port=80, root_page=home, is_default_site=True)


def fill_knowledge(site: Site, *, editor: Any) -> FaqPage:
    """Three pages in two knowledge bases, and what came of the first: a review, a vote, a visit and a search."""
    base = KnowledgeBaseFactory(
        parent=site.root_page, title="Veelgestelde vragen", slug="veelgestelde-vragen"
    )
    inside = KnowledgeBaseFactory(
        parent=site.root_page, title="Werkinstructies", slug="werkinstructies", audience=Audience.AGENTS
    )
    topic = TopicFactory(parent=base, title="Paspoort", slug="paspoort")
    page = FaqPageFactory(
        parent=topic,
        title="Hoe vraag ik een paspoort aan?",
        alternatives=["Nieuw paspoort nodig?"],
        tags=["paspoort"],
        owner_person=editor,
    )
    FaqPageFactory(parent=base, title="Wanneer bent u open?", live=False)
    FaqPageFactory(
        parent=inside, title="Hoe herken ik een vals paspoort?", answer="<p>Kijk naar het watermerk.</p>"
    )
    page.save_revision(user=editor).publish()
    page.refresh_from_db()
    confirm_page(page=page, user=editor, now=NOW)
    give_feedback(page=page, helpful=False, reason="Er staat geen prijs bij.", now=NOW)
    count_view(page=page, day=NOW.date())
    count_search(query="paspoort", site=site, language="nl", found=True, day=NOW.date())
    Synonym.objects.create(written="pas", means="paspoort", language="nl")
    return page


def fill_desk(office: Office, *, agent: Any, page: FaqPage) -> None:
    """One question through its whole life, one that waits, and one in quarantine."""
    team = TeamFactory(office=office, name="Balie", members=[agent])
    subject = SubjectFactory(office=office, name="Reisdocumenten", team=team)
    StandardText.objects.create(office=office, name="Groet", text="Met vriendelijke groet, {office}")
    question = QuestionFactory(
        office=office, title="Mag mijn kat in het paspoort?", subject=subject, asked_at=NOW
    )
    run = show_suggestions(run=begin_run(office=office, now=NOW, visitor="bezoeker"), pages=[page], now=NOW)
    open_suggestion(run=run, page=page, now=NOW)
    end_run_asked(run=run, question=question, now=NOW)
    answer_and_link(question, agent=agent, page=page)
    QuestionFactory(
        office=office, title="Hoe lang duurt het?", asker__name="Jan Smit", asker__email="jan@post.example"
    )
    QuestionFactory(office=office, title="Goedkope horloges", status=QuestionStatus.HELD)


def answer_and_link(question: Question, *, agent: Any, page: FaqPage) -> None:
    later = NOW + timedelta(hours=1)
    sign_off(question=question, text="Nee, **helaas**.", user=agent, now=later)
    react(question=question, text="En een hond?", now=later)
    sign_off(question=question, text="Ook niet.", user=agent, now=later)
    remark(question=question, text="Belde ook al.", user=agent, now=later)
    close_question(question=question, user=agent, now=later)
    link_questions(questions=[question], page=page, user=agent, now=later)
