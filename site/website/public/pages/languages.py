"""Links to the same page in the other languages of the site."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import translate_url
from django.utils.translation import get_language
from wagtail.models import Page, Site

from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage

# Each language by its own name, which its readers look for.
NAMES = {"nl": "Nederlands", "en": "English", "de": "Deutsch", "fr": "Français"}


@dataclass(frozen=True)
class LanguageLink:
    code: str
    url: str
    is_current: bool
    is_translation: bool

    @property
    def name(self) -> str:
        return NAMES.get(self.code, self.code)


def language_links(request: HttpRequest, page: Page | None) -> list[LanguageLink]:
    """A link for each language of the site, in the order of the settings; none when there is only one.

    Without a translation that this visitor may see, the link leads to the home page in that language.
    """
    homes = homes_by_language(request)
    if len(homes) < 2:
        return []
    translations = translations_by_language(request, page) if page else {}
    return [
        link_to(request, code, page, translations, homes)
        for code, _name in settings.LANGUAGES
        if code in homes
    ]


def homes_by_language(request: HttpRequest) -> dict[str, Page]:
    site = Site.find_for_request(request)
    if site is None:
        return {}
    homes = site.root_page.get_translations(inclusive=True).live().select_related("locale")
    return {home.locale.language_code: home for home in homes}


def translations_by_language(request: HttpRequest, page: Page) -> dict[str, Page]:
    translations = visible_pages(page, request.user).filter(translation_key=page.translation_key)
    return {each.locale.language_code: each for each in translations.select_related("locale")}


def visible_pages(page: Page, user: User) -> QuerySet[Any]:
    match page:
        case FaqPage() | KnowledgeBase() | Topic():
            return type(page).objects.visible_to(user)
        case _:
            return Page.objects.live()


def link_to(
    request: HttpRequest, code: str, page: Page | None, translations: dict[str, Page], homes: dict[str, Page]
) -> LanguageLink:
    if page is None:
        url, is_translation = translate_url(request.path, code), True
    else:
        url, is_translation = translations.get(code, homes[code]).get_url(request), code in translations
    return LanguageLink(code, url, code == get_language(), is_translation)
