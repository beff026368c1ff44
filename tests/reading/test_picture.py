"""Pictures from elsewhere: taken apart and put together anew, and nothing in them that an emblem need not hold."""

from __future__ import annotations

import base64
import io
import json
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reading.pictures import BEGINNING, END, GREY, PALETTE, PIXELS, RED, chunk, header, png, svg

from placet.documents.typeset.pdf import can_be_shown
from placet.errors import ForeignFileError
from placet.reading import gate, limits, picture_child
from placet.reading.answer import BadAnswer
from placet.reading.picture import Picture, heard, said
from placet.reading.picture_child import answer_to, picture_of
from placet.reading.refusal import Refused


def refusal(content: bytes) -> tuple[str, object]:
    with pytest.raises(Refused) as raised:
        picture_of(content)
    return raised.value.reason, raised.value.facts.get("found")


# ------------------------------------------------------------------------------------------------------- PNG


def test_a_png_is_put_together_from_its_size_its_colours_and_its_pixels():
    remarks = chunk(b"tEXt", b"Author\0CANARY"), chunk(b"eXIf", b"CANARY"), chunk(b"tIME", b"1234567")
    whole = png(header(), *remarks, PIXELS, chunk(b"iTXt", b"CANARY"), END) + b"CANARY after the end"
    assert picture_of(whole) == Picture("png", png())
    assert can_be_shown("png", png())


def test_what_follows_the_pixels_inside_their_packing_goes():
    hidden = chunk(b"IDAT", zlib.compress(RED * 2) + b"CANARY")
    assert picture_of(png(header(), hidden, END)).content == png()


def test_pixels_in_several_parts_become_one():
    packed = zlib.compress(RED * 2)
    assert picture_of(png(header(), chunk(b"IDAT", packed[:5]), chunk(b"IDAT", packed[5:]), END)).content == png()


def test_a_palette_and_its_opacity_stay():
    colours, opacity = chunk(b"PLTE", b"\xff\0\0\0\0\xff"), chunk(b"tRNS", b"\x80")
    whole = png(header(colour=PALETTE), colours, opacity, chunk(b"IDAT", zlib.compress(b"\0\0\1" * 2)), END)
    assert picture_of(whole).content == whole


def test_an_interlaced_png_has_the_lines_of_its_passes():
    # Of 3 by 3 points the passes have 1×1, none, none, 1×1 (row 0, column 2), 2×1 (row 2), 1×2 (column 1), 3×1 (row 1).
    lines = b"\0\7" + b"\0\7" + b"\0\7\7" + b"\0\7" * 2 + b"\0\7\7\7"
    whole = png(header(3, 3, colour=GREY, interlaced=1), chunk(b"IDAT", zlib.compress(lines)), END)
    assert picture_of(whole).content == whole


@pytest.mark.parametrize(
    "content",
    [
        BEGINNING,
        png()[:-1],
        png()[:40],
        png().replace(b"\xae\x42\x60\x82", b"\xae\x42\x60\x83"),  # the sum of the last part
        png(PIXELS, header(), END),
        png(header(), PIXELS),
        png(header(), chunk(b"IDAT", zlib.compress(RED)), END),
        png(header(), chunk(b"IDAT", zlib.compress(RED * 3)), END),
        png(header(), chunk(b"IDAT", b"no packing"), END),
        png(header(), chunk(b"IDAT", zlib.compress(b"\5" + RED[1:] + RED)), END),
        png(header(), PIXELS, chunk(b"ABCD", b"a part nobody may pass over"), END),
        png(header(depth=3), PIXELS, END),
        png(header(colour=7), PIXELS, END),
        png(header(0, 2), PIXELS, END),
        png(header(interlaced=2), PIXELS, END),
        png(header(colour=PALETTE), chunk(b"IDAT", zlib.compress(b"\0\0\1" * 2)), END),
        png(header(), chunk(b"PLTE", b"x" * 900), PIXELS, END),
        png(chunk(b"IHDR", b"short"), PIXELS, END),
    ],
)
def test_a_damaged_png_is_refused(content):
    assert refusal(content) == ("picture-broken", None)


