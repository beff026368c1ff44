"""The programme page as a reader sees it: in a browser, narrow and wide, light, dark and printed."""

from __future__ import annotations

import contextlib
import re
import zlib
from functools import cache

import pytest
from playwright.sync_api import Page, sync_playwright
from tests.projections.visits import full_day, seen
from tests.rules.cases import case, engagement
from tests.visits import load

from placet.documents.programme_page import render
from placet.model.declare import Layer
from placet.node.papers import page_for
from placet.node.planned import PlanReport
from placet.node.planning import plan_visit

pytestmark = pytest.mark.browser

ILLUSTRATIVE = "Illustrative: everybody and everything is invented"
READABLE = 4.5
"""Least contrast of small text (WCAG 2.2, 1.4.3)."""
CONTRASTS = """least => {
  const channel = value => { const c = value / 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const parts = colour => (colour.match(/[\\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const colour = parts(getComputedStyle(at).backgroundColor);
      if (colour.length === 3 || colour[3] > 0) return colour;
    }
    return [255, 255, 255];
  };
  const poor = [];
  for (const element of document.body.querySelectorAll("*")) {
    const own = [...element.childNodes].some(node => node.nodeType === 3 && node.textContent.trim());
    if (!own || !element.checkVisibility()) continue;
    const above = element.matches(".bar > b") && parts(getComputedStyle(element).backgroundColor)[3] === 0;
    const paper = behind(above ? element.closest(".plot") : element);  // a bar's number stands above it
    const [one, other] = [light(parts(getComputedStyle(element).color)), light(paper)];
    const contrast = (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
    if (contrast < least) poor.push(`${element.className} ${element.textContent.trim().slice(0, 30)} ${contrast}`);
  }
  return poor;
}"""
BARS = """() => [...document.querySelectorAll(".drawing .plot")].map(plot =>
  [...plot.querySelectorAll(".bar.engagement")].map(bar => {
    const box = bar.getBoundingClientRect(); return [box.left, box.right, box.top, box.bottom];
  }))"""


def crowded_day() -> str:
    """Eighteen engagements on one track, one a track more at noon, and a title longer than any line."""
    text = '[tracks.main]\nname = "Presidents"\n[tracks.spouse]\nname = "Spouse"\n'
    for number in range(18):
        minute = 8 * 60 + 40 * number
        at = f"{minute // 60:02d}:{minute % 60:02d}"
        title = f"Call on office number {number}, {'Rindfleischetikettierung' * (number % 5)}"
        text += engagement(f"e{number}", at, title=title, length="25m", venues=["palace"], who=["president-ar"])
    text += engagement("visit", "12:00", title="Visit to a school", length="60m", track="spouse")
    return render(seen(case(text)), "AR", "en", as_on="3 May 2026", version="1")


@cache
def state_visit(language: str = "en") -> str:
    """Four days, two cities, nearly every feature: as this office sees it, with long lists after the programme."""
    planned = planned_state_visit()
    return page_for(planned, as_on="3 May 2026", version="1", layer=Layer.INTERNAL, language=language).decode()


@cache
def planned_state_visit() -> PlanReport:
    return plan_visit(load("state_visit"), seconds=60)


def full_page(language: str = "en") -> str:
    return render(seen(full_day()), "AR", language, as_on="3 May 2026", version="1")


@pytest.fixture(scope="module")
def browser(chromium):
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()


@pytest.fixture
def opened(browser):
    """A page that remembers what it asked for and what it complained of."""
    page = browser.new_page()
    page.asked = []
    page.complaints = []
    page.on("request", lambda request: page.asked.append(request.url))
    page.on("console", lambda message: page.complaints.append(message.text))
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    yield page
    page.close()


def shown(page: Page, text: str, width: int = 1200) -> Page:
    page.set_viewport_size({"width": width, "height": 900})
    page.set_content(text)
    return page


@pytest.mark.parametrize("width", [1200, 700, 380])
@pytest.mark.parametrize(
    "made",
    [full_page, crowded_day, lambda: full_page("fa"), state_visit],
    ids=["full", "crowded", "persian", "state-visit"],
)
def test_nothing_runs_over_the_edge(opened, made, width):
    page = shown(opened, made(), width)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("width", [1200, 700])
