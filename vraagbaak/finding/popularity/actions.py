from datetime import date

from django.db import transaction

from vraagbaak.finding.popularity.lifts import MAX_CLICKS_A_DAY, decayed
from vraagbaak.finding.popularity.models import ChosenPage
from vraagbaak.knowledge.faqs.models import FaqPage


@transaction.atomic
def choose_page(*, query: str, page: FaqPage, day: date) -> ChosenPage:
    """Counts a click on `page` in the results for `query`, a text from `kept_text`, up to a number per day."""
    # The row is locked until the end; on SQLite because the transaction began with the write lock.
    rows = ChosenPage.objects.select_for_update()
    chosen, created = rows.get_or_create(query=query, page=page, defaults={"chosen_on": day})
    clicks = 0 if created or chosen.chosen_on != day else chosen.chosen_that_day
    if clicks >= MAX_CLICKS_A_DAY or day < chosen.chosen_on:
        return chosen
    chosen.weight = decayed(chosen.weight, since=chosen.chosen_on, today=day) + 1
    chosen.chosen_on, chosen.chosen_that_day = day, clicks + 1
    chosen.save(update_fields=["weight", "chosen_on", "chosen_that_day"])
    return chosen


def forget_choices(*, before: date) -> int:
    """Removes the pages that were last chosen before `before`; gives the number of rows."""
    removed, _per_model = ChosenPage.objects.before(before).delete()
    return removed
