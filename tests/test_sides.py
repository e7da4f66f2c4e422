"""Who stands with whom: joint acts, blame, camps, balance, and how far one owner's say goes."""

from __future__ import annotations

import dataclasses
import itertools
import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from store_samples import AMERICA, CHINA, CODER, DAY, RECORDED, RUSSIA, document, event
from surfaces.command import run

from barograph.errors import UsageError
from barograph.index.sides.balance import balance_share, least_frustration, measure_balance
from barograph.index.sides.camps import find_camps
from barograph.index.sides.edges import draw_edges, gather_evidence
from barograph.index.sides.standing import Edge, find_sides
from barograph.instrument import Barograph, open_barograph
from barograph.records import (
    TYPES,
    Actor,
    Dossier,
    Event,
    EventType,
    Membership,
    Sentence,
    SentenceKind,
)
from barograph.records.stances import Stances

FRANCE = Actor("FRA", "GOV", "France")
SYRIA = Actor("SYR", "GOV", "Syria")
SUPPORT, REJECT, ACCUSE = EventType.SUPPORT, EventType.REJECT, EventType.ACCUSE
CONSULT, COOPERATE = EventType.CONSULT, EventType.COOPERATE
Deed = tuple[Actor, Actor, EventType, float]


def tell(
    opened: Barograph,
    number: int,
    *deeds: Deed,
    outlet: str = "example.org",
    days: int = 0,
    text: str | None = None,
) -> list[Event]:
    """Record a document whose one sentence tells some deeds, none of them joint."""
    of = document(
        f"https://{outlet}/{number}", text or f"Deed {number}.", outlet=outlet,
        published=DAY + timedelta(days=days),
    )  # fmt: skip
    told = [
        dataclasses.replace(
            event(of, place, source=source, target=target, type_=type_, intensity=intensity),
            joint=False,
            contexts=("military",),
        )
        for place, (source, target, type_, intensity) in enumerate(deeds)
    ]
    start = len(of.title) + 2
    sentences = (Sentence(1, start, len(of.content), SentenceKind.BODY, of.text),)
    opened.store.record([Dossier(of, sentences, events=tuple(told))], [], RECORDED, CODER)
    return told


def edges(opened: Barograph, **asked: object) -> dict[str, Edge]:
    found = opened.sides(**asked)  # type: ignore[arg-type]
    return {f"{edge.one} {edge.other}": edge for edge in found.edges}


@pytest.fixture
def opened() -> Iterator[Barograph]:
    with open_barograph(":memory:") as instrument:
        instrument.declare_anchors(["example.org"])
        yield instrument


def veto() -> tuple[Deed, Deed]:
    return (RUSSIA, FRANCE, REJECT, -2.0), (CHINA, FRANCE, REJECT, -2.0)


def test_a_joint_veto_is_alignment_of_the_two_and_both_against_whose_text_it_is(
    opened: Barograph,
) -> None:
    for number in range(6):
        tell(opened, number, *veto())
    found = edges(opened)
    assert set(found) == {"CHN RUS", "FRA RUS", "CHN FRA"}
    assert found["CHN RUS"].value > 0.2
    assert found["CHN RUS"].deeds == ("TOGETHER",)
    assert found["CHN RUS"].about == ("FRA",)
    assert found["FRA RUS"].value < 0 and found["CHN FRA"].value < 0
    assert opened.sides().now.balance.share == pytest.approx(1.0)


def test_vetoing_a_text_on_a_state_is_no_deed_against_that_state(opened: Barograph) -> None:
    blocked = "Moscow and Beijing block UN sanctions on Syria."
    for number in range(6):
        tell(opened, number, (RUSSIA, SYRIA, REJECT, -2.0), text=f"{blocked} {number}")
        tell(opened, 50 + number, (AMERICA, SYRIA, REJECT, -2.0), text=f"Go, it said. {number}")
    assert set(edges(opened)) == {"SYR USA"}


def test_doing_the_same_in_two_sentences_of_their_own_is_no_joint_act(opened: Barograph) -> None:
    for number in range(6):
        one, other = veto()
        tell(opened, 2 * number, one)
        tell(opened, 2 * number + 1, other)
    assert set(edges(opened)) == {"FRA RUS", "CHN FRA"}


def test_talks_take_no_side_and_neither_do_firms(opened: Barograph) -> None:
    firm = Actor("CHN", "BUS", "a firm")
    state = Actor("USA", None, "United States")
    for number in range(9):
        tell(opened, number, (AMERICA, RUSSIA, CONSULT, 3.0))
        tell(opened, 100 + number, (firm, state, COOPERATE, 9.0))
    assert edges(opened) == {}


