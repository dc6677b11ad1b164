"""What surrounds the pages: languages, log-in, sitemap, error pages, images, the content security policy."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.views.defaults import server_error

from tests import factories

pytestmark = pytest.mark.django_db


class TestLanguages:
    @pytest.fixture
    def translated(self, home: Any, base: Any, english: Any) -> Any:
        home.copy_for_translation(english).save_revision().publish()
        page = base.copy_for_translation(english)
        page.title = "Frequently asked questions"
        page.save_revision().publish()
        return page

    def links(self, client: Client, path: str) -> list[tuple[str, str]]:
        content = client.get(path).content.decode()
        switch = content.split('<ul class="languages">')[1].split("</ul>")[0]
        return [
            (part.split('hreflang="')[1][:2], part.split('"')[0]) for part in switch.split('<a href="')[1:]
        ]

    def test_the_switch_leads_to_the_same_page(self, client: Client, base: Any, translated: Any) -> None:
        assert self.links(client, base.url) == [("nl", base.url), ("en", "/en/veelgestelde-vragen/")]

    def test_without_a_translation_it_leads_home(self, client: Client, topic: Any, translated: Any) -> None:
        faq = factories.FaqPageFactory(parent=topic)

        assert self.links(client, faq.url) == [("nl", faq.url), ("en", "/en/")]

    def test_on_other_screens_it_leads_to_the_same_screen(self, client: Client, translated: Any) -> None:
        assert self.links(client, "/zoeken/") == [("nl", "/zoeken/"), ("en", "/en/zoeken/")]

    def test_the_page_tells_its_language(self, client: Client, base: Any, translated: Any) -> None:
        begins = [client.get(path).content.decode()[:60] for path in (base.url, "/en/veelgestelde-vragen/")]

        assert ['<html lang="nl"' in begins[0], '<html lang="en"' in begins[1]] == [True, True]

    def test_a_language_that_the_site_does_not_have_leads_to_its_own(self, client: Client, base: Any) -> None:
        assert client.get("/de/")["Location"] == "/"


class TestName:
    @pytest.mark.parametrize(
        ("site_name", "shown"), [("Gemeente Zonneveld", "Gemeente Zonneveld"), ("", "Vraagbaak")]
    )
    def test_each_page_bears_the_name_of_the_site_or_else_of_the_product(
        self, client: Client, site: Any, site_name: str, shown: str
    ) -> None:
        site.site_name = site_name
        site.save()

        title = client.get("/").content.decode().split("<title>")[1].split("</title>")[0]

        assert title.rpartition(" – ")[2] == shown


class TestLogIn:
    def test_brings_the_reader_to_the_page(self, client: Client, portal_base: Any, portal_user: Any) -> None:
        data = {"username": portal_user.username, "password": "geheim-voor-de-test", "next": portal_base.url}

        assert client.post("/inloggen/", data)["Location"] == portal_base.url

    @pytest.mark.parametrize("target", ["https://elders.example/", "//elders.example", "javascript:alert(1)"])
    def test_leads_nowhere_else(self, client: Client, site: Any, portal_user: Any, target: str) -> None:
        data = {"username": portal_user.username, "password": "geheim-voor-de-test", "next": target}

        assert client.post("/inloggen/", data)["Location"] == "/"

    def test_logging_out_takes_a_post(self, client: Client, site: Any, portal_user: Any) -> None:
        client.force_login(portal_user)

        assert [client.get("/uitloggen/").status_code, client.post("/uitloggen/").status_code] == [405, 302]


class TestSitemap:
    def test_holds_the_public_pages_of_all_languages(
        self, client: Client, base: Any, topic: Any, home: Any, english: Any
    ) -> None:
        faq = factories.FaqPageFactory(parent=topic, slug="kosten")
        factories.FaqPageFactory(parent=topic, live=False)
        home.copy_for_translation(english).save_revision().publish()

        content = client.get("/sitemap.xml").content.decode()

        addresses = [part.split("</loc>")[0] for part in content.split("<loc>")[1:]]
        assert addresses == [
            f"http://testserver{path}" for path in ("/", "/en/", base.url, topic.url, faq.url)
        ]

    def test_robots_are_kept_from_what_is_personal(self, client: Client, site: Any) -> None:
        content = client.get("/robots.txt").content.decode()

        assert content.splitlines()[:3] == ["User-agent: *", "Disallow: /beheer/", "Disallow: /vraag/"]
        assert content.splitlines()[-1] == "Sitemap: http://testserver/sitemap.xml"


class TestErrors:
    def test_an_unknown_address_offers_the_search(self, client: Client, site: Any) -> None:
        response = client.get("/bestaat-niet/")

        assert response.status_code == 404
        assert 'action="/zoeken/"' in response.content.decode()

    def test_the_page_for_a_failure_needs_nothing_that_may_have_failed(self, rf: Any) -> None:
        response = server_error(rf.get("/"))

        assert response.status_code == 500
        assert "<h1>" in response.content.decode()

    def test_a_form_without_its_cookie_says_what_to_do(self, site: Any, office: Any) -> None:
        response = Client(enforce_csrf_checks=True).post("/vraag-stellen/", {"title": "Vraag"})

        assert response.status_code == 403
        assert response.templates[0].name == "403_csrf.html"


class TestImages:
    def test_only_sizes_made_for_pages_leave(
        self, client: Client, site: Any, settings: Any, tmp_path: Path
    ) -> None:
        settings.MEDIA_ROOT = tmp_path
        for folder in ("images", "original_images", "documents"):
            (tmp_path / folder).mkdir()
            (tmp_path / folder / "een.txt").write_text("inhoud")

        paths = ["images/een.txt", "images/twee.txt", "original_images/een.txt", "documents/een.txt"]
        paths += ["images/../documents/een.txt", "images/%2e%2e/documents/een.txt", "images/"]

        assert [client.get(f"/media/{path}").status_code for path in paths] == [
            200,
            404,
            404,
            404,
            400,
            400,
            404,
        ]


def test_pages_hold_no_script_or_style_of_their_own(
    client: Client, site: Any, office: Any, topic: Any
) -> None:
    faq = factories.FaqPageFactory(parent=topic)

    for path in ("/", faq.url, "/zoeken/?q=paspoort", "/vraag-stellen/", "/inloggen/"):
        response = client.get(path)
        content = response.content.decode()
        assert "default-src 'self'" in response["Content-Security-Policy"].split("; ")
        assert [piece in content for piece in ("<style", " style=", " onclick=", "<script>")] == [False] * 4
