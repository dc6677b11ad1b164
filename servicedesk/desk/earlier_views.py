"""The answer history, for every agent, without who asked (rule 13)."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from servicedesk.desk.screens import DeskListView
from servicedesk.earlier.models import EarlierQuestion
from servicedesk.earlier.similar import search_earlier
from servicedesk.questions.sources.reuse import reuse_counts


class EarlierAnswersView(DeskListView):
    """Searched by the engine; without a search the latest answers come first."""

    model = EarlierQuestion
    page_title = _("Earlier answers")
    header_icon = "history"
    template_name = "servicedesk/desk/earlier/index.html"
    results_template_name = "servicedesk/desk/earlier/index_results.html"
    default_ordering = "-answered_at"
    paginate_by = 20
    # `may` decides who comes in.
    any_permission_required: Any = None

    def get_base_queryset(self) -> Any:
        return EarlierQuestion.objects.visible_to(self.request.user).answered().select_related("office")

    def order_queryset(self, queryset: Any) -> Any:
        return queryset.order_by("-answered_at", "-pk")

    def search_queryset(self, queryset: Any) -> Any:
        return search_earlier(self.search_query, among=queryset) if self.is_searching else queryset

    def get_index_url(self) -> str:
        return reverse("earlier_answers:index")

    def get_index_results_url(self) -> str:
        return reverse("earlier_answers:index_results")

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(*args, **kwargs)
        found = list(context["object_list"])
        reused = reuse_counts(earlier.question_id for earlier in found)
        for earlier in found:
            earlier.reused = reused.get(earlier.question_id, 0)
        several = len({earlier.office_id for earlier in found}) > 1
        return {**context, "object_list": found, "shows_office": several}
