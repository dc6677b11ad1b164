from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.filters import DateRangePickerWidget, WagtailFilterSet

from vraagbaak.fields.filters import DaysFilter, ObjectFilter
from vraagbaak.knowledge.bases.models import KnowledgeBase
from vraagbaak.knowledge.bases.querysets import KnowledgeBaseQuerySet
from vraagbaak.review.history.models import ReviewDay
from vraagbaak.review.history.permissions import bases_explored_by


def bases_of_reader(request: Any) -> KnowledgeBaseQuerySet:
    return bases_explored_by(request.user) if request else KnowledgeBase.objects.none()


class ReviewHistoryFilterSet(WagtailFilterSet):
    knowledge_base = ObjectFilter(
        label=_("Knowledge base"), queryset=bases_of_reader, empty_label=_("All knowledge bases")
    )
    day = DaysFilter(label=_("Period"), widget=DateRangePickerWidget)

    class Meta:
        model = ReviewDay
        fields = ["knowledge_base", "day"]

    @property
    def knowledge_base_chosen(self) -> KnowledgeBase | None:
        base: KnowledgeBase | None = self.form.cleaned_data.get("knowledge_base")
        return base

    def filter_reviews(self, reviews: Any) -> Any:
        """The reviews of the same knowledge base and period, its last day included."""
        if self.knowledge_base_chosen:
            reviews = reviews.filter(knowledge_base=self.knowledge_base_chosen)
        period = self.form.cleaned_data.get("day") or slice(None)
        if period.start:
            reviews = reviews.filter(done_at__gte=period.start)
        return reviews.filter(done_at__lte=period.stop) if period.stop else reviews
