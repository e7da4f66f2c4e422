"""How surely: a deed in, certainty, polarity and modality out."""

from barograph.coder.certainty.factuality import rate_factuality
from barograph.coder.certainty.stance import Stance, rate

__all__ = ["Stance", "rate", "rate_factuality"]
