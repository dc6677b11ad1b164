"""The requests and responses of our own API; within version 1 these shapes do not change."""

from datetime import date
from typing import Annotated

from django.conf import settings
from ninja import Field, Schema
from pydantic import AfterValidator, StrictBool
from pydantic_core import PydanticCustomError

MAX_QUERY_LENGTH = 1000
MAX_REASON_LENGTH = 1000
MAX_DETAILS = 50


def no_nul(text: str) -> str:
    if "\0" in text:
        raise PydanticCustomError("nul", "NUL in a text")
    return text


def known_language(code: str) -> str:
    if code and code not in dict(settings.LANGUAGES):
        raise PydanticCustomError("language", "unknown language")
    return code


Text = Annotated[str, AfterValidator(no_nul)]
Slug = Annotated[Text, Field(max_length=255, description="The slug, as in the page's address.")]
Language = Annotated[str, AfterValidator(known_language), Field(description="A language code, such as nl.")]


class Search(Schema):
    q: Annotated[Text, Field(max_length=MAX_QUERY_LENGTH, description="An empty text finds nothing.")] = ""
    knowledge_base: Slug = ""
    topic: Slug = ""
    language: Language = ""
    limit: int = Field(20, ge=1, le=100)
    offset: int = Field(0, ge=0, le=10_000)


class Suggest(Search):
    limit: int = Field(5, ge=1, le=100)


class FoundFaq(Schema):
    id: int
    external_id: str
    question: str
    excerpt: str = Field(
        description="Plain text: the part of the answer that the query is about; of a suggestion, its beginning."
    )
    url: str
    language: str
    knowledge_base: str = Field(description="Its slug.")
    topic: str | None = Field(description="Its slug.")
    score: float = Field(description="Higher is better; compare within one response only.")


class Found(Schema):
    items: list[FoundFaq] = Field(description="Best first.")
    total: int
    corrected: str | None = Field(
        None, description="The query of which these are the results, when nothing was found for the one sent."
    )


class AnswerForms(Schema):
    html: str
    markdown: str
    text: str


class Translation(Schema):
    language: str
    id: int
    url: str


class Related(Schema):
    id: int
    question: str
    url: str


class Faq(Schema):
    id: int
    external_id: str
    url: str
    question: str
    answer: AnswerForms
    tags: list[str]
    topic: str | None = Field(description="Its slug.")
    knowledge_base: str = Field(description="Its slug.")
    alternatives: list[str] = Field(description="Alternative phrasings of the question.")
    reviewed_on: date | None
    review_on: date | None
    language: str
    translations: list[Translation]
    related: list[Related]


class NewQuestion(Schema):
    title: str = Field(
        "", description="The question in one sentence.", examples=["Kan mijn paspoort bezorgd worden?"]
    )
    body: str = Field("", description="What else there is to tell; may be left out.")
    name: str = Field("", examples=["Fatima de Vries"])
    email: str = Field("", examples=["fatima@post.example"])
    language: Language = Field("", description="In which language the asker is answered.")
    subject: int | None = Field(None, description="The id of a subject of the office; may be left out.")
    details: Annotated[
        dict[Text, StrictBool | int | float | Text],
        Field(
            max_length=MAX_DETAILS,
            description="What the subject asks more: the labels of its extra fields with what is filled in. A date"
            " as 2026-12-31, yes or no as true or false.",
            examples=[{"Zaaknummer": "Z-2026-00017", "Spoed": False}],
        ),
    ] = {}
    tell_when_published: bool = Field(
        False, description="Whether the asker is mailed when the answer is published for others."
    )
    consent: bool = Field(
        False, description="That the asker agrees with the privacy text; needed where the office asks that."
    )


class Asked(Schema):
    status_url: str = Field(
        description="Shows the question's status to who has this address, without an account."
    )


class NewFeedback(Schema):
    helpful: StrictBool
    reason: Annotated[Text, Field(max_length=MAX_REASON_LENGTH)] = ""


class FeedbackGiven(Schema):
    helpful: bool
