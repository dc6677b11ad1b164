"""The knowledge in the Wagtail admin, beside the page tree."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.viewsets.base import ViewSetGroup
from wagtail.permissions import register_permission_policy

from vraagbaak.faqs.viewsets import FaqListingViewSet, TagViewSet
from vraagbaak.feedback.models import Feedback
from vraagbaak.feedback.permissions import FeedbackPolicy
from vraagbaak.feedback.viewsets import FeedbackViewSet

register_permission_policy(Feedback, FeedbackPolicy(Feedback))


class KnowledgeGroup(ViewSetGroup):
    menu_label = _("Knowledge bases")
    menu_icon = "openquote"
    menu_name = "vraagbaak"
    menu_order = 120
    items = (FaqListingViewSet(), TagViewSet(), FeedbackViewSet())


@hooks.register("register_admin_viewset")
def register_knowledge() -> KnowledgeGroup:
    return KnowledgeGroup()
