"""Internal, shared, public: nothing that is private stands in any byte that leaves, and none moves one.

What is private is asked of the model and of the stores, not listed here: a field that somebody adds to either is
searched for, or the test says that nobody has marked it.
"""

from __future__ import annotations

import ast
import base64
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from datetime import timedelta
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, get_args, get_type_hints

import pytest
from tests.joint import everything as story
from tests.joint.disguises import disguised_words, disguises, found_in
from tests.joint.everything import BOTH, OURS_ALONE, THEIRS_ALONE, everything, visit_with
from tests.joint.offices import Pair
from tests.projections.private import BY_NAME, canaries, private_names
from tests.stores.in_memory import folder_in_memory

from placet.agreement.entry import Kind
from placet.formats.canonical import parse_object
from placet.model.declare import Layer, layer_of
from placet.model.text import Text
from placet.model.visit import Visit
from placet.node.files import open_visit
from placet.node.joint import keyring, programme_points
from placet.node.joint.remarks import Note
from placet.node.joint.safe import opened

CANARY = "CANARY"
JOINT = Path(keyring.__file__).parent
TOLD_OR_NAMED_BY_PLACET = {
    "card.*": "the other side's own public card",
    "file.file": "Placet's own name for the file: file-1",
    "file.title.*": "the title that both sides signed",
    "file.visit": "the id of the joint file",
    "visit-file.file": "as file.file",
    "link.point": "the id of a point, known to both",
    "link.item": "ids of our file; searched for by a test of their own",
    "draft.at": "the clock",
    "draft.kind": "one of the kinds of point",
    "draft.tabled": "the id of a point and the name of its text, known to both",
    "draft.answers": "the id of a point and the name of its text, known to both",
    "evidence.about": "a label or an id of a point",
    "evidence.text": "the name of a text, known to both",
    "evidence.at": "the clock",
    "evidence.form": "one of the forms",
    "evidence.said": "one of the replies",
    "initial.at": "the clock",
    "initial.text": "the id of a point and the name of its text, known to both",
    "initial.wording": "the hash of the words of a draft; searched for by a test of its own",
    "initials-wanted.kind": "one of the kinds of point",
    "dates-choice.chance": "searched for as the secret it is",
    "dates-choice.point": "the id of a point, known to both",
    "dates-choice.revision": "the name of a text, known to both",
    "dates-choice.side": "a side",
    "dates-choice.windows.arrival": "searched for, except where both could",
    "dates-result.windows": "in common, and so known to both; their order is tried apart",
}
"""Strings in the private store that an office does not choose, or that it tells the other side by choosing."""


@pytest.fixture(scope="module")
def leak() -> Iterator[Pair]:
    with TemporaryDirectory(dir=folder_in_memory()) as folder, everything(Path(folder), "leak") as pair:
        yield pair


@pytest.fixture
def in_memory() -> Iterator[Path]:
    with TemporaryDirectory(dir=folder_in_memory()) as folder:
        yield Path(folder)


def read_of(folder: Path, mark: str, **more: Any) -> dict[str, bytes]:
    """What the recipients could read, in a story of its own."""
    with everything(folder, mark, **more) as pair:
        return pair.read


def outgoing(pair: Pair) -> dict[str, bytes]:
    """As it left and as its recipient reads it."""
    return {**{f"{name}, sealed": raw for name, raw in pair.left.items()}, **pair.read}


