"""A document in, its sentences and their parses out."""

from barograph.language.parse import parse_dossiers, parse_sentences
from barograph.language.sentences import split_sentences

__all__ = ["parse_dossiers", "parse_sentences", "split_sentences"]
