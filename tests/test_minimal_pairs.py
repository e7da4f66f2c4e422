"""Two sentences that differ by one small thing are told apart."""

import functools
import sys
from pathlib import Path

from gates.gate import check

sys.path.insert(0, str(Path(__file__).parents[1]))
from bench.minimal_pairs import (
    RULES,
    Pair,
    judge,
    judge_without,
    read_pairs,
    read_wanted,
    share_right,
)


@functools.cache
def judged() -> tuple[list[Pair], list[tuple[bool, bool]]]:
    pairs = read_pairs()
    return pairs, judge(pairs)


def test_there_are_enough_pairs_of_every_kind() -> None:
    pairs, _ = judged()
    kinds = [pair.kind for pair in pairs]
    assert len(pairs) >= 150
    assert len(set(kinds)) >= 15
    assert min(map(kinds.count, kinds)) >= 8


def test_the_two_of_a_pair_are_not_the_same() -> None:
    for pair in judged()[0]:
        one, other = pair.cases
        assert one.text != other.text
        same_told = [(w.ends, w.told) for w in read_wanted(one)] == [
            (w.ends, w.told) for w in read_wanted(other)
        ]
        alike = pair.kind in {"active or passive", "headline or full sentence"}
        assert alike or not same_told, one.text


def test_pairs_of_which_both_sentences_are_right() -> None:
    pairs, both = judged()
    wrong = [p.cases[at].text for p, right in zip(pairs, both, strict=True) for at in (0, 1)
             if not right[at]]  # fmt: skip
    print("\n".join(wrong))
    check("minimal pairs", share_right(both))


def test_pairs_that_no_rule_was_mended_by() -> None:
    check("fresh minimal pairs", share_right(judge(read_pairs("minimal_pairs_fresh.txt"))))


def test_rules_that_pairs_were_written_for_matter() -> None:
    pairs, both = judged()
    for rule in ("polarity", "modality", "passive voice", "lists of parties"):
        assert rule in RULES
        assert share_right(judge_without(pairs, rule)) < share_right(both) - 0.02, rule
