from typing import Any

from django import forms

from vraagbaak.review.digests.actions import choose_day
from vraagbaak.review.digests.choices import DigestDay
from vraagbaak.review.digests.models import DigestPreference


class DigestPreferenceForm(forms.ModelForm[DigestPreference]):
    class Meta:
        model = DigestPreference
        fields = ["day"]

    def save(self, commit: bool = True) -> Any:
        return choose_day(user=self.instance.user, day=DigestDay(self.cleaned_data["day"]))
