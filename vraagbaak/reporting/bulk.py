"""What is done with many chosen rows of a list at once."""

from typing import Any

from django.utils import timezone
from django.utils.functional import cached_property
from wagtail.admin.views.bulk_action import BulkAction

from vraagbaak.fields.numbers import read_keys


class ListBulkAction(BulkAction):
    """Rows that the user may not choose are left out, so that not even their titles are shown.

    `heading` stands above the question whether to do it, `confirmation` on its button. `success` is the sentence for
    `number` rows, made with `ngettext_lazy`.
    """

    heading: Any
    confirmation: Any = ""
    success: Any
    max_rows = 500

    def choosable(self) -> Any:
        """The rows with which the user may do this, in the order in which they are shown."""
        raise NotImplementedError

    @cached_property
    def chosen(self) -> list[Any]:
        keys = read_keys(self.request.GET.getlist("id"))[: self.max_rows]
        return list(self.choosable().filter(pk__in=keys))

    def get_actionable_objects(self) -> tuple[list[Any], dict[str, list[Any]]]:
        return self.chosen, {"items_with_no_access": []}

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return {**context, "heading": self.heading, "confirmation": self.confirmation}

    def get_execution_context(self) -> dict[str, Any]:
        """What `execute_action` is called with."""
        given = self.cleaned_form.cleaned_data if self.cleaned_form else {}
        return {"user": self.request.user, "request": self.request, "now": timezone.now(), **given}

    def get_success_message(self, number: int, others: int) -> str | None:
        return self.success_message(number) if number else None

    def success_message(self, number: int) -> str:
        return str(self.success % {"number": number})
