"""A desk with questions, answers, triage and runs of askers, made in bulk; Django is set up before it is used."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import cycle

DAYS = 182
"""Over which everything is spread; the dashboard shows half of them."""
AGENTS_ANSWER_AFTER_HOURS = (1, 3, 8, 26, 50)
GROUP_SIZE = 5
WAITING_SHARE = 10
"""One question in so many waits in triage."""
SUGGESTIONS = 3
QUERIES = 5_000
BATCH = 2_000


class Desk:
    """An office with as many questions as runs; what differs between them follows from their number."""

    def __init__(self, *, number: int, now: datetime) -> None:
        from wagtail.models import Site

        from servicedesk.models import Office, Party, Subject
        from vraagbaak.models import FaqPage

        self.number, self.now = number, now
        self.site = Site.objects.get(is_default_site=True)
        self.office, _is_new = Office.objects.get_or_create(
            site=self.site, defaults={"name": "Bench", "email": "bench@zonneveld.example"}
        )
        self.subjects = [Subject.objects.create(office=self.office, name=f"Subject {n}") for n in range(20)]
        asker = {"office": self.office, "name": "Fatima de Vries"}
        self.askers = Party.objects.bulk_create(
            Party(**asker, email=f"asker{n}@post.example") for n in range(max(number // 10, 1))
        )
        self.pages = list(FaqPage.objects.values_list("pk", "title")[:BATCH])

    def moments(self) -> Iterator[datetime]:
        step = timedelta(days=DAYS) / self.number
        return (self.now - number * step - timedelta(days=3) for number in range(self.number))

    def fill(self) -> None:
        self.fill_questions()
        self.fill_answers()
        self.fill_triage()
        self.fill_runs()
        self.fill_searches()
        self.fill_index()

    def fill_questions(self) -> None:
        from servicedesk.models import Question
        from servicedesk.questions.choices import Channel, QuestionStatus

        titles, subjects, askers = cycle(self.pages), cycle(self.subjects), cycle(self.askers)
        channels = cycle(Channel.values)
        self.questions = Question.objects.bulk_create(
            (
                Question(
                    office=self.office,
                    asker=next(askers),
                    subject=next(subjects),
                    channel=next(channels),
                    title=f"{next(titles)[1]} ({number})"[:255],
                    status=QuestionStatus.CLOSED,
                    asked_at=at,
                )
                for number, at in enumerate(self.moments())
            ),
            batch_size=BATCH,
        )

    def fill_answers(self) -> None:
        from servicedesk.models import Answer
        from servicedesk.questions.choices import KnowledgeHeld

        held = cycle([*KnowledgeHeld.values, ""])
        delays = cycle(AGENTS_ANSWER_AFTER_HOURS)
        answers = (
            Answer(
                question=question,
                text="Bel ons.",
                signed_off_at=question.asked_at + timedelta(hours=next(delays)),
                knowledge_held=next(held),
            )
            for question in self.questions
        )
        Answer.objects.bulk_create(answers, batch_size=BATCH)

    def fill_triage(self) -> None:
        from servicedesk.models import Triage, TriageGroup

        waiting = self.questions[::WAITING_SHARE]
        groups = TriageGroup.objects.bulk_create(
            TriageGroup(office=self.office, made_at=self.now) for _each in waiting[::GROUP_SIZE]
        )
        Triage.objects.bulk_create(
            (
                Triage(question=question, group=groups[number // GROUP_SIZE], entered_at=question.asked_at)
                for number, question in enumerate(waiting)
            ),
            batch_size=BATCH,
        )

    def fill_runs(self) -> None:
        from servicedesk.deflection.choices import AskOutcome
        from servicedesk.models import AskRun, ShownSuggestion

        pages, outcomes = cycle(self.pages), cycle([AskOutcome.ANSWERED, AskOutcome.ASKED, AskOutcome.LEFT])
        common = {"office": self.office}
        runs = AskRun.objects.bulk_create(
            (
                AskRun(**common, key=str(n), visitor=str(n), begun_at=at, ended_at=at, outcome=next(outcomes))
                for n, at in enumerate(self.moments())
            ),
            batch_size=BATCH,
        )
        shown = (
            ShownSuggestion(
                run=run,
                page_id=next(pages)[0],
                position=position,
                shown_at=run.begun_at,
                opened_at=run.begun_at if position == 1 else None,
            )
            for run in runs
            for position in range(1, SUGGESTIONS + 1)
        )
        ShownSuggestion.objects.bulk_create(shown, batch_size=BATCH)
        AskRun.objects.filter(outcome=AskOutcome.ANSWERED).update(answered_at=self.now - timedelta(days=3))

    def fill_searches(self) -> None:
        from vraagbaak.finding.query_log.models import QueryDay

        day = self.now.date() - timedelta(days=7)
        kinds = {"site": self.site, "language": "nl", "day": day, "searches": 4, "without_results": 2}
        QueryDay.objects.bulk_create(QueryDay(**kinds, query=f"query {n}") for n in range(QUERIES))

    def fill_index(self) -> None:
        """What agents search, without the cleaning of the texts, which is done one by one as questions close."""
        from django.core.management import call_command

        from servicedesk.models import EarlierQuestion

        EarlierQuestion.objects.bulk_create(
            (
                EarlierQuestion(
                    question=question,
                    office=self.office,
                    language="nl",
                    title=question.title,
                    answer="Bel ons.",
                    answered_at=question.asked_at,
                )
                for question in self.questions
            ),
            batch_size=BATCH,
        )
        call_command("update_index", verbosity=0)
