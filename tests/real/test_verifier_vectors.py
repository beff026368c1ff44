"""The verifier's arithmetic on the published vectors of Wycheproof."""

from __future__ import annotations

import json

from placet.verifier import is_good_signature


def test_every_published_signature_is_judged_as_published(shared):
    published = json.loads((shared / "data" / "vectors" / "wycheproof" / "ed25519_test.json").read_text("utf-8"))
    judged = 0
    for group in published["testGroups"]:
        key = bytes.fromhex(group["publicKey"]["pk"])
        for case in group["tests"]:
            message, signature = bytes.fromhex(case["msg"]), bytes.fromhex(case["sig"])
            fits = len(signature) == 64 and is_good_signature(key, signature, message)
            assert fits is (case["result"] == "valid"), case
            judged += 1
    assert judged == published["numberOfTests"] > 100