@pytest.mark.parametrize("made", [full_page, crowded_day], ids=["full", "crowded"])
def test_bars_do_not_lie_on_each_other(opened, made, width):
    for bars in shown(opened, made(), width).evaluate(BARS):
        for index, (left, right, top, bottom) in enumerate(bars):
            for left_2, right_2, top_2, bottom_2 in bars[index + 1 :]:
                apart = right <= left_2 + 0.6 or right_2 <= left + 0.6 or bottom <= top_2 or bottom_2 <= top
                assert apart


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("made", [full_page, state_visit], ids=["full", "state-visit"])
def test_every_text_can_be_read(opened, made, scheme):
    opened.emulate_media(color_scheme=scheme)
    assert shown(opened, made()).evaluate(CONTRASTS, READABLE) == []


def test_no_clock_lies_on_a_title_where_three_clocks_are_shown_on_a_telephone(opened):
    lying = """() => [...document.querySelectorAll(".sheet tbody tr")].filter(row =>
      [...row.querySelectorAll("td.time bdi")].some(
        time => time.getBoundingClientRect().bottom > row.querySelector("td.what").getBoundingClientRect().top + 1
      )).length"""
    page = shown(opened, state_visit(), 390)
    assert page.locator(".sheet tbody tr:has(td.other + td.other)").count() > 0
    assert page.evaluate(lying) == 0


def test_lists_stand_in_three_columns_on_a_wide_screen_and_in_one_on_a_telephone(opened):
    lefts = """() => new Set([...document.querySelectorAll(".annex li")].map(
      item => Math.round(item.getBoundingClientRect().left))).size"""
    assert shown(opened, state_visit(), 1280).evaluate(lefts) >= 3
    # What stays in this office is indented by its band: one edge for the lists, one for those.
    assert shown(opened, state_visit(), 390).evaluate(lefts) == 2


def test_the_page_asks_for_nothing_and_complains_of_nothing(opened):
    shown(opened, full_page())
    assert opened.complaints == []
    assert [url for url in opened.asked if not url.startswith(("about:", "data:"))] == []


def test_every_printed_sheet_bears_the_illustrative_line(opened):
    """The head of the layout's table is repeated by the browser: the line is drawn once for each sheet."""
    page = shown(opened, full_page())
    page.emulate_media(media="print")
    assert page.locator(".paper > thead").evaluate("head => getComputedStyle(head).display") == "table-header-group"
    assert page.locator(".band").inner_text() == ILLUSTRATIVE
    sheets = glyphs_by_sheet(page.pdf(prefer_css_page_size=True))
    assert len(sheets) >= 4  # a cover, two days, people
    assert [number for number, glyphs in enumerate(sheets, start=1) if not spells(glyphs, ILLUSTRATIVE)] == []


def test_the_check_of_printed_sheets_can_fail():
    assert spells(["x1", "a1", "b2", "b2", "c3"], "foot")
    assert not spells(["x1", "a1", "b2", "c3", "c3"], "foot")


@pytest.mark.parametrize("language", ["en", "fa", "ru"])
def test_a_printed_page_is_small_enough_to_be_sent(opened, language):
    """What is hatched on the screen was printed as a picture of the whole sheet each, forty megabytes in all."""
    page = shown(opened, state_visit(language))
    # Five faces (two weights of two families, and the signs) of at most 60 KB each as far as they are used, and some
    # twenty sheets with at most 20 KB of drawn text each: 5 x 60 + 20 x 20 = 700. One sheet as a picture has 300 KB.
    assert len(page.pdf(prefer_css_page_size=True)) < 700_000


def glyphs_by_sheet(pdf: bytes) -> list[list[str]]:
    """The glyphs that each sheet of a PDF draws, in order. Their numbers mean nothing outside their font."""
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) > 0
    sheets = []
    for raw in re.findall(rb"stream\r?\n(.*?)\r?\nendstream", pdf, re.DOTALL):
        with contextlib.suppress(zlib.error):
            drawn = zlib.decompress(raw)
            if b" Tf" in drawn:
                codes = "".join(code.decode() for code in re.findall(rb"<([0-9A-Fa-f]+)>\s*Tj", drawn))
                sheets.append([codes[at : at + 4] for at in range(0, len(codes), 4)])
    return sheets


def spells(glyphs: list[str], words: str) -> bool:
    """Whether somewhere equal letters of the words stand as equal glyphs and different ones as different."""
    length, letters = len(words), len(set(words))
    windows = (glyphs[at : at + length] for at in range(len(glyphs) - length + 1))
    return any(len(set(window)) == letters == len(set(zip(words, window, strict=True))) for window in windows)