def test_a_png_too_large_to_unpack_is_refused_by_its_stated_size():
    assert refusal(png(header(30_000, 30_000), PIXELS, END)) == ("picture-too-wide", "30000 × 30000")


def test_a_png_that_unpacks_to_more_than_it_states_is_not_unpacked():
    bomb = zlib.compress(b"\0" * 50_000_000)  # 50 MB in 50 KB
    assert refusal(png(header(), chunk(b"IDAT", bomb), END)) == ("picture-broken", None)


# ------------------------------------------------------------------------------------------------------- SVG


def drawn(*args: str) -> str:
    return picture_of(svg(*args)).content.decode()


def test_a_drawing_is_put_together_from_its_shapes_and_colours():
    assert drawn() == (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z" fill="#7a1f2b"></path></svg>'
    )
    assert can_be_shown("svg", picture_of(svg()).content)


def test_nothing_of_its_own_words_is_left():
    inside = """
    <!-- CANARY --><?CANARY?><title>CANARY</title><metadata><x xmlns="urn:CANARY">CANARY</x></metadata>
    <defs><linearGradient id="CANARY"><stop offset="0" stop-color="gold"/></linearGradient></defs>
    <style>/* CANARY */ .CANARY { fill: url(#CANARY); font-family: CANARY }</style>
    <g id="CANARY-2" class="CANARY other" data-CANARY="CANARY" style="fill:red;-inkscape-x:CANARY">CANARY
    <use xlink:href="#CANARY-2b"/><path id="CANARY-2b" d="M0 0"/></g>"""
    made = drawn(inside)
    assert "CANARY" not in made
    assert '<stop offset="0" stop-color="gold"></stop>' in made
    assert "<style>.c0{fill:url(#i0)}</style>" in made
    assert '<g id="i1" class="c0 c1" style="fill:red">' in made
    assert '<use href="#i2"></use><path id="i2" d="M0 0"></path>' in made


def test_a_drawing_without_a_box_has_that_of_its_size():
    assert 'viewBox="0 0 210 297"' in drawn("", 'width="210mm" height="297mm"')


def test_a_drawing_may_say_what_type_of_document_it_is():
    old = '<?xml version="1.0"?><!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://example.org/svg11.dtd">'
    assert drawn("<g/>", 'viewBox="0 0 1 1"', old).endswith("<g></g></svg>")


@pytest.mark.parametrize(
    ("inside", "found"),
    [
        ("<script>alert(1)</script>", "<script>"),
        ("<text>Motto</text>", "<text>"),
        ('<image href="/etc/passwd"/>', "<image>"),
        ("<foreignObject/>", "<foreignObject>"),
        ("<filter/>", "<filter>"),
        ("<animate/>", "<animate>"),
        ('<use href="/etc/passwd"/>', "/etc/passwd"),
        ('<use xlink:href="http://example.org/a.svg#b"/>', "http://example.org/a.svg#b"),
        ('<path d="M0 0" filter="url(#f)"/>', "filter"),
        ('<path d="M0 0" style="mask:url(#m)"/>', "mask"),
        ('<path fill="url(http://example.org)"/>', "url(http://example.org)"),
        ('<path fill="url(file.svg#a)"/>', "url(file.svg#a)"),
        ('<path fill="CANARY"/>', "CANARY"),
        ('<path d="M0 0 &lt;script&gt;"/>', "M0 0 <script>"),
        ('<path style="fill:expression(x)"/>', "expression(x)"),
        ("<style>@import url(x.css);</style>", "<style> @"),
        ("<style>a\\62 c{fill:red}</style>", "<style> @"),
        ("<style>a[href]{fill:red}</style>", "<style>"),
        ("<style>CANARY{fill:red}</style>", "<style>"),
        ('<g id="a"><use href="#a"/></g>', "<use> in <use>"),
        ('<g id="a"><use href="#b"/></g><g id="b"/><use href="#a"/>', "<use> in <use>"),
    ],
)
def test_what_could_do_more_than_be_seen_is_refused_by_name(inside, found):
    assert refusal(svg(inside)) == ("picture-holds", found)


