"""The cores of published programmes, on which Placet is compared with others: all prove the same."""

from pathlib import Path

from benchmarks.peers import cpsat, ours
from benchmarks.peers.instances import published
from benchmarks.peers.scorer import score

TOGETHER = ("asem-brussels-2018", "papal-hungary-2023", "senegal-france-2016", "usa-india-2015")
SECONDS = 60.0


def test_placet_and_plain_cp_sat_prove_the_same_of_published_programmes(shared: Path) -> None:
    for name in TOGETHER:
        asked = published(shared / "data" / "programmes" / f"{name}.json")
        answers = [solve(asked, SECONDS) for solve in (ours.solve, cpsat.tuned)]
        assert all(answer.is_proven and answer.starts is not None for answer in answers), name
        verdicts = [score(asked, answer.starts or {}) for answer in answers]
        assert [verdict.faults for verdict in verdicts] == [(), ()], name
        assert verdicts[0].deviation == verdicts[1].deviation, name


def test_every_published_programme_has_a_core(shared: Path) -> None:
    for path in sorted((shared / "data" / "programmes").glob("*.json")):
        made = published(path)
        assert made.engagements, path.stem
        assert len({e.id for e in made.engagements}) == len(made.engagements), path.stem
