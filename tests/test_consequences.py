"""Which pair's movements preceded which other's: what is found, and above all what is not."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from store_samples import CODER, RECORDED, document, dossier
from surfaces.command import run

from barograph.index.links.claimed import measure_claim
from barograph.index.links.flows import Flows, gather_flows
from barograph.index.links.links import Links
from barograph.index.links.measuring import FEWEST_DAYS, MOST_UNITS, choose_units, measure_flows
from barograph.index.links.permute import Null, adjust_for_all
from barograph.index.links.prewhiten import fit_orders, whiten
from barograph.records.news_of_pairs import NewsOfPairs
from barograph.store import open_store
from bench.index.linked_worlds import Planted, make_crises, make_world, shift_units

DAYS = 1500


def measure(
    seed: int, planted: tuple[Planted, ...] = (), pairs: int = 12
) -> tuple[Links, tuple[str, ...]]:
    flows, documents = make_world(seed, pairs, DAYS, planted)
    return measure_flows(flows, documents, pairs), flows.units


def test_a_planted_link_is_found_with_its_lag_and_side_and_found_again() -> None:
    planted = (Planted(0, 1, 3, 1.8), Planted(2, 3, 1, -1.8))
    links, names = measure(1, planted)
    found = {(link.cause, link.effect): link for link in links.found()}
    assert set(found) == {(names[0], names[1]), (names[2], names[3])}
    same, other = found[names[0], names[1]], found[names[2], names[3]]
    assert same.days == (2, 3) and same.size > 0
    assert other.days == (1, 1) and other.size < 0
    assert same.is_held and other.is_held


def test_the_reverse_of_a_link_is_no_link() -> None:
    links, names = measure(1, (Planted(0, 1, 3, 1.8),))
    forward, back = links.between(names[0], names[1]), links.between(names[1], names[0])
    assert forward is not None and back is not None
    assert forward.is_found and not back.is_found


def test_being_told_of_on_the_same_busy_days_is_no_link() -> None:
    rates = []
    for seed in range(4):
        links, _ = measure(seed)
        assert links.first is not None and not links.found()
        p = links.first.p[~np.isnan(links.first.p)]
        rates.append(np.mean(p < 0.05))
    assert 0.03 < np.mean(rates) < 0.07


def test_shifting_each_pair_in_time_undoes_a_link() -> None:
    flows, documents = make_world(1, 12, DAYS, (Planted(0, 1, 3, 1.8),))
    shifted = shift_units(flows, np.random.default_rng(3))
    assert measure_flows(flows, documents, 12).found()
    assert not measure_flows(shifted, documents, 12).found()


def test_a_link_of_the_first_years_alone_is_not_held() -> None:
    linked, documents = make_world(1, 12, DAYS, (Planted(0, 1, 3, 1.8),))
    free, _ = make_world(99, 12, DAYS)
    split = int(DAYS * 0.6)
    early, late = linked.day < split, free.day >= split
    both = replace(
        linked,
        unit=np.concatenate([linked.unit[early], free.unit[late]]),
        day=np.concatenate([linked.day[early], free.day[late]]),
        story=np.concatenate([linked.story[early], free.story[late]]),
        points=np.concatenate([linked.points[early], free.points[late]]),
    )
    order = np.argsort(both.unit, kind="stable")
    both = replace(
        both,
        unit=both.unit[order],
        day=both.day[order],
        story=both.story[order],
        points=both.points[order],
    )
    (link,) = measure_flows(both, documents, 12).found()
    assert link.is_found and not link.is_held


def news(days: int, *, same_origin: bool) -> NewsOfPairs:
    """Two pairs, the second told of the day after the first what the first was told of."""
    draw = np.random.default_rng(5)
    number = days
    day = np.sort(draw.choice(days - 1, number * 2 // 3, replace=False))
    points = draw.choice([-9.0, -5.0, 5.0, 9.0], len(day))
    alone = draw.choice(days, days // 3, replace=False)
    hours = np.concatenate([24.0 * day + 12, 24.0 * day + 36, 24.0 * alone + 13])
    intensity = np.concatenate([points, points, draw.choice([-9.0, 9.0], len(alone))])
    pair = np.concatenate([np.zeros(len(day)), np.ones(len(day)), draw.integers(0, 2, len(alone))])
    origin = np.arange(len(hours))
    if same_origin:
        origin[len(day) : 2 * len(day)] = origin[: len(day)]
    order = np.lexsort((origin, hours))
    count = len(hours)
    one = np.ones(count)
    return NewsOfPairs(
        pairs=("AAA-BBB", "BBB-CCC"),
        pair=pair[order].astype(np.int64),
        hour=hours[order],
        document=np.arange(count),
        title=np.arange(count),
        story=np.arange(count),
        origin=origin[order],
        deed=np.arange(count),
        direction=np.ones(count, np.int8),
        type=np.full(count, 4, np.int8),
        modality=np.zeros(count, np.int8),
        intensity=intensity[order],
        certainty=one,
        confidence=one,
        is_opinion=np.zeros(count, np.bool_),
        happened=np.full(count, np.nan),
        read_hour=np.arange(0, days * 24, 24),
        read=np.full(days, 50.0),
    )


@pytest.mark.parametrize("same_origin", [False, True])
def test_one_telling_of_two_pairs_makes_neither_precede_the_other(same_origin: bool) -> None:
    told = news(1200, same_origin=same_origin)
    flows = gather_flows(told)
    links = measure_flows(flows, np.full(flows.days, 50.0), 2)
    link = links.between("AAA-BBB", "BBB-CCC")
    if same_origin:
        assert link is None or not link.is_found
    else:
        assert link is not None and link.is_found


def test_documents_with_a_title_of_one_day_in_common_are_one_telling() -> None:
    told = news(60, same_origin=False)
    apart = gather_flows(told).shared
    same = gather_flows(replace(told, title=np.zeros(len(told), np.int64))).shared
    assert not apart
    assert (0, 1) in same


def test_a_matter_is_one_sides_deeds_of_one_type() -> None:
    told = news(60, same_origin=False)
    flows = gather_flows(told, ("AAA>BBB COOPERATE", "BBB>AAA COOPERATE", "AAA>BBB SANCTION"))
    sums = flows.sums()
    assert np.array_equal(sums[2], sums[0])
    assert not sums[3].any() and not sums[4].any()


def test_innovations_keep_nothing_of_their_own_past() -> None:
    draw = np.random.default_rng(0)
    series = draw.normal(size=(3, 3000))
    for day in range(2, 3000):
        series[0, day] += 0.6 * series[0, day - 1] + 0.2 * series[0, day - 2]
    series[2] = 0.0
    coefficients = fit_orders(series)
    assert coefficients[0, :2] == pytest.approx([0.6, 0.2], abs=0.06)
    assert not coefficients[0, 2:].any() and not coefficients[1:].any()
    left = whiten(series, coefficients)
    assert abs(np.corrcoef(left[0, 1:], left[0, :-1])[0, 1]) < 0.05


def test_q_values_count_all_tests_however_they_hang_together() -> None:
    p = np.array([0.01, 0.02, 0.03, 0.5])
    harmonic = 1 + 1 / 2 + 1 / 3 + 1 / 4
    assert adjust_for_all(p) == pytest.approx([0.04 * harmonic] * 3 + [1.0])


def test_the_tail_of_the_null_goes_on_beyond_the_farthest_shift() -> None:
    null = Null()
    null.add(0, np.abs(np.random.default_rng(0).normal(size=1_000_000)))
    near, far = null.p_values(0, np.array([1.96, 5.5]))
    assert near == pytest.approx(0.05, rel=0.05)
    assert 1e-9 < far < 1e-6


def test_a_claim_says_why_nothing_is_measured() -> None:
    links, _ = measure(0)
    assert "names no two parties" in measure_claim(links, "USA SANCTION", "CHN-RUS").why
    assert "the same pair" in measure_claim(links, "USA>RUS SANCTION", "RUS-USA").why
    assert (
        "RUS-USA is told of on 0 days of the first"
        in measure_claim(links, "USA>RUS SANCTION", "CHN-RUS").why
    )


def test_too_little_news_is_not_measured() -> None:
    flows, documents = make_world(0, 4, FEWEST_DAYS[0])
    links = measure_flows(flows, documents, 4)
    assert links.tests == 0 and links.found() == []
    nothing = np.zeros(0, np.int64)
    empty = Flows((), 0, 0, 0, nothing, nothing, nothing, np.zeros(0), {})
    assert measure_flows(empty, np.zeros(0), 0).found() == []


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    place = tmp_path_factory.mktemp("consequences") / "store.duckdb"
    with open_store(place) as store:
        store.record([dossier(document(), ledgers=True)], [], RECORDED, CODER)
    yield place


def test_a_claim_opens_to_its_words_and_what_is_measured_beside_it(db: Path) -> None:
    said = run("consequences", "China", "--db", db).stdout
    assert "USA>RUS SANCTION → CHN-RUS improvement" in said
    assert "claimed by Vladimir Putin, 1 outlet, 13 Jun 2019" in said
    assert "Russia and the United States held talks." in said
    assert "not enough news: RUS-USA is told of on" in said
    assert "caus" not in said.lower()


def test_json_tells_claims_measured_links_and_what_was_tried(db: Path) -> None:
    told = json.loads(run("consequences", "--json", "--db", db).stdout)
    assert set(told) == {"claims", "measured", "tried"}
    (claim,) = told["claims"]
    assert claim["effect_pair"] == "CHN-RUS" and claim["measured"] is None
    assert "not enough news" in claim["why_not"]
    assert told["tried"]["tests"] == 0


def test_what_crises_move_together_is_mostly_said_to_be_moved_by_a_third() -> None:
    worlds = (make_crises(seed) for seed in range(10))
    found = [link for flows, days in worlds for link in measure_flows(flows, days, 40).found()]
    assert len(found) >= 3
    assert sum(link.is_mutual for link in found) > len(found) / 2
    planted, _ = measure(1, (Planted(0, 1, 3, 1.8),))
    assert not any(link.is_mutual for link in planted.found())


def test_of_too_many_pairs_those_most_told_of_are_tried() -> None:
    days = np.arange(400, dtype=np.float64)
    kept = choose_units(days, days)
    assert kept.sum() == MOST_UNITS
    assert kept[-MOST_UNITS:].all()
    assert choose_units(days[:100], days[:100]).tolist() == [day >= 60 for day in range(100)]