def test_a_drawing_with_entities_is_refused_before_they_are_expanded():
    bomb = '<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    assert refusal(svg("&b;", before=bomb)) == ("picture-holds", "<!ENTITY>")


@pytest.mark.parametrize(
    "content",
    [
        svg()[:-3],
        svg(root=""),
        svg(root='viewBox="0 0 0 10"'),
        svg(root='viewBox="0 0 nan 10"'),
        svg(root='viewBox="0 0 1e99 10"'),
        svg(root='width="a lot" height="10"'),
    ],
)
def test_a_damaged_drawing_is_refused(content):
    assert refusal(content) == ("picture-broken", None)


def test_a_drawing_of_too_many_shapes_is_refused_also_where_they_are_one_shown_again():
    many = limits.MAX_DRAWING_PARTS // 100
    assert refusal(svg("<g/>" * limits.MAX_DRAWING_PARTS))[0] == "picture-too-many"
    assert refusal(svg(f'<g id="a">{"<g/>" * many}</g>' + '<use href="#a"/>' * 100))[0] == "picture-too-many"
    assert refusal(svg("<g>" * 100 + "</g>" * 100))[0] == "picture-too-many"


def test_another_kind_of_document_is_no_drawing():
    assert refusal(b'<html xmlns="http://www.w3.org/1999/xhtml"><svg xmlns="http://www.w3.org/2000/svg"/></html>') == (
        "picture-kind",
        None,
    )
    assert refusal(b"GIF89a") == ("picture-kind", None)


@given(st.binary(max_size=200), st.booleans())
def test_no_bytes_at_all_bring_it_down(noise, as_png):
    answer = answer_to((BEGINNING if as_png else b"<svg ") + noise)
    with pytest.raises(Refused):
        heard(answer)


# ------------------------------------------------------------------------------------------------------ gate


def test_a_picture_comes_through_the_gate_as_it_is_read_here(tmp_path):
    path = tmp_path / "arms"
    path.write_bytes(svg())
    assert gate.read_picture(path, "arms") == picture_of(svg())
    assert gate.read_picture(png(), "arms") == picture_of(png())


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "picture-kind"),
        (b"x" * (limits.MAX_PICTURE_BYTES + 1), "picture-too-large"),
        (BEGINNING, "picture-broken"),
    ],
)
def test_a_picture_that_is_refused_is_told_by_its_reason(content, reason):
    with pytest.raises(ForeignFileError) as raised:
        gate.read_picture(content, "arms")
    assert raised.value.reason == reason


def test_a_file_that_is_not_there_is_told_so(tmp_path):
    with pytest.raises(ForeignFileError) as raised:
        gate.read_picture(tmp_path / "none.png", "none.png")
    assert raised.value.reason == "picture-unreadable"


def test_a_process_that_dies_over_a_picture_is_one_that_took_too_much(monkeypatch):
    monkeypatch.setattr(gate, "_PICTURES", "tests.reading.dying_child")
    with pytest.raises(ForeignFileError) as raised:
        gate.read_picture(png(), "arms")
    assert raised.value.reason == "picture-too-heavy"


def test_a_picture_is_answered_and_heard_as_it_is():
    assert heard(said(Picture("png", png()))) == Picture("png", png())


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"[]",
        b"{}",
        json.dumps({"kind": "gif", "content": ""}).encode(),
        json.dumps({"kind": "png", "content": 1}).encode(),
        json.dumps({"kind": "png", "content": "?"}).encode(),
        json.dumps({"kind": "png", "content": base64.b64encode(svg()).decode()}).encode(),
        json.dumps({"reason": "a", "facts": {"CANARY": 1}}).encode(),
    ],
)
def test_an_answer_that_the_process_never_gives_is_not_believed(answer):
    with pytest.raises(BadAnswer):
        heard(answer)


def test_the_process_reads_its_input_and_seals_itself_before_it_looks():
    source, target, order = io.BytesIO(png()), io.BytesIO(), []
    picture_child.main(source, target, lambda: order.append((source.tell(), target.tell())))
    assert order == [(len(png()), 0)]
    assert heard(target.getvalue()) == picture_of(png())
