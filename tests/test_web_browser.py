"""The pages in a browser, as a reader walks them: phone and desktop, light and dark, no script."""

import re
import shutil
import threading
import time

import pytest
import uvicorn
from archives_made import archive_of

from shilu.archive import Archive
from shilu.serving import listen
from shilu.web import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium"),
]
SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}
#: Of links that lead to one view, so many are followed.
OF_A_KIND = 3


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    with Archive.open(archive_of(tmp_path_factory.mktemp("walk") / "shilu.db")) as archive:
        listening = listen("127.0.0.1", 0)
        server = uvicorn.Server(uvicorn.Config(create_app(archive), log_level="warning"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]})
        thread.start()
        while not server.started:
            time.sleep(0.05)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as running:
        opened = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(site, browser):
    """Opens a page of the site in a context of its own, and sees that nothing goes wrong there."""
    contexts, wrong = [], []

    def opened(path, screen="desktop", **options):
        width, height = SCREENS[screen]
        options = {"locale": "zh-CN", **options}
        contexts.append(
            browser.new_context(
                base_url=site, viewport={"width": width, "height": height}, **options
            )
        )
        page = contexts[-1].new_page()
        page.on("console", lambda said: wrong.append((page.url, said.text)))
        page.on("pageerror", lambda error: wrong.append((page.url, str(error))))
        page.on(
            "request",
            lambda asked: asked.url.startswith((site, "data:")) or wrong.append(asked.url),
        )
        page.goto(path)
        return page

    yield opened
    for context in contexts:
        context.close()
    assert wrong == []


def kind(path):
    """The view that a path is of: `/articles/…` whatever its code."""
    return re.sub(r"(?<=/)[^/.?]*[^a-z/.?][^/.?]*", "…", re.sub(r"[?#].*", "", path))


def walk(page):
    """Every page that links lead to, a few of each view."""
    todo, met, kinds = ["/"], {"/"}, {}
    while todo:
        path = todo.pop(0)
        yield path, page.goto(path)
        for link in page.locator("a[href]").evaluate_all("all => all.map(a => a.href)"):
            to = re.sub(r"^https?://[^/]+|#.*", "", link)
            if to in met or re.search(r"\.(json|csv)\b", to):
                continue
            met.add(to)
            kinds[kind(to)] = kinds.get(kind(to), 0) + 1
            if kinds[kind(to)] <= OF_A_KIND:
                todo.append(to)


@pytest.mark.parametrize("colours", ["light", "dark"])
@pytest.mark.parametrize("screen", SCREENS)
def test_every_page_fits_its_screen_and_obeys_its_policy(visit, screen, colours):
    page = visit("/", screen, color_scheme=colours)
    seen = set()
    for path, response in walk(page):
        assert response.status == 200, path
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
        assert page.locator("h1").count() >= 1, path
        unnamed = "e => !(e.textContent.trim() || e.ariaLabel || e.title)"
        assert not page.locator("a, button").evaluate_all(f"all => all.some({unnamed})"), path
        seen.add(kind(path))
    assert {"/", "/search", "/refused", "/try", "/articles/…"} <= seen


def test_a_reader_searches_narrows_and_opens_an_article(visit):
    page = visit("/")
    page.fill("#words", "香港 合作")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    before = page.locator(".hits .item").count()
    page.locator(".facets a").first.click()
    page.wait_for_selector(".chip")
    assert "words=" in page.url and page.locator(".hits .item").count() <= before
    assert page.locator("#faces a").first.get_attribute("href").split("?")[1] in page.url
    page.go_back()
    page.wait_for_selector(".chip", state="detached")
    page.locator(".hits h3 a").first.click()
    page.wait_for_selector("article.sheet")


def article_of(page, words="程远川率团访问香港"):
    page.goto(f"/search?words={words}")
    page.locator(".hits h3 a").first.click()
    page.wait_for_selector("article.sheet")


@pytest.mark.parametrize("screen", SCREENS)
def test_a_value_shows_its_meaning_its_rule_and_its_characters(visit, screen):
    page = visit("/", screen)
    article_of(page)
    mark = page.locator(".body .s.times").first
    mark.click()
    card = page.locator(".card:not([hidden])")
    assert "times.point" in card.inner_text()
    page.check("#show-received")
    lit = page.locator("#source .s.hot").all_inner_texts()
    assert "".join(lit).replace("\n", "") == mark.inner_text()
    name = card.locator("dd a").get_attribute("href")
    address = page.url.split("#")[0]
    page.goto("about:blank")
    page.goto(address + name)
    assert "times.point" in page.locator(".card:not([hidden])").inner_text()


def test_a_layer_is_switched_off(visit):
    page = visit("/")
    article_of(page)
    figure = page.locator(".body .s.figures").first
    drawn = "e => getComputedStyle(e).getPropertyValue('--tint')"
    before = figure.evaluate(drawn)
    page.uncheck("#l-figures")
    assert figure.evaluate(drawn) != before


@pytest.mark.parametrize("script", [True, False])
def test_language_and_colours_hold_from_page_to_page(visit, script):
    page = visit("/refused", java_script_enabled=script)
    page.click("button[value=en]")
    page.click("button[value=dark]")
    page.wait_for_timeout(500)
    page.goto("/refused")
    shown = page.locator("main h1").inner_text()
    assert shown == "Refused"
    assert page.locator("html").get_attribute("data-theme") == "dark"


def test_everything_works_without_script(visit):
    page = visit("/", java_script_enabled=False)
    page.fill("#words", "香港")
    page.locator(".seek button").click()
    page.locator(".facets a").first.click()
    assert page.locator(".chip").count()
    page.locator(".hits h3 a").first.click()
    assert page.locator(".body p").count() > 1
    page.locator(".layer summary").first.click()
    assert page.locator(".layer td").first.is_visible()


def test_a_page_is_tried(visit):
    page = visit("/try")
    page.fill("#text", "省长李明5月30日在长沙会见香港客人，双方就扩大贸易交换意见。" * 2)
    page.fill("input[name=published]", "2023-05-31")
    page.click("button.main")
    page.locator(".body .s.times").first.click()
    assert "2023-05-30" in page.locator(".card:not([hidden])").inner_text()
