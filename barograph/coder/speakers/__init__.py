"""Who says so: a parse in, attributions and chains of speakers out."""

from barograph.coder.speakers.attributions import Attribution, find_attributions
from barograph.coder.speakers.chains import covers, find_document_attributions, speaker_chain

__all__ = [
    "Attribution",
    "covers",
    "find_attributions",
    "find_document_attributions",
    "speaker_chain",
]
