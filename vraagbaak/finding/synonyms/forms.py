from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm

from vraagbaak.finding.synonyms.actions import ImportResult, already, import_synonyms
from vraagbaak.finding.synonyms.choices import Direction, content_languages
from vraagbaak.finding.synonyms.expressions import check_sides, clean_side
from vraagbaak.finding.synonyms.known import known_pairs
from vraagbaak.finding.synonyms.reading import BadLine, Line, decoded, read_lines
from vraagbaak.knowledge.audiences.access import User

MAX_LINES = 10_000
FILE_BYTES = 5_000_000
ADD, PARTLY, REPLACE = "add", "partly", "replace"


class SynonymForm(WagtailAdminModelForm):
    """Rejects what the search engine cannot use, and what is known already."""

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        language = cleaned.get("language")
        if language:
            for name in ("written", "means"):
                self.clean_one_side(name, language)
        if all(cleaned.get(name) for name in ("written", "means", "direction", "language")):
            self.check_line(cleaned)
        return cleaned

    def clean_one_side(self, name: str, language: str) -> None:
        if name not in self.cleaned_data:
            return
        try:
            self.cleaned_data[name] = clean_side(self.cleaned_data[name], language=language)
        except ValidationError as error:
            self.add_error(name, error)

    def check_line(self, cleaned: dict[str, Any]) -> None:
        try:
            check_sides(cleaned["written"], cleaned["means"], language=cleaned["language"])
        except ValidationError as error:
            self.add_error("means", error)
            return
        fields = ("written", "means", "direction", "language")
        synonym = self._meta.model(**{name: cleaned[name] for name in fields})
        if taken := known_pairs(cleaned["language"], without=self.instance).taken(synonym):
            self.add_error("written", already(taken))


class ImportForm(forms.Form):
    """A list of synonyms as a file or as pasted text, and what to do with it."""

    file = forms.FileField(
        label=_("CSV file"),
        required=False,
        help_text=_("At most 10,000 lines."),
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.tsv,text/csv,text/plain"}),
    )
    text = forms.CharField(
        label=_("Or paste the list here"),
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    language = forms.ChoiceField(
        label=_("Language"),
        choices=content_languages,
        help_text=_("Of lines that name no language."),
    )
    direction = forms.ChoiceField(
        label=_("Direction"),
        choices=Direction.choices,
        initial=Direction.TWO_WAY,
        help_text=_("Of lines that name no direction."),
    )
    method = forms.ChoiceField(
        label=_("What to do"),
        choices=[
            (ADD, _("Add what is new; when a line is wrong, change nothing")),
            (PARTLY, _("Add what is new; leave out lines that are wrong")),
            (REPLACE, _("Replace: delete what the list does not hold, in each language that it names")),
        ],
        initial=ADD,
        widget=forms.RadioSelect,
    )

    lines: list[Line | BadLine]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file and file.size > FILE_BYTES:
            raise ValidationError(_("This file is larger than 5 MB."))
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        file, text = cleaned.get("file"), cleaned.get("text") or ""
        if file and text.strip():
            raise ValidationError(_("Choose a file or paste a list, not both."))
        text = decoded(file.read()) if file else text
        self.lines = list(read_lines(text, direction=cleaned["direction"], language=cleaned["language"]))
        if not self.lines:
            raise ValidationError(_("There is no line in this list."))
        if len(self.lines) > MAX_LINES:
            raise ValidationError(
                _("This list has %(count)d lines; at most %(most)d are taken at a time.")
                % {"count": len(self.lines), "most": MAX_LINES}
            )
        return cleaned

    @property
    def replaces(self) -> bool:
        return bool(self.cleaned_data["method"] == REPLACE)

    def save(self, *, user: User) -> ImportResult:
        partly = self.cleaned_data["method"] == PARTLY
        return import_synonyms(lines=self.lines, user=user, replace=self.replaces, partly=partly)
