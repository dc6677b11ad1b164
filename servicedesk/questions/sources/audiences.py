"""For whom an answer is that was made from other things (rule 5)."""

from collections.abc import Iterable

from servicedesk.questions.sources.models import UsedSource
from vraagbaak.knowledge.audiences.choices import Audience


def answers_kept_from(audience: Audience, *, among: Iterable[int]) -> set[int]:
    """Keys of the answers that were made from a page which this audience may not see, or from such an answer.

    One query for each step back from an answer to the answers it was made from, however many answers there are.
    """
    kept: set[int] = set()
    made_from: list[tuple[int, int]] = []
    known: set[int] = set()
    step = set(among)
    while step:
        known |= step
        used = UsedSource.objects.filter(answer__in=step).order_by()
        for answer, of_page, earlier in used.values_list(
            "answer", "page__effective_audience", "earlier_answer"
        ):
            if of_page is not None and of_page not in audience.visible:
                kept.add(answer)
            if earlier is not None:
                made_from.append((answer, earlier))
        step = {earlier for _answer, earlier in made_from} - known
    while more := {answer for answer, earlier in made_from if earlier in kept} - kept:
        kept |= more
    return kept
