"""Makes the objects of the product as its own verbs would, with sensible contents."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

import factory
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.utils import timezone
from factory.django import DjangoModelFactory
from wagtail.models import Page

from servicedesk.lifecycle.asking import AskedQuestion, ask
from servicedesk.mail.status_links.actions import issue_link
from servicedesk.models import Office, Party, Question, Subject, Team
from servicedesk.questions.choices import Channel
from vraagbaak.knowledge.faqs.promotion import PageProposal
from vraagbaak.models import AlternativePhrasing, FaqPage, KnowledgeBase, Topic
from website.models import HomePage

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
# A Wednesday morning on which every office is open.
NOW = datetime(2026, 11, 18, 10, 0, tzinfo=AMSTERDAM)


def status_address(question: Question) -> str:
    """Where who got a link now can follow the question."""
    return f"/vraag/{issue_link(question=question, now=timezone.now())}/"


class UserFactory(DjangoModelFactory):
    class Meta:
        model = get_user_model()
        skip_postgeneration_save = True

    username = factory.Sequence(lambda n: f"gebruiker{n}")
    email = factory.LazyAttribute(lambda user: f"{user.username}@zonneveld.example")
    password = factory.django.Password("geheim-voor-de-test")

    @factory.post_generation
    def group(self, create: bool, name: str | None, **kwargs: Any) -> None:
        if name:
            self.groups.add(Group.objects.get(name=name))


class PageFactory(DjangoModelFactory):
    """Pages are added below `parent`, live unless told otherwise."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, parent: Page, **kwargs: Any) -> Any:
        kwargs.setdefault("locale", parent.locale)
        return parent.add_child(instance=cls._build(model_class, *args, **kwargs))


class HomePageFactory(PageFactory):
    class Meta:
        model = HomePage

    title = "Zonneveld"
    slug = factory.Sequence(lambda n: f"zonneveld-{n}")
    heading = "Waarmee kunnen we u helpen?"


class KnowledgeBaseFactory(PageFactory):
    class Meta:
        model = KnowledgeBase

    title = factory.Sequence(lambda n: f"Vraagbaak {n}")


class TopicFactory(PageFactory):
    class Meta:
        model = Topic

    title = factory.Sequence(lambda n: f"Rubriek {n}")


class FaqPageFactory(PageFactory):
    """`answer` may be given as HTML text; `alternatives` and `tags` as lists of words."""

    class Meta:
        model = FaqPage

    title = factory.Sequence(lambda n: f"Hoe vraag ik een paspoort aan ({n})?")

    @classmethod
    def _build(cls, model_class: Any, *args: Any, **kwargs: Any) -> FaqPage:
        answer = kwargs.pop("answer", "<p>Maak een afspraak bij de balie en neem een pasfoto mee.</p>")
        alternatives = kwargs.pop("alternatives", [])
        kwargs.pop("tags", None)
        page = super()._build(model_class, *args, **kwargs)
        page.answer = [("text", answer)] if isinstance(answer, str) else answer
        page.alternatives = [AlternativePhrasing(text=text) for text in alternatives]
        return page

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **kwargs: Any) -> FaqPage:
        page = super()._create(model_class, *args, **kwargs)
        if tags := kwargs.get("tags"):
            page.tags.set(tags)
            page.save()
        # Tasks run at once here, so that a first save is indexed before its alternatives and tags are stored.
        if page.alternatives.exists() or page.tags.exists():
            page.save()
        return page


class OfficeFactory(DjangoModelFactory):
    class Meta:
        model = Office

    name = "Gemeente Zonneveld"
    email = "info@zonneveld.example"


class TeamFactory(DjangoModelFactory):
    class Meta:
        model = Team
        skip_postgeneration_save = True

    name = factory.Sequence(lambda n: f"Team {n}")

    @factory.post_generation
    def members(self, create: bool, users: list[Any] | None, **kwargs: Any) -> None:
        self.members.add(*(users or []))


class SubjectFactory(DjangoModelFactory):
    class Meta:
        model = Subject

    name = factory.Sequence(lambda n: f"Onderwerp {n}")


class PartyFactory(DjangoModelFactory):
    class Meta:
        model = Party

    name = "Fatima de Vries"
    email = "fatima@post.example"


class QuestionFactory(DjangoModelFactory):
    """An open question in `office`."""

    class Meta:
        model = Question

    asker = factory.SubFactory(PartyFactory, office=factory.SelfAttribute("..office"))
    title = factory.Sequence(lambda n: f"Kan ik mijn paspoort laten bezorgen ({n})?")
    body = "Ik werk overdag en kan niet naar het gemeentehuis komen."
    asked_at = NOW


def ask_question(office: Office, *, now: datetime = NOW, suspicion: str = "", **given: Any) -> Question:
    """Asked by the verb itself: with its confirmation, its term, and its line in the log."""
    asked: dict[str, Any] = {
        "title": "Kan ik mijn paspoort laten bezorgen?",
        "body": "",
        "name": "Fatima de Vries",
        "email": "fatima@post.example",
        "language": "nl",
        "channel": Channel.WEB,
    }
    return ask(asked=AskedQuestion(office=office, **asked | given), now=now, suspicion=suspicion)


def page_proposal(base: KnowledgeBase, **given: Any) -> PageProposal:
    """What a question is taken up with."""
    proposed: dict[str, Any] = {"question": "Bezorgt u paspoorten?", "answer": "Ja."}
    return PageProposal(knowledge_base=base, **proposed | given)