def test_support_and_blame_make_edges_that_open_to_the_latest_deed(opened: Barograph) -> None:
    for number in range(6):
        tell(opened, number, (RUSSIA, SYRIA, SUPPORT, 5.0), days=number)
        last = tell(opened, 100 + number, (AMERICA, SYRIA, ACCUSE, -2.6), days=number)
    found = edges(opened)
    assert found["RUS SYR"].value > 0.2 > -0.2 > found["SYR USA"].value
    assert found["RUS SYR"].low <= found["RUS SYR"].value <= found["RUS SYR"].high
    assert found["SYR USA"].event == last[0].id
    assert found["SYR USA"].contexts == ("military",)


def test_a_copy_adds_nothing(opened: Barograph) -> None:
    first = [tell(opened, number, (RUSSIA, SYRIA, SUPPORT, 5.0))[0] for number in range(6)]
    before = edges(opened)["RUS SYR"]
    copies = [tell(opened, 50 + number, (RUSSIA, SYRIA, SUPPORT, 5.0))[0] for number in range(6)]
    places = [Membership(one.id, f"o{n}", f"s{n}") for n, one in enumerate(first)]
    places += [Membership(one.id, f"o{n}", f"s{n}") for n, one in enumerate(copies)]
    opened.store.write_memberships(places, [], RECORDED)
    after = edges(opened)["RUS SYR"]
    assert (after.value, after.weight) == pytest.approx((before.value, before.weight))


def test_old_deeds_fade_by_half_in_180_days(opened: Barograph) -> None:
    for number in range(20):
        tell(opened, number, (RUSSIA, SYRIA, SUPPORT, 5.0))
    now, later = DAY, DAY + timedelta(days=180)
    young, old = edges(opened, at=now)["RUS SYR"], edges(opened, at=later)["RUS SYR"]
    assert old.weight == pytest.approx(young.weight / 2)
    assert 0 < old.value < young.value


def test_what_is_told_later_does_not_change_what_was_known(opened: Barograph) -> None:
    for number in range(6):
        tell(opened, number, (RUSSIA, SYRIA, SUPPORT, 5.0))
    at = DAY + timedelta(days=1)
    before = opened.sides(at)
    for number in range(6):
        tell(opened, 50 + number, (RUSSIA, SYRIA, ACCUSE, -2.6), days=2)
    assert repr(opened.sides(at)) == repr(before)
    assert edges(opened)["RUS SYR"].value < before.edges[0].value


def test_a_matter_chooses_among_deeds(opened: Barograph) -> None:
    for number in range(6):
        tell(opened, number, *veto())
        tell(opened, 50 + number, (AMERICA, SYRIA, ACCUSE, -2.6))
    assert set(edges(opened, matter="Syria")) == {"SYR USA"}
    assert set(edges(opened, matter="FRA")) == {"CHN RUS", "FRA RUS", "CHN FRA"}
    assert set(edges(opened, matter="accuse")) == {"SYR USA"}
    assert len(edges(opened, matter="military")) == 4
    with pytest.raises(UsageError, match="military"):
        opened.sides(matter="weather")


def test_a_state_lists_its_own_edges(opened: Barograph) -> None:
    for number in range(6):
        tell(opened, number, *veto())
    assert set(edges(opened, state="Russia")) == {"CHN RUS", "FRA RUS"}


def stances(deeds: list[tuple[str, float]], registered: bool = True) -> Stances:
    """Deeds of two parties by owner and intensity, all stories their own, told at hour 0."""
    number = len(deeds)
    names = tuple(dict.fromkeys(owner for owner, _ in deeds))
    rows = np.arange(number)
    one = np.ones(number)
    false = np.zeros(number, np.bool_)
    empty = np.array([""] * number, dtype=object)
    return Stances(
        parties=("AAA", "BBB"), owners=names,
        one=np.zeros(number, np.int64), other=np.ones(number, np.int64), hour=np.zeros(number),
        event=np.array([str(row) for row in rows], dtype=object), is_together=false,
        story=rows, origin=rows, deed=rows,
        owner=np.array([names.index(owner) for owner, _ in deeds]),
        is_registered=np.full(number, registered), is_anchored=false,
        type=np.full(number, TYPES.index(COOPERATE), np.int8),
        modality=np.zeros(number, np.int8), intensity=np.array([value for _, value in deeds]),
        certainty=one, confidence=one, is_opinion=false, happened=np.full(number, np.nan),
        contexts=empty, thirds=empty,
    )  # fmt: skip


def edge_of(deeds: list[tuple[str, float]], registered: bool = True) -> tuple[float, float]:
    found = draw_edges(gather_evidence(stances(deeds, registered), 0.0))
    return float(found.value[0]), float(found.share[0])


@pytest.mark.parametrize("flood", [1, 10, 3000])
def test_no_owner_makes_more_than_a_third_of_an_edge(flood: int) -> None:
    honest = [(owner, -5.0) for owner in ("first", "second", "third") for _ in range(4)]
    value, share = edge_of(honest + [("loud", 5.0)] * flood)
    assert share <= 1 / 3 + 1e-9
    assert value < 0
    assert edge_of([("loud", 5.0)] * flood)[1] <= 1 / 3 + 1e-9


