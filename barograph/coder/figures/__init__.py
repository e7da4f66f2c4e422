"""How much: a sentence in, the quantities that matter out."""

from barograph.coder.figures.stated import find_figures, match_targets

__all__ = ["find_figures", "match_targets"]
