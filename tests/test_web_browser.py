"""The pages in a browser, as a reader walks them: phone and desktop, light and dark, no script."""

import json
import re
import shutil
import threading
import time

import pytest
import uvicorn
from archives_made import EXAMPLES, archive_of

from shilu.archive import Archive
from shilu.commands.serve import listen
from shilu.web import create_app

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(CHROMIUM is None, reason="needs chromium"),
]
SCREENS = {"phone": (390, 844), "desktop": (1280, 900)}
#: Of links that lead to one view, so many are followed.
OF_A_KIND = 3
#: What links must lead to, from the first page on.
VIEWS = {"/", "/search", "/articles/…", "/refused", "/try", "/regions", "/brief/…", "/brief/…/…"}
VIEWS |= {"/reports/…", "/collations/…", "/people", "/people/…", "/organizations"}
VIEWS |= {"/organizations/…", "/figures", "/figures/series", "/commitments"}


#: Told of two years, so that there is a series to draw.
YEARS = (
    "2022年，湖南对香港进出口额561.1亿元，同比增长6.2%。湖南将进一步扩大与香港的贸易合作。",
    "2023年，湖南对香港进出口额602.5亿元，同比增长7.4%。湖南愿深化与香港的金融合作。",
)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("walk")
    told = [
        {"id": f"year-{n}", "title": "湘港贸易持续增长", "text": text, "date": f"202{n + 3}-01-15"}
        for n, text in enumerate(YEARS)
    ]
    years = folder / "years.jsonl"
    years.write_text("\n".join(map(json.dumps, told)), "utf-8")
    with Archive.open(archive_of(folder / "shilu.db", EXAMPLES, years)) as archive:
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
        opened = running.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"]
        )
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
    assert seen >= VIEWS


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


# --- regions, copies, names ----------------------------------------------------------------------


@pytest.mark.parametrize("screen", SCREENS)
def test_two_regions_lead_to_their_figures_and_to_the_sentence(visit, screen):
    page = visit("/regions", screen)
    page.locator("input[name=region]").nth(0).fill("湘")
    page.locator("input[name=region]").nth(1).fill("香港特別行政區")
    page.click("form.choose button")
    page.wait_for_url("**/brief/**")
    assert page.locator("h1").inner_text() == "湖南 · 香港"
    chart = page.locator("figure.chart canvas").first
    chart.scroll_into_view_if_needed()
    assert chart.bounding_box()["height"] > 100
    page.locator("#figures .told a").first.click()
    page.wait_for_selector("article.sheet")
    assert "figures" in page.locator(".card:not([hidden])").get_attribute("class")


def test_a_chart_is_drawn_anew_in_other_colours(visit):
    page = visit("/brief/湖南/香港")
    drawn = "all => all.map(each => each.toDataURL())"
    before = page.locator("figure.chart canvas").evaluate_all(drawn)
    page.click("button[value=dark]")
    page.wait_for_timeout(500)
    assert before and page.locator("figure.chart canvas").evaluate_all(drawn) != before


def test_the_copies_of_a_report_are_collated(visit):
    page = visit("/")
    article_of(page)
    page.locator("a[href^='/collations/']").click()
    page.wait_for_selector(".copy")
    assert page.locator(".copy").count() >= 1
    page.locator("a[href^='/reports/']").click()
    page.wait_for_selector(".standings")
    assert page.locator(".badge").count() >= 1


@pytest.mark.parametrize("kind", ["people", "organizations", "figures"])
def test_a_list_leads_to_what_is_told_and_from_there_to_the_sentence(visit, kind):
    page = visit(f"/{kind}")
    page.locator(f"main a[href^='/{kind}/']").first.click()
    page.wait_for_url(f"**/{kind}/**")
    page.locator("main a[href^='/articles/'], main a[href^='/search?']").first.click()
    page.wait_for_selector("article.sheet, .hits h3 a")
    if "/search" in page.url:  # it is named, and nothing told of it
        page.locator(".hits h3 a").first.click()
        page.wait_for_selector("article.sheet")


# --- hands, and what is sent ---------------------------------------------------------------------


@pytest.mark.parametrize("path", ["/", "/search?words=香港", "/brief/湖南/香港", "/regions"])
def test_every_link_and_field_is_reached_by_the_keyboard(visit, path):
    page = visit(path)
    shown = "all => all.filter(e => e.checkVisibility() && e.tabIndex >= 0).length"
    many = page.locator("a[href], button, input:not([type=hidden]), select, summary")
    reached, focused = set(), "e => [...document.querySelectorAll('*')].indexOf(e)"
    for _ in range(many.evaluate_all(shown) + 5):
        page.keyboard.press("Tab")
        at = page.evaluate_handle("document.activeElement").as_element()
        if at.evaluate("e => e === document.body"):
            continue
        outline = at.evaluate("e => getComputedStyle(e).outlineStyle")
        reached.add(at.evaluate(focused))
        assert outline != "none" or at.evaluate("e => e.matches('.skip')")
    assert len(reached) >= many.evaluate_all(shown)


def test_a_value_is_opened_by_the_keyboard(visit):
    page = visit("/")
    article_of(page)
    page.locator(".body .s[tabindex]").first.focus()
    page.keyboard.press("Enter")
    assert page.locator(".card:not([hidden])").count() == 1
    page.keyboard.press("Escape")
    assert page.locator(".card:not([hidden])").count() == 0


@pytest.mark.parametrize("path", ["/", "/search?words=香港", "/brief/湖南/香港", "article"])
def test_style_and_script_of_a_first_load_are_light(visit, path):
    page = visit("/try")
    if path == "article":
        article_of(page)
        path = page.url
    fresh = page.context.browser.new_context(base_url=page.url.split("/try")[0])
    first = fresh.new_page()
    network, sent, kinds = fresh.new_cdp_session(first), {}, {}
    network.send("Network.enable")
    network.on("Network.responseReceived", lambda e: kinds.update({e["requestId"]: e["type"]}))
    network.on(
        "Network.loadingFinished", lambda e: sent.update({e["requestId"]: e["encodedDataLength"]})
    )
    first.goto(path)
    first.wait_for_load_state("networkidle")
    light = [sent[id] for id, kind in kinds.items() if kind in ("Stylesheet", "Script")]
    fresh.close()
    assert len(light) >= 3 and sum(light) <= 100 * 1024