def test_owners_nobody_knows_count_together_as_one() -> None:
    many = [(f"new{number}", 5.0) for number in range(500)]
    assert edge_of(many, registered=False) == pytest.approx(edge_of([("loud", 5.0)] * 500))
    assert edge_of(many, registered=True)[0] > 0.9


def test_an_anchor_that_is_not_registered_frees_no_other() -> None:
    told = stances([("anchor", -5.0)] * 4 + [("new", 5.0)] * 500, registered=False)
    anchored = dataclasses.replace(told, is_anchored=np.arange(504) < 4)
    found = draw_edges(gather_evidence(anchored, 0.0))
    assert found.value[0] < 0


def test_triangles_are_in_balance_where_signs_multiply_to_plus() -> None:
    friends = np.array([[0, 1, -1], [1, 0, -1], [-1, -1, 0]], float)
    torn = np.array([[0, 1, -1], [1, 0, 1], [-1, 1, 0]], float)
    assert balance_share(friends) == (1.0, 1)
    assert balance_share(torn) == (0.0, 1)
    assert np.isnan(balance_share(np.zeros((4, 4)))[0])


def test_the_least_frustration_is_that_of_the_best_of_all_partings() -> None:
    draw = np.random.default_rng(0)
    for _ in range(20):
        graph = np.triu(draw.normal(size=(9, 9)) * (draw.random((9, 9)) < 0.6), 1)
        graph = graph + graph.T
        best = min(
            sum(
                abs(graph[a, b])
                for a, b in itertools.combinations(range(9), 2)
                if graph[a, b] * sides[a] * sides[b] < 0
            )
            for sides in itertools.product((1, -1), repeat=9)
        )
        least, camps, is_exact = least_frustration(graph)
        assert is_exact and least == pytest.approx(best)
        assert least_frustration(graph, steps=5)[0] >= least - 1e-9
        assert set(camps.tolist()) <= {1, -1}


def test_parties_not_tied_to_the_rest_stand_on_no_side() -> None:
    graph = np.zeros((5, 5))
    for one, other, value in ((0, 1, 0.5), (1, 2, -0.5), (3, 4, 0.5)):
        graph[one, other] = graph[other, one] = value
    sides = measure_balance(graph).sides
    assert sides[0] == sides[1] == -sides[2]
    assert sides[3:] == (0, 0)


def test_camps_are_found_however_many_there_are() -> None:
    graph = np.full((9, 9), -0.3)
    for start in (0, 3, 6):
        graph[start : start + 3, start : start + 3] = 0.5
    np.fill_diagonal(graph, 0.0)
    assert find_camps(graph).tolist() == [0, 0, 0, 1, 1, 1, 2, 2, 2]
    assert find_camps(np.zeros((3, 3))).tolist() == [0, 1, 2]


def test_nothing_told_is_nothing_said() -> None:
    with open_barograph(":memory:") as empty:
        found = empty.sides()
        assert found.edges == () and found.camps == () and found.now.parties == 0
    assert find_sides(stances([]), 0.0).edges == ()


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("sides") / "store.duckdb"
    with open_barograph(place) as opened:
        for number in range(6):
            tell(opened, number, *veto(), days=number - 5)
    return place


def test_the_command_prints_camps_edges_with_their_words_and_balance(db: Path) -> None:
    said = run("sides", "--at", "2019-07-01", "--db", db).stdout
    assert "camp 1  CHN" in said
    assert "CHN RUS  +0." in said and "Deed 5. (example.org, 13 Jun 2019)" in said
    assert "by together" in said and "about FRA" in said
    assert "1.00 of 1 triangles by weight" in said
    assert "no owner makes more than a third of an edge, but anchors: example.org" in said


def test_json_of_sides_is_one_valid_document(db: Path) -> None:
    told = json.loads(run("sides", "RUS", "--json", "--db", db).stdout)
    assert {f"{edge['one']} {edge['other']}" for edge in told["edges"]} == {"CHN RUS", "FRA RUS"}
    assert told["edges"][0]["latest"]["text"].startswith("Deed")
    assert told["before"]["balance"]["share"] is None


def test_whatever_owners_publish_no_one_share_passes_a_third() -> None:
    draw = np.random.default_rng(7)
    for _ in range(40):
        owners = [f"owner{number}" for number in draw.integers(0, 6, draw.integers(1, 300))]
        told = stances([(owner, float(draw.choice([-5.0, 5.0]))) for owner in owners])
        evidence = gather_evidence(told, 0.0)
        drawn = draw.exponential(size=int(evidence.story.max()) + 1) ** 3
        for found in (draw_edges(evidence), draw_edges(evidence, drawn)):
            assert found.share[0] <= 1 / 3 + 1e-9
            assert abs(found.value[0]) <= 1.0