def leaves(value: Any, path: str) -> Iterator[tuple[str, str]]:
    """Every string in a document, with where it stands; places in lists are not told apart."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from leaves(part, f"{path}.{key}")
    elif isinstance(value, list | tuple):
        for part in value:
            yield from leaves(part, path)


def kept(pair: Pair) -> list[tuple[str, str]]:
    """Every string that either office ever kept for itself, with where it stood."""
    documents = [*pair.ours.private.kept, *pair.theirs.private.kept]
    return [leaf for kind, document in documents for leaf in leaves(document, kind)]


def is_named(path: str) -> bool:
    return path in TOLD_OR_NAMED_BY_PLACET or f"{path.rpartition('.')[0]}.*" in TOLD_OR_NAMED_BY_PLACET


# ------------------------------------------------------------------------------------- what is private is all marked


NO_WORDS = {"lost-keys", "resumption", "stated-keys"}
"""Kinds that the story does without, since nobody's words are in them: which statement was signed, by its hash, and
which keys were drawn or lost, by their fingerprint."""


def documents_made(tree: ast.Module) -> list[ast.expr]:
    """The kinds of documents that functions of a module make ready to be kept: those that return a `Document`."""
    return [
        node.value.elts[0]
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef) and function.returns and ast.unparse(function.returns) == "Document"
        for node in ast.walk(function)
        if isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple)
    ]


def kinds_of_private_documents() -> set[str]:
    """Every kind that the code keeps: where it calls `private.keep` or `keep_all`, or makes a document for that."""
    found = set()
    for path in sorted(JOINT.glob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        constants = {
            name.id: value.value
            for node in tree.body
            if isinstance(node, ast.Assign)
            for target in node.targets
            for name, value in (
                zip(target.elts, node.value.elts, strict=True)
                if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple)
                else [(target, node.value)]
            )
            if isinstance(name, ast.Name) and isinstance(value, ast.Constant)
        }
        kinds = documents_made(tree)
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("private.keep"):
                kinds.append(node.args[1])
            if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("private.keep_all"):
                kinds += [pair.elts[0] for pair in ast.walk(node.args[1]) if isinstance(pair, ast.Tuple)]
        found |= {kind.value if isinstance(kind, ast.Constant) else constants[ast.unparse(kind)] for kind in kinds}
    return found


def test_the_story_keeps_every_kind_of_private_document_that_there_is(leak: Pair) -> None:
    told = {kind for kind, _ in (*leak.ours.private.kept, *leak.theirs.private.kept)}
    assert told | NO_WORDS == kinds_of_private_documents()


def test_every_string_that_an_office_keeps_for_itself_is_marked(leak: Pair) -> None:
    marked = {path for path, value in kept(leak) if CANARY in value}
    assert {path for path, _ in kept(leak) if path not in marked and not is_named(path)} == set()


def private_fields_of(of: Any, seen: set[Any]) -> Iterator[tuple[str, str]]:
    """Every private field that the model declares below a type: the name of its class, and its own."""
    if of in seen:
        return
    seen.add(of)
    for part in get_args(of):
        yield from private_fields_of(part, seen)
    if not isinstance(of, type) or not is_dataclass(of):
        return
    hints = get_type_hints(of)
    for declared in fields(of):
        if not declared.metadata:
            continue
        if layer_of(declared) is Layer.INTERNAL:
            yield of.__name__, declared.name
        else:
            yield from private_fields_of(hints[declared.name], seen)


def test_every_private_field_of_a_visit_is_filled_in_and_comes_back_from_its_files(leak: Pair) -> None:
    (path,) = {value for place, value in kept(leak) if place == "visit-file.path"}
    assert CANARY in path
    visit, wanted = open_visit(Path(path)).visit, set(private_fields_of(Visit, set()))
    assert visit == visit_with("leak", hours=10)
    marked = canaries(visit)
    assert ("Engagement", "note") in wanted
    assert {
        (of, name) for of, name in wanted if name not in BY_NAME and f"CANARY-leak-{of}-{name}" not in marked
    } == set()
    assert {name for _, name in wanted} <= private_names(visit)


# --------------------------------------------------------------------------------------------------- what is searched


def test_everything_that_can_leave_has_left(leak: Pair) -> None:
    """Envelopes both ways, cards, a certificate; and in the envelopes every kind of entry that these acts write."""
    said = b"".join(leak.read.values())
    unsaid = {kind for kind in Kind if f'"type":"{kind.value}"'.encode() not in said}
    assert unsaid == {Kind.PURGE}  # which no command writes yet
    assert {"key card IR", "key card RU", "certificate"} <= set(leak.left)
    assert b"Motorcades" in said  # what is told can be read, or searching it would prove nothing


def test_no_private_word_stands_in_any_byte_that_left(leak: Pair) -> None:
    assert found_in(outgoing(leak), disguised_words(f"{CANARY}-leak")) == []


def secrets_of(pair: Pair) -> Iterator[bytes]:
    """Every secret key of both sides, old and new, and the chance that hid their dates."""
    for office in (pair.ours, pair.theirs):
        for path in sorted(office.home.glob("keys/*/*.key")):
            content = path.read_bytes()
            if path.name in (keyring.NODE, keyring.POUCH):
                yield bytes.fromhex(content.decode())
                continue
            first = path.parent.name == "1"
            passphrase = f"CANARY-leak-passphrase of {office.side}" if first else office.passphrase
            yield opened(content, passphrase)
            yield bytes.fromhex(str(parse_object(content, 1 << 16)["sealed"]))
        yield from (bytes.fromhex(value) for path, value in kept(pair) if path == "dates-choice.chance")


def test_no_secret_stands_in_any_byte_that_left(leak: Pair) -> None:
    secrets = set(secrets_of(leak))
    # RU: 5 keys (node, envelopes, two seals, root), IR: 5, and 4 when it changed them, with one seal: 14. Under a
    # passphrase are root and seals, and the locked forms are looked for too: 3 + 3 + 2. The chance of each side: 2.
    assert len(secrets) == 14 + 8 + 2
    assert found_in(outgoing(leak), (form for secret in secrets for form in disguises(secret))) == []


def test_no_hash_of_words_that_were_initialled_as_a_draft_stands_in_any_byte_that_left(leak: Pair) -> None:
    hashes = {value for path, value in kept(leak) if path == "initial.wording"}
    assert len(hashes) == 1
    assert found_in(outgoing(leak), (form for value in hashes for form in disguised_words(value))) == []


def test_no_window_that_only_one_side_could_stands_in_any_byte_that_left(leak: Pair) -> None:
    """Neither as a date nor by its number; those that both could are on the table."""
    said = outgoing(leak)
    for window in (OURS_ALONE, THEIRS_ALONE):
        texts = [window.arrival.isoformat(), f"{window.arrival:%Y%m%d}", f"{window.arrival:%d.%m.%Y}"]
        assert found_in(said, (form for text in texts for form in disguised_words(text))) == []
    for window in BOTH:
        assert found_in(said, [window.arrival.isoformat().encode()]) != []


def test_no_id_of_our_own_file_stands_in_any_byte_that_left(leak: Pair) -> None:
    visit = visit_with("leak")
    tables = (visit.engagements, visit.people, visit.venues, visit.movements, visit.delegations, visit.blocks)
    ids = {name for table in tables for name in table if "-" in name}  # a plain word may be a kind: talks, rest
    assert len(ids) > 40
    assert found_in(leak.read, (f'"{name}"'.encode() for name in ids)) == []


# ----------------------------------------------------------------------------------------------------- what is flipped


def test_other_private_words_and_numbers_change_no_byte(leak: Pair, in_memory: Path) -> None:
    assert read_of(in_memory, "another-and-longer") == leak.read


def test_a_visit_without_anything_private_says_the_same(leak: Pair, in_memory: Path) -> None:
    assert read_of(in_memory, "") == leak.read


def test_the_hours_of_a_withheld_time_change_no_byte(leak: Pair, in_memory: Path) -> None:
    assert read_of(in_memory, "leak", hours=14) == leak.read


def test_which_of_the_common_dates_a_side_would_rather_have_changes_no_byte(leak: Pair, in_memory: Path) -> None:
    assert read_of(in_memory, "leak", best_first=False) == leak.read


# ------------------------------------------------------------------------------------- and all of this would be found


def leaking_note(visit_file: Any, programme: Any) -> Any:
    """The shared contents, with our own note on each engagement as its remark."""
    engagements = visit_file.visit.engagements
    return {
        name: replace(content, remark=Text({"en": engagements[name].note}) if engagements[name].note else None)
        for name, content in CONTENTS_OF(visit_file, programme).items()
    }


def leaking_value(visit_file: Any, programme: Any) -> Any:
    """The shared contents, with a margin that is the wider the less we care."""
    engagements = visit_file.visit.engagements
    return {
        name: replace(content, margin=timedelta(minutes=engagements[name].value or 0))
        for name, content in CONTENTS_OF(visit_file, programme).items()
    }


CONTENTS_OF = programme_points.contents_of


def test_a_projection_that_tells_our_notes_is_found_out(in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programme_points, "contents_of", leaking_note)
    with everything(in_memory, "leak") as pair:
        found = found_in(outgoing(pair), disguised_words(f"{CANARY}-leak"))
    assert found != []
    assert [name for name in found if name.endswith("sealed")] == []  # the courier still reads nothing


def test_a_projection_that_tells_a_number_without_a_word_is_found_out(
    leak: Pair, in_memory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(programme_points, "contents_of", leaking_value)
    one, other = (read_of(in_memory / mark, mark) for mark in ("leak", "another-and-longer"))
    assert found_in(one, disguised_words(f"{CANARY}-leak")) == []
    assert one != other


def test_words_that_slip_into_a_note_in_base64_are_found_out(in_memory: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def leaking(desk: Any, points: Any, said: Note, until: Any = None) -> Any:
        reference = next(document["reference"] for _, document in desk.stores.private.documents(desk.file, "evidence"))
        story.decline(desk, points, base64_of(reference))
        return NOTE(desk, points, said, until)

    monkeypatch.setattr(story, "note", leaking)
    with everything(in_memory, "leak") as pair:
        assert found_in(pair.read, disguised_words(f"{CANARY}-leak")) != []


NOTE = story.note


def base64_of(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def test_a_field_that_nobody_marked_is_found_out(leak: Pair) -> None:
    paths = {path for path, _ in leaves({"about": "P-01", "whispered": "to the minister"}, "evidence")}
    assert [path for path in paths if not is_named(path)] == ["evidence.whispered"]
