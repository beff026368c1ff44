"""French and Arabic are added by a folder each: what they say is said, and what they do not say is said in English.

The folders in `added/` have a few sentences only, as a translator has after the first hour.
"""

from __future__ import annotations

import re
import shutil
from datetime import date
from pathlib import Path

import pytest
from tests.cli.running import placet
from tests.cli.visits import SMALL, written
from tests.documents.papers import ISSUE, ON, text_of_pdf
from tests.projections.visits import full_day, seen

from placet.documents import pocket_programme
from placet.node.opening import open_dated
from placet.node.papers import papers_of
from placet.node.planning import plan_visit
from placet.node.wanted import Wanted
from placet.wording import catalogues
from placet.wording.catalogues import catalogue, languages
from placet.wording.dates import long_date, other_calendars
from placet.wording.isolates import END, ISOLATE
from placet.wording.language import language

ADDED = Path(__file__).parent / "added"
DAY = date(2026, 11, 24)
BOTH_WRONG = SMALL + '[engagements.lunch]\ntitle = "Lunch"\nlength = "60"\ndres = "dark suit"\n'


@pytest.fixture(autouse=True)
def _added(tmp_path_factory, monkeypatch):
    """Both languages beside English, in a folder of their own."""
    folder = tmp_path_factory.mktemp("catalogue")
    shutil.copytree(str(catalogues.CATALOGUES.joinpath("en")), folder / "en")
    for code in ("fr", "ar"):
        shutil.copytree(ADDED / code, folder / code)
    monkeypatch.setattr(catalogues, "CATALOGUES", folder)
    for known in (catalogue, language):
        known.cache_clear()
    yield
    for known in (catalogue, language):
        known.cache_clear()


def test_a_language_is_added_by_a_folder():
    assert languages() == ("ar", "en", "fr")
    assert (language("fr").direction, language("ar").direction) == ("ltr", "rtl")
    assert (language("fr").reviewed, language("ar").reviewed) == (False, False)


def test_a_card_is_printed_in_it_and_in_english_where_it_says_nothing():
    projection = seen(full_day(DAY))
    french = pocket_programme.content(projection, "president-se", "fr", ISSUE)
    assert french.free == "Rien pour vous ce jour-là."
    # Unicode knows the days and months; what has no French sentence yet is said in English.
    assert french.days[0].heading == "mardi 24 novembre 2026"
    assert french.imprint.issue == "Version 2, as on 24 novembre 2026, Copy no. 7"
    arabic = pocket_programme.content(projection, "president-se", "ar", ISSUE)
    assert arabic.free == "لا شيء لكم في هذا اليوم."
    assert arabic.days[0].heading.startswith("الثلاثاء ٢٤ نوفمبر ٢٠٢٦")
    assert language("fr").all_of(["A", "B", "C"]) == "A, B et C"


def test_digits_dates_and_the_lunar_calendar_are_those_of_the_language():
    arabic = language("ar")
    assert long_date(DAY, arabic) == "الثلاثاء ٢٤ نوفمبر ٢٠٢٦"
    # 24 November 2026 is 14 Jumada II 1448 by the Umm al-Qura calendar; a sighting may move it.
    assert list(other_calendars(DAY, arabic)) == ["١٤ جمادى الآخرة ١٤٤٨ (تاريخ محسوب)"]


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا فعاليات"),
        (1, "فعالية واحدة"),
        (2, "فعاليتان"),
        (3, "٣ فعاليات"),  # few: 3 to 10, 103 to 110 ...
        (10, "١٠ فعاليات"),
        (11, "١١ فعالية"),  # many: 11 to 99
        (99, "٩٩ فعالية"),
        (100, "١٠٠ فعالية في المجموع"),  # other: 100 to 102
        (103, "١٠٣ فعاليات"),
    ],
)
def test_arabic_has_the_six_plural_categories_of_unicode(count, said):
    arabic = language("ar")
    assert arabic.fill(arabic.words("outcome")["read"]["engagements"], {"n": count}) == said


def test_all_papers_are_made_in_both_and_arabic_runs_from_right_to_left(tmp_path):
    papers = papers_of(plan_visit(open_dated(written(tmp_path, SMALL))), ON, Wanted(("ar", "fr")))
    arabic, french = papers["index.html"].decode(), papers["index.fr.html"].decode()
    assert re.search(r'<html[^>]* lang="ar"[^>]* dir="rtl"', arabic)
    assert re.search(r'<html[^>]* lang="fr"[^>]* dir="ltr"', french)
    booklets = {
        name: text_of_pdf(paper) for name, paper in papers.items() if "booklet" in name and name.endswith("pdf")
    }
    titles = ["".join(text.split()) for text in booklets.values()]  # the cover is set with its letters apart
    assert any("Programmedelavisite" in title for title in titles)
    assert len(booklets) == 2


def test_the_terminal_speaks_it_and_english_where_it_says_nothing(tmp_path):
    said = placet("check", written(tmp_path, SMALL), "--say", "fr").stdout
    assert re.search(r"\n  lu +\S.* 2 séquences · ", said)
    assert "\n  checked    by 60 rules: sound" in said


def test_in_arabic_it_isolates_what_runs_the_other_way(tmp_path):
    said = placet("check", written(tmp_path, SMALL), "--say", "ar").stdout
    assert re.search(f"\n  قُرئ +{ISOLATE}/", said)
    assert "فعاليتان" in said
    assert "وفق ٦٠ قاعدة: سليم" in said
    outside = re.sub(f"{ISOLATE}[^{END}]*{END}", "", said)
    assert [line for line in outside.splitlines() if re.search("[A-Za-z]{2,}", line)] == []


def test_faults_are_told_in_it(tmp_path):
    (tmp_path / "visit.toml").write_text(BOTH_WRONG, "utf-8")
    arabic = placet("check", tmp_path / "visit.toml", "--say", "ar").stderr
    assert arabic.rstrip().endswith("موضعان للتصحيح. لم يُكتب شيء.")
    assert f"المتوقع: مفتاح معروف. هل تقصد: {ISOLATE}dress{END}" in arabic
    assert f'اكتب الوحدة: "{ISOLATE}60m{END}"' in arabic
    french = placet("check", tmp_path / "visit.toml", "--say", "fr").stderr
    assert french.rstrip().endswith("2 points à corriger. Rien n’a été écrit.")
    assert "Expected: a length of time such as `45m` or `1h30`. Indiquez l’unité : « 60m »" in french


def test_help_lists_it_where_a_language_is_wrong():
    said = placet("check", "--say", "xx").stderr
    assert "There are no sentences in “xx” yet. There are in ar, en, fr; such as --say en." in said
