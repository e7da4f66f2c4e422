"""Drafts of one sentence in, the same without those that another already tells, out."""

from __future__ import annotations

from barograph.coder.deeds import objects
from barograph.coder.scene import Draft, Scene
from barograph.records import EventType

SPOKEN = frozenset({EventType.STATEMENT, EventType.ASSESS, EventType.CONSULT})
"""Types that leave what is spoken of standing beside them: talks about a deed are not the deed."""
HOSTILE = frozenset(
    {EventType.ACCUSE, EventType.SANCTION, EventType.COERCE, EventType.ASSAULT, EventType.THREATEN}
)

CHARGES = frozenset(
    {"claim", "charge", "accusation", "allegation", "report", "suggestion", "assertion", "rumour",
     "rumor", "insinuation"}
)  # fmt: skip
"""What says that a deed was done: to reject it is to deny the deed."""


def absorb(scene: Scene, drafts: list[Draft]) -> list[Draft]:
    """Drop a draft that lies inside another between the same sides, and second tellings.

    `Threatened to attack` is one deed of the outer verb; `accused Russia of hacking` is two, since
    the sides of the inner are turned round.
    """
    drafts = [draft for draft in drafts if not is_refused(scene, draft, drafts)]
    ordered = sorted(drafts, key=lambda draft: (depth(scene, draft.place), draft.place))
    kept: list[Draft] = []
    for draft in ordered:
        if not any(tells(scene, other, draft) for other in kept):
            kept.append(draft)
    return sorted(kept, key=lambda draft: draft.place)


def is_refused(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a refusal is of a hostile deed: `declined to blame` is no blow to the blamed.

    Nor is what turns down a charge the charged deed's own: `dismissed claims that it had struck`.
    """
    if is_denial(scene, draft, drafts):
        return True
    return "yields" in draft.entry.flags and any(
        other.entry.type in HOSTILE
        and same_parties(draft, other)
        and other.place in scene.tree.phrase(draft.place)
        for other in drafts
        if other is not draft
    )


def is_denial(scene: Scene, draft: Draft, drafts: list[Draft]) -> bool:
    """Tell whether a rejection is of the charge of another draft's deed, by its doer."""
    if draft.entry.type is not EventType.REJECT:
        return False
    charges = [
        word
        for noun in objects(scene, draft.place)
        if scene.tree.words[noun].lemma in CHARGES
        for word in scene.tree.phrase(noun)
    ]
    return any(
        other.place in charges and same_sides(draft, other)
        for other in drafts
        if other is not draft
    )


def depth(scene: Scene, place: int) -> int:
    """Return how many words govern a word."""
    count, head = 0, scene.tree.head(place)
    while head is not None and count < 60:
        count, head = count + 1, scene.tree.head(head)
    return count


def tells(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Tell whether `outer` already tells what `inner` would."""
    if not same_sides(outer, inner):
        return False
    nested = inner.place in scene.tree.phrase(outer.place)
    if outer.entry.type is inner.entry.type:
        return nested or outer.entry.mode == inner.entry.mode
    if outer.entry.type in SPOKEN or inner.entry.type is EventType.ASSESS:
        return False
    return nested and near(scene, outer, inner)


def near(scene: Scene, outer: Draft, inner: Draft) -> bool:
    """Tell whether the inner deed is what the outer is about, not one of another clause beside."""
    place = inner.place
    while place != outer.place:
        dep = scene.tree.words[place].dep
        head = scene.tree.head(place)
        if head is None:
            return False
        if dep in {"conj", "parataxis", "relcl", "advcl"} and head == outer.place:
            return False
        place = head
    return True


def same_parties(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts run between the same parties, whoever stands for them."""
    return {one.source.key, one.target and one.target.key} == {
        other.source.key,
        other.target and other.target.key,
    }


def same_sides(one: Draft, other: Draft) -> bool:
    """Tell whether two drafts run between the same parties, the same way unless joint."""
    if one.joint or other.joint:
        return same_parties(one, other)
    ends = (one.source.key, one.target and one.target.key)
    return ends == (other.source.key, other.target and other.target.key)
