"""The digest preference in the account settings of the admin."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.account import BaseSettingsPanel, notifications_tab

from vraagbaak.review.digests.forms import DigestPreferenceForm
from vraagbaak.review.digests.models import DigestPreference


class DigestSettingsPanel(BaseSettingsPanel):
    name = "review_digest"
    title = _("Reviews")
    tab = notifications_tab
    order = 200

    def get_form(self) -> DigestPreferenceForm:
        preference = DigestPreference.objects.filter(user=self.user).first()
        data: Any = self.request.POST if self.request.method == "POST" else None
        return DigestPreferenceForm(
            data, instance=preference or DigestPreference(user=self.user), prefix=self.name
        )
