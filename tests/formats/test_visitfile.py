"""The visit file and its private companion: what names what, and what only shows in the whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.rules.cases import COMMON, engagement, entry
from tests.told import Told, advice, problem
from tests.told import told as told_of

from placet.errors import Fault, FormatError, UnsupportedVersion, VisitFileError
from placet.formats.toml import parse_toml
from placet.formats.visitfile import VisitFile, read_visit
from placet.model.spine import Agreement

CIRCLE = "an order that is not a circle"
DAYS = "`first_day` <= `last_day`, between 1 and 60"
NONE_ALIKE = "Abbreviations such as EST mean several zones; write a place."
ZONE = "a time zone by place, such as Asia/Tehran"


def read(text: str = "", private: str | None = None, common: str = COMMON) -> VisitFile:
    shared = parse_toml("visit.toml", (common + text).encode())
    return read_visit(shared, None if private is None else parse_toml("private.toml", private.encode()))


def faults(text: str = "", private: str | None = None, common: str = COMMON) -> tuple[Fault, ...]:
    with pytest.raises(VisitFileError) as refused:
        read(text, private, common)
    return refused.value.faults


def told(text: str = "", private: str | None = None, common: str = COMMON) -> list[tuple[str, str, str, str]]:
    return [told_of(fault)[2:] for fault in faults(text, private, common)]


def line_of(part: str, text: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if part in line)


def test_the_common_visit_is_read_and_knows_its_lines():
    visit_file = read(engagement("talks", "10:00"), "[engagements.talks]\nvalue = 90\n")
    assert visit_file.visit.engagements["talks"].value == 90
    assert visit_file.place_of("legs", "city", "zone") == ("visit.toml", line_of("zone =", COMMON))
    assert visit_file.place_of("legs", "city", "day", "opens") == ("visit.toml", line_of("[legs.city]", COMMON))
    assert visit_file.place_of("engagements", "talks", "value") == ("private.toml", 2)
    assert visit_file.place_of("nothing", "here") is None


def test_a_file_that_says_nothing_is_called_empty():
    for content in ("", "# to be written\n"):
        (fault,) = faults(content, common="")
        assert (fault.file, fault.line, fault.reason) == ("visit.toml", None, "empty")


def test_a_newer_format_is_refused_before_anything_else():
    with pytest.raises(UnsupportedVersion) as refused:
        read(common="format_version = 2\nnonsense = true")
    assert problem(refused.value) == "it has format version 2, this Placet reads up to 1"
    assert (refused.value.file, advice(refused.value)) == ("visit.toml", "Update Placet.")


def test_a_programme_is_no_visit():
    with pytest.raises(FormatError) as refused:
        read(common="format_version = 1\ndated = false\nplacements = {}\n")
    assert problem(refused.value) == "this is a programme, not a visit"
    assert advice(refused.value) == "Give it after its visit: placet check VISIT --programme FILE"


@pytest.mark.parametrize("language", ["../../papers", "", "english", "fa_IR", "x" * 300])
def test_a_language_names_a_page_and_is_a_tag(language):
    common = COMMON.replace('languages = ["fa"]', f"languages = ['en', '{language}']")
    (fault,) = faults(common=common)
    assert (fault.field, fault.line) == ("sides.AR.languages[2]", line_of("languages", common))
    assert told_of(fault).expected == "a language by its tag, such as `en`, `fa` or `pt-BR`"


def test_there_are_at_most_twelve_languages_each_a_page_of_its_own():
    many = ["ab", "af", "ak", "am", "ar", "as", "av", "ay", "az", "ba", "be", "bg"]  # twelve, with Russian one too many

    def spoken(languages: list[str]) -> str:
        return COMMON.replace('languages = ["fa"]', f"languages = {languages}")

    assert told(common=spoken(many)) == [
        ("sides.SE.languages[1]", "ru", "at most 12 languages in all", "Each language is a page of its own.")
    ]
    assert read(common=spoken([*many[1:], "ru"])).visit.sides["SE"].languages == ("ru",)


def test_a_version_that_is_no_number_is_a_fault():
    common = COMMON.replace("format_version = 1", "format_version = 'two'")
    assert told(common=common) == [("format_version", "two", "a whole number", "")]


@pytest.mark.parametrize(
    ("text", "field", "found", "tables", "meant"),
    [
        (engagement("a", who=["minister-sr"]), "who[1]", "minister-sr", "people, delegations", "minister-se"),
        (engagement("a", venues=["palce"]), "venues[1]", "palce", "venues", "palace"),
        (engagement("a", leg="citty"), "leg", "citty", "legs", "city"),
        (engagement("a", after=["b"]), "after[1].engagement", "b", "engagements", None),
        (engagement("a", track="spouse"), "track", "spouse", "tracks", None),
        (engagement("a", uses={"car": 1}), "uses.car", "car", "resources", None),
        (engagement("a", proposed_by="ARR"), "proposed_by", "ARR", "sides", "AR"),
        (engagement("a", contact="zz"), "contact", "zz", "people", None),
        (engagement("a", serves=["pact"]), "serves[1]", "pact", "agreements, commitments, milestones", None),
        (
            engagement("a", roles={"minister-xr": "host"}),
            "roles.minister-xr",
            "minister-xr",
            "people, delegations",
            "minister-ar",
        ),
    ],
)
def test_a_reference_to_nothing_is_told_with_the_nearest_id(text, field, found, tables, meant):
    (fault,) = faults(text)
    whole = COMMON + text
    line = line_of(field.split("[")[0].split(".")[0] + " =", whole[len(COMMON) :]) + COMMON.count("\n")
    remedy = f"Did you mean: {meant}" if meant else f"Add it under {tables}, or take it out here."
    assert told_of(fault) == Told("visit.toml", line, f"engagements.a.{field}", found, f"an id of {tables}", remedy)


def test_what_an_engagement_serves_may_be_a_track_of_an_agreement():
    text = entry("agreements", "pact", title="Pact") + entry("agreements.pact", "tracks", energy="Energy")
    served = text + engagement("a", serves=["pact", "energy"])
    assert isinstance(read(served).visit.agreements["pact"], Agreement)
    assert read(served).visit.engagements["a"].serves == ("pact", "energy")


def test_tables_that_are_no_tables_are_told_and_not_looked_into():
    assert [
        field
        for field, *_ in told(
            common='title = "x"\nagreements = 1\nlegs = 2\n[engagements.a]\ntitle = "A"\nserves = ["b"]\nleg = "c"\n'
        )
    ] == ["agreements", "legs", "engagements.a.serves[1]", "engagements.a.leg"]
    text = "agreements.a = 1\nagreements.b.tracks = 2\n" + COMMON + engagement("a", serves=["z"])
    assert [field for field, *_ in told(common=text)] == [
        "agreements.a",
        "agreements.b",
        "agreements.b.tracks",
        "engagements.a.serves[1]",
    ]


def test_the_main_track_need_not_be_listed():
    assert read(engagement("a", track="main")).visit.engagements["a"].track == "main"


def test_a_wait_for_an_engagement_that_is_not_there_is_told():
    text = engagement("talks") + engagement("lunch", at="after talk") + engagement("dinner", at="after zzz")
    assert told(text) == [
        ("engagements.lunch.at", "talk", "the id of an engagement or movement", "Did you mean: talks"),
        ("engagements.dinner.at", "zzz", "the id of an engagement or movement", ""),
    ]


def test_engagements_that_wait_for_each_other_are_told_once_as_a_circle():
    text = engagement("a", after=["c"]) + engagement("b", at="after a") + engagement("c", after=["b"])
    assert told(text) == [("engagements.b.after", "each comes after the next: a, c, b, a", CIRCLE, "")]


def test_an_id_is_not_that_of_two_things_which_one_field_names():
    text = engagement("talks") + entry("delegations", "president-se", side="SE", name="Suite")
    text += entry("movements", "talks", title="Drive", by="car", departs={}, arrives={})
    assert told(text) == [
        (
            "delegations.president-se",
            "president-se",
            "an id that people does not have",
            "`who` names entries of both: give one another id.",
        ),
        (
            "movements.talks",
            "talks",
            "an id that engagements does not have",
            "`after` names entries of both: give one another id.",
        ),
    ]


def test_an_id_may_be_that_of_things_which_no_field_confuses():
    text = engagement("palace") + entry("tracks", "palace", name="Palace programme")
    assert set(read(text).visit.engagements) == {"palace"}


def test_an_engagement_that_waits_for_itself_is_a_circle():
    assert told(engagement("a", after=["a"])) == [
        ("engagements.a.after", "each comes after the next: a, a", CIRCLE, "")
    ]


def test_an_order_without_a_circle_is_read():
    text = engagement("a") + engagement("b", after=["a"]) + engagement("c", after=["a", "b"], at="after a, b")
    assert list(read(text).visit.engagements) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("zone", "advice"),
    [
        ("EST", NONE_ALIKE),
        ("Asia/Teheran", "Did you mean: Asia/Tehran"),
        ("", NONE_ALIKE),
        ("../../etc/passwd", NONE_ALIKE),
        ("GMT", "Did you mean: Etc/GMT"),
    ],
)
def test_a_zone_that_is_no_place_is_refused(zone, advice):
    common = COMMON.replace('zone = "Asia/Tehran"', f'zone = "{zone}"')
    assert told(common=common) == [("legs.city.zone", zone, ZONE, advice)]


def test_universal_time_is_a_zone():
    assert read(common=COMMON.replace("Asia/Tehran", "UTC")).visit.legs["city"].zone == "UTC"


def test_zones_are_looked_at_wherever_they_are_written():
    common = COMMON.replace('languages = ["fa"]', 'languages = ["fa"]\nzone = "IRST"', 1).replace(
        'languages = ["ru"]', 'languages = ["ru"]\nzone = "Europe/Moscow"', 1
    )
    ends = "[movements.m]\ntitle='M'\ndeparts={ day=1, at='10:00 EST' }\narrives={ at='11:00–12:00 Europe/Rom' }\n"
    assert [(field, found) for field, found, *_ in told(engagement("a", "10:00 MSK") + ends, common=common)] == [
        ("sides.AR.zone", "IRST"),
        ("engagements.a.at", "MSK"),
        ("movements.m.departs.at", "EST"),
        ("movements.m.arrives.at", "Europe/Rom"),
    ]


def test_a_day_outside_the_visit_is_told():
    text = engagement("a", day=3) + engagement("b", day=None, days=[2, 4])
    advice = "Or give the last leg a later last_day."
    assert told(text) == [
        ("engagements.a.day", "day 3", "a day of the visit, 1 to 2", advice),
        ("engagements.b.days", "day 4", "a day of the visit, 1 to 2", advice),
    ]


@pytest.mark.parametrize(
    ("departs", "arrives", "ends"),
    [
        ('at = "12:20"', 'at = "14:50", day = 2', ["departs"]),
        ('at = "12:20"', 'at = "by 14:50"', ["departs", "arrives"]),
        ('place = "home"', 'at = "evening"', ["arrives"]),
        ('at = "12:20", day = 1', 'at = "14:50"', []),
        ("day = 1", 'at = "after talks"', []),
        ('place = "home"', 'at = "14:50", day = 2', []),
    ],
)
def test_an_hour_of_a_journey_needs_a_day(departs, arrives, ends):
    text = engagement("talks", "10:00") + "[movements.train]\ntitle = 'Train'\nby = 'train'\n"
    text += f"departs = {{ {departs} }}\narrives = {{ {arrives} }}\nwho = ['minister-se']\n"
    expected = "`day`: the day of the visit that this hour is on"
    said = [(f"movements.train.{end}.at", "an hour without a day", expected, "Such as day = 1.") for end in ends]
    assert (told(text) if ends else read(text) and []) == said


def test_a_day_is_not_doubted_while_a_leg_cannot_be_read():
    common = COMMON.replace("last_day = 2", 'last_day = "two"')
    assert told(engagement("a", day=3), common=common) == [("legs.city.last_day", "two", "a whole number", "")]


@pytest.mark.parametrize(("first", "last"), [(0, 2), (3, 2), (1, 61), (1, 10**20)])
def test_days_of_a_leg_out_of_order_or_out_of_bounds_are_told(first, last):
    common = COMMON.replace("first_day = 1", f"first_day = {first}").replace("last_day = 2", f"last_day = {last}")
    assert told(common=common) == [("legs.city.last_day", f"days {first:,} to {last:,}", DAYS, "")]


def test_a_visit_of_sixty_days_is_read():
    assert read(common=COMMON.replace("last_day = 2", "last_day = 60")).visit.last_day == 60


def test_a_visit_without_a_leg_is_told_how_one_is_written():
    assert tuple(map(told_of, faults(common='title = "Visit"'))) == (
        Told(
            "visit.toml",
            None,
            "",
            "nothing",
            "at least one leg: `[legs.…]`",
            'For example: [legs.capital] with city = "…" and zone = "Asia/Tehran".',
        ),
    )


def test_a_file_without_a_title_lacks_it():
    assert [
        (said.line, said.found, said.expected[:12]) for said in map(told_of, faults(common="format_version = 1\n"))
    ] == [(None, "nothing", "`title`: a t")]


def test_an_id_that_only_the_private_file_knows_is_a_stranger():
    private = (
        "[engagements.talkz]\nvalue = 5\n[people.zzz]\nnote = 'x'\n[diary.own]\nwho = ['minister-ar']\nday = 1\n"
        "between = '09:00–10:00'\n[notes]\nline = 'red'\n[blocks.b]\nnote = 'x'\n"
    )
    assert list(map(told_of, faults(engagement("talks"), private))) == [
        Told(
            "private.toml",
            1,
            "engagements.talkz",
            "talkz",
            "an id that visit.toml has under engagements",
            "Did you mean: talks",
        ),
        Told(
            "private.toml",
            3,
            "people.zzz",
            "zzz",
            "an id that visit.toml has under people",
            "Add it to visit.toml under [people.zzz] first.",
        ),
        Told(
            "private.toml",
            11,
            "blocks.b",
            "b",
            "an id that visit.toml has under blocks",
            "Add it to visit.toml under [blocks.b] first.",
        ),
    ]


def test_tables_of_this_office_need_nothing_in_the_shared_file():
    private = "[diary.own]\nwho = ['minister-ar']\nday = 1\nbetween = '09:00–10:00'\n[notes]\nline = 'red'\n"
    visit = read(private=private).visit
    assert (list(visit.diary), dict(visit.notes)) == (["own"], {"line": "red"})


def test_fields_in_the_wrong_file_are_told_with_that_file():
    found = faults(engagement("talks", value=5), "profile = 'russia'\n[engagements.talks]\nplace = 'Hall'\n")
    assert [(said.file, said.field, said.advice) for said in map(told_of, found)] == [
        ("private.toml", "profile", "Move it to visit.toml."),
        ("private.toml", "engagements.talks.place", "Move it to visit.toml."),
        ("visit.toml", "engagements.talks.value", "Move it to private.toml."),
    ]


def test_without_a_private_file_an_internal_field_must_leave_the_shared_one():
    assert [told_of(fault).advice for fault in faults(engagement("talks", note="ours"))] == ["Move it to private.toml."]


def test_faults_of_both_files_come_in_the_order_of_file_and_line():
    found = faults(engagement("a", day="x") + engagement("b", leg="zz"), "[people.zzz]\nnote = 1\n")
    keys = [(fault.file, fault.line or 0) for fault in found]
    assert keys == sorted(keys)
    assert {fault.file for fault in found} == {"private.toml", "visit.toml"}
    assert len(set(found)) == len(found)


def test_texts_without_a_language_are_in_that_of_the_visit():
    assert read(common='language = "fa"\n' + COMMON).visit.legs["city"].city.by_language == {"fa": "Arvand"}
    assert told(common="language = 1\n" + COMMON) == [
        ("language", "1", "a language by its tag, such as `en`, `fa` or `pt-BR`", "")
    ]


def test_thousands_of_references_to_nothing_are_all_told():
    people = "".join(f"[people.somebody-{n}]\nside = 'AR'\noffice = 'x'\n" for n in range(1_500))
    who = [f"somebodi-{n}" for n in range(2_000)]
    assert len(faults(people + engagement("a", who=who))) == 2_000


TOML_WORDS = st.sampled_from(["AR", "city", "palace", "talks", "EST", "10:00", "after talks", "", "x" * 70, "2d"])
VALUES = st.recursive(
    st.one_of(TOML_WORDS, st.integers(-3, 70), st.booleans(), st.floats(), st.dates()),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TOML_WORDS, inner, max_size=3),
    max_leaves=6,
)
TABLES = ["sides", "legs", "venues", "travel", "people", "engagements", "movements", "agreements", "blocks", "rules"]
FIELDS = ["title", "at", "after", "day", "days", "who", "tracks", "zone", "first_day", "departs", "printed", "note"]


@given(
    st.sampled_from([*TABLES, "title", "printed", "printed_days", "format_version", "language", "starts_on"]),
    st.one_of(VALUES, st.dictionaries(TOML_WORDS, st.dictionaries(st.sampled_from(FIELDS), VALUES), max_size=3)),
    st.booleans(),
)
def test_any_data_is_a_visit_or_faults(key, value, is_private):
    own = parse_toml("visit.toml", COMMON.encode())
    other = type(own)("private.toml", {key: value}, {})
    shared = type(own)("visit.toml", {**own.data, key: value}, own.lines)
    try:
        visit_file = read_visit(own, other) if is_private else read_visit(shared)
    except (VisitFileError, UnsupportedVersion):
        return
    assert visit_file.visit.legs


def test_a_value_in_both_files_is_a_fault_at_its_line_in_the_private_one() -> None:
    shared = parse_toml("visit.toml", b'title = "One"\n[legs.city]\ncity = "City"\nzone = "Asia/Tehran"\n')
    private = parse_toml("private.toml", b'title = "Two"\n')
    with pytest.raises(VisitFileError) as refused:
        read_visit(shared, private)
    assert [told_of(fault)[:3] for fault in refused.value.faults] == [("private.toml", 1, "title")]
