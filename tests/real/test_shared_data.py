"""The real data is there and is what the other tests in this folder take it for."""

import json


def test_published_programmes_are_json_objects(shared):
    programmes = sorted((shared / "data" / "programmes").glob("*.json"))
    assert programmes, "no published programme to read"
    not_objects = [
        path.name for path in programmes if not isinstance(json.loads(path.read_text(encoding="utf-8")), dict)
    ]
    assert not_objects == []
