"""What asking an endpoint took in, a line or two for people out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from barograph.cli.output import count

if TYPE_CHECKING:
    from barograph.records import Usage


def describe_usage(usage: Usage) -> list[str]:
    """Return what was asked, what it took and cost, and what was not believed; nothing for none."""
    if not usage.requests:
        return []
    from barograph.settings import llm_settings

    told = f"{usage.tokens_in:,} tokens in, {usage.tokens_out:,} out"
    if not usage.tokens_in:
        told = "it does not say how many tokens"
    cost = llm_settings().cost(usage.tokens_in, usage.tokens_out)
    price = "" if cost is None else f", cost {cost:,.4f}"
    lines = [f"asked the endpoint {count(usage.requests, 'time')}: {told}{price}"]
    if usage.dropped:
        reasons = (
            (usage.misquoted, "words not in the sentence"),
            (usage.unresolved, "no two known parties"),
            (usage.malformed, "not in our form"),
        )
        why = ", ".join(f"{number:,} {reason}" for number, reason in reasons if number)
        lines.append(f"dropped {count(usage.dropped, 'event')} of its answers: {why}")
    return lines
