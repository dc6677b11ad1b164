"""Who counts as a person: browsers do, robots that name themselves and browsers that fetch in advance do not."""

import pytest
from django.test import RequestFactory

from website.visits.visitors import is_person, is_robot

CHROME = (
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko)"
    " Chrome/138.0.0.0 Safari/537.36"
)


@pytest.mark.parametrize(
    "browser",
    [
        CHROME,
        f"{CHROME} Edg/138.0.0.0",
        "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5"
        " Safari/605.1.15",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)"
        " Version/18.5 Mobile/15E148 Safari/604.1",
        "Mozilla/5.0 (Linux; Android 15; SM-S921B) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0"
        " Chrome/130.0.0.0 Mobile Safari/537.36",
        # A brand of telephones whose name ends in “bot”.
        "Mozilla/5.0 (Linux; Android 14; CUBOT X90) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/138.0.0.0 Mobile"
        " Safari/537.36",
        "Lynx/2.9.2 libwww-FM/2.14",
    ],
)
def test_a_browser_is_no_robot(browser: str) -> None:
    assert not is_robot(browser)


@pytest.mark.parametrize(
    "robot",
    [
        "",
        "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (Linux; Android 6.0.1; Nexus 5X Build/MMB29P) AppleWebKit/537.36 (KHTML, like Gecko)"
        " Chrome/138.0.0.0 Mobile Safari/537.36 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
        "Mozilla/5.0 (compatible; bingbot/2.0; +http://www.bing.com/bingbot.htm)",
        "Mozilla/5.0 (compatible; YandexBot/3.0; +http://yandex.com/bots)",
        "Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)",
        "Mozilla/5.0 (compatible; Yahoo! Slurp; http://help.yahoo.com/help/us/ysearch/slurp)",
        "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
        "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
        "Mozilla/5.0+(compatible; UptimeRobot/2.0; http://www.uptimerobot.com/)",
        "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) HeadlessChrome/138.0.0.0"
        " Safari/537.36",
        "curl/8.14.1",
        "Wget/1.25.0",
        "python-requests/2.32.4",
        "Scrapy/2.13 (+https://scrapy.org)",
    ],
)
def test_what_names_itself_as_a_robot_is_one(robot: str) -> None:
    assert is_robot(robot)


@pytest.mark.parametrize(
    ("headers", "expected"),
    [({}, True), ({"Sec-Purpose": "prefetch;prerender"}, False), ({"Purpose": "prefetch"}, False)],
)
def test_a_browser_that_fetches_in_advance_is_nobody_looking(
    rf: RequestFactory, headers: dict[str, str], expected: bool
) -> None:
    assert is_person(rf.get("/", headers={"User-Agent": CHROME, **headers})) is expected


def test_only_looking_counts(rf: RequestFactory) -> None:
    assert not is_person(rf.post("/", headers={"User-Agent": CHROME}))
