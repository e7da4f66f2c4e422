"""What a searching attacker publishes, as genes that can be drawn, mutated and told as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Literal

from barograph.documents.outlets import owner_of
from barograph.records import StoryRow
from bench.attacks.world import HOUR, PAIR, SIDES, START, tell

Kind = Literal["owner", "newcomers", "speaker", "origin"]
KINDS: tuple[Kind, ...] = ("owner", "newcomers", "speaker", "origin")
TYPES = ("ASSAULT", "AID", "ACCUSE", "CONSULT", "COOPERATE", "COERCE", "STATEMENT")
SPEAKERS = (None, None, *SIDES, "DEU")
OWN_STORIES = 400


@dataclass(frozen=True, slots=True)
class Gene:
    """One row an attacker publishes."""

    hour: float
    """Since the world's start."""
    story: int
    """Place in the honest stories, or below 0 a story of its own."""
    origin: int
    """Tellings of one number and story are one origin."""
    outlet: int
    intensity: float
    certainty: float
    type: str
    speaker: str | None
    polarity: str
    is_turned: bool
    """Whether the second side does it to the first."""
    joint: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """What an attacker works on: honest rows, their stories, and who may publish what."""

    kind: Kind
    rows: tuple[StoryRow, ...]
    stories: tuple[str, ...]
    hours: float
    outlets: tuple[str, ...]
    """Whose names it publishes under: for a speaker, all honest ones that quote it."""

    def draw(self, random: Random) -> Gene:
        """Draw any gene at all."""
        own = random.random() < 0.5
        return Gene(
            hour=random.uniform(0, self.hours),
            story=-random.randint(1, OWN_STORIES) if own else random.randrange(len(self.stories)),
            origin=random.randrange(40),
            outlet=random.randrange(len(self.outlets)),
            intensity=random.choice((-10.0, 10.0, random.uniform(-10, 10))),
            certainty=random.choice((1.0, random.random())),
            type=random.choice(TYPES),
            speaker=random.choice(SPEAKERS),
            polarity=random.choice(("affirmed",) * 8 + ("denied", "negated")),
            is_turned=random.random() < 0.5,
            joint=random.random() < 0.1,
        )

    def start(self, random: Random) -> list[Gene]:
        """Draw where a search starts: a few genes, or a barrage to one side in all voices."""
        if random.random() < 0.5:
            return [self.draw(random) for _ in range(random.choice((1, 10, 60)))]
        sign = random.choice((-10.0, 10.0))
        every = random.choice((6.0, 12.0, 48.0))
        return [
            replace(
                self.draw(random), hour=place * every, origin=place % 40, intensity=sign,
                certainty=1.0, type="AID", polarity="affirmed", story=-1 - place % OWN_STORIES,
                speaker=SPEAKERS[place % len(SPEAKERS)],
            )
            for place in range(min(400, int(self.hours / every)))
        ]  # fmt: skip

    def mutate(self, genes: Sequence[Gene], random: Random) -> list[Gene]:
        """Change a few genes, add a burst, drop some, or turn all to one side."""
        found = list(genes)
        way = random.random()
        if way < 0.35 or not found:
            gene = self.draw(random)
            for number in range(random.choice((1, 1, 3, 10, 25))):
                later = min(self.hours, gene.hour + number * random.choice((0.0, 1.0, 12.0)))
                story = gene.story if random.random() < 0.5 else self.draw(random).story
                found.append(replace(gene, hour=later, story=story, origin=random.randrange(40)))
        elif way < 0.5:
            size = random.randint(1, max(1, len(found) // 3))
            start = random.randrange(len(found))
            del found[start : start + size]
        elif way < 0.6:
            sign = random.choice((-10.0, 10.0))
            found = [replace(gene, intensity=sign) for gene in found]
        elif way < 0.7:
            speaker = random.choice(SPEAKERS)
            found = [
                replace(gene, speaker=speaker) if random.random() < 0.5 else gene for gene in found
            ]
        else:
            for _ in range(random.randint(1, 4)):
                place = random.randrange(len(found))
                other = self.draw(random)
                name = random.choice(tuple(Gene.__slots__))
                found[place] = replace(found[place], **{name: getattr(other, name)})
        return found[-400:]

    def publish(self, genes: Sequence[Gene]) -> list[StoryRow]:
        """Tell the genes as rows; what kind of attacker it is limits what they may be."""
        return [self._tell(number, gene) for number, gene in enumerate(genes)]

    def _tell(self, number: int, gene: Gene) -> StoryRow:
        outlet = self.outlets[gene.outlet]
        story = self.stories[gene.story] if gene.story >= 0 else f"own{-gene.story}"
        if self.kind == "newcomers":  # who shares no story bears nobody out, and stays one
            story = f"own{outlet}{number}"
        speaker = SIDES[0] if self.kind == "speaker" else gene.speaker
        origin = "one" if self.kind == "origin" else f"{story}.{outlet}.{gene.origin}"
        source, target = SIDES[::-1] if gene.is_turned else SIDES
        return tell(
            story, origin, outlet, START + gene.hour * HOUR, event=f"attack{number:04d}",
            owner=owner_of(outlet), pair=PAIR, source=source, target=target, type=gene.type,
            mode=str(number % 7), intensity=gene.intensity, polarity=gene.polarity,
            certainty=gene.certainty, confidence=1.0, joint=gene.joint, speaker=speaker,
        )  # fmt: skip
