"""Where imported rows go: a knowledge base, its translations, their topics, and the tags."""

import uuid
from typing import TypeVar

from django.contrib.auth.models import Group
from django.utils.text import slugify
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site

from vraagbaak.exchange.rows import FaqRow
from vraagbaak.exchange.translations import translation_key
from vraagbaak.knowledge.audiences.access import User
from vraagbaak.knowledge.audiences.choices import GroupName
from vraagbaak.knowledge.bases.models import KnowledgeBase, Topic
from vraagbaak.knowledge.faqs.models import FaqPage, FaqTag

AnyPage = TypeVar("AnyPage", bound=Page)


class NoTargetError(Exception):
    """There is nowhere to put a row, or any row; the message is a sentence that says why."""


class ImportTargets:
    """Finds targets, or creates them; caches what it found until `forget`.

    A knowledge base and its translations are created only with `create`; topics and tags always. With `publish`,
    targets that were never published are published.
    """

    def __init__(
        self, *, slug: str, site: Site, create: bool, publish: bool, user: User | None = None
    ) -> None:
        self.slug, self.site, self.create, self.publish, self.user = slug, site, create, publish, user
        self.forget()

    def forget(self) -> None:
        """To be called when a transaction in which targets were created is rolled back."""
        self._bases: dict[str, KnowledgeBase] = {}
        self._topics: dict[int, dict[str, Topic]] = {}
        self._source: KnowledgeBase | None = None
        self._tags: dict[str, FaqTag] | None = None
        self._editors: Group | None = None
        self.begin_batch()

    def begin_batch(self) -> None:
        """To be called when the pages placed so far are in the database, where they can be found."""
        self._topics_placed: dict[uuid.UUID, Topic] = {}

    @property
    def editors(self) -> Group | None:
        """The group that owns pages without another owner."""
        if self._editors is None:
            self._editors = Group.objects.filter(name=GroupName.EDITORS).first()
        return self._editors

    @property
    def source(self) -> KnowledgeBase | None:
        """The knowledge base with this slug, preferably the one in the language of the site's home page."""
        if self._source is None:
            home = self.site.root_page
            found = list(
                KnowledgeBase.objects.of_site(self.site).filter(slug=self.slug).select_related("locale")
            )
            self._source = min(
                found, key=lambda base: (base.locale_id != home.locale_id, base.pk), default=None
            )
        return self._source

    def check(self, language: str) -> None:
        """Raises NoTargetError when there is no knowledge base in this language and none may be created."""
        if self.create or self._find(language):
            return
        if not self.source:
            raise NoTargetError(
                _("There is no knowledge base “%(slug)s” on this site; --create makes it.")
                % {"slug": self.slug}
            )
        raise NoTargetError(
            _("the knowledge base has no translation in “%(language)s”; --create makes it.")
            % {"language": language}
        )

    def base_in(self, language: str) -> KnowledgeBase:
        """The knowledge base in this language, created if missing. Raises NoTargetError."""
        if language not in self._bases:
            self.check(language)
            self._bases[language] = self._publish_new(self._find(language) or self._create(language))
        return self._bases[language]

    def topic_of(self, row: FaqRow, base: KnowledgeBase) -> Topic | None:
        """The topic that the row names, created if missing; one that editors renamed is still recognised."""
        if not row.topic:
            return None
        topics = self._topics_of(base)
        name = row.topic.casefold()
        topics[name] = self._publish_new(topics.get(name) or self._create_topic(row, base))
        self._topics_placed.setdefault(translation_key(row, base.translation_key), topics[name])
        return topics[name]

    def tags_of(self, row: FaqRow) -> list[FaqTag]:
        """The row's tags, created if missing; case makes no difference."""
        if self._tags is None:
            self._tags = {tag.name.casefold(): tag for tag in FaqTag.objects.all()}
        for name in row.tags:
            if name.casefold() not in self._tags:
                self._tags[name.casefold()] = FaqTag.objects.create(name=name)
        return list(dict.fromkeys(self._tags[name.casefold()] for name in row.tags))

    def _find(self, language: str) -> KnowledgeBase | None:
        if self.source is None or self.source.locale.language_code == language:
            return self.source
        return self.source.get_translations().filter(locale__language_code=language).first()

    def _create(self, language: str) -> KnowledgeBase:
        source = self.source or self._create_source()
        if source.locale.language_code == language:
            return source
        locale, _made = Locale.objects.get_or_create(language_code=language)
        home = source.get_parent().specific
        if not home.has_translation(locale):
            self._publish_new(home.copy_for_translation(locale))
        return source.copy_for_translation(locale)

    def _create_source(self) -> KnowledgeBase:
        home = self.site.root_page.specific
        self._source = home.add_child(
            instance=KnowledgeBase(
                title=self.slug.replace("-", " ").capitalize(),
                slug=self.slug,
                live=False,
                locale=home.locale,
                owner=self.user,
                default_owner_person=self.user,
                default_owner_group=None if self.user else self.editors,
            )
        )
        return self._publish_new(self._source)

    def _topics_of(self, base: KnowledgeBase) -> dict[str, Topic]:
        if base.pk not in self._topics:
            found = list(Topic.objects.child_of(base))
            by_title = {topic.title.casefold(): topic for topic in found}
            by_name = {topic.external_id.casefold(): topic for topic in found if topic.external_id}
            self._topics[base.pk] = by_title | by_name
        return self._topics[base.pk]

    def _create_topic(self, row: FaqRow, base: KnowledgeBase) -> Topic:
        topic = Topic(title=row.topic, external_id=row.topic, live=False, locale=base.locale, owner=self.user)
        original = self._translated_topic(row, base)
        if original and not original.get_translations().filter(locale=base.locale).exists():
            topic.translation_key = original.translation_key
        if not slugify(row.topic, allow_unicode=True):
            topic.slug = f"topic-{uuid.uuid4().hex[:8]}"
        return base.add_child(instance=topic)

    def _translated_topic(self, row: FaqRow, base: KnowledgeBase) -> Topic | None:
        """The topic of the same question in another language, also if that is imported in this batch."""
        key = translation_key(row, base.translation_key)
        placed = self._topics_placed.get(key)
        if placed and placed.locale_id != base.locale_id:
            return placed
        translations = FaqPage.objects.filter(translation_key=key).exclude(locale=base.locale)
        page = translations.exclude(topic=None).select_related("topic").first()
        return page.topic if page else None

    def _publish_new(self, page: AnyPage) -> AnyPage:
        if self.publish and not page.live and page.first_published_at is None:
            page.save_revision(user=self.user).publish(user=self.user)
            page.refresh_from_db()
        return page
