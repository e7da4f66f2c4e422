"""Who is named: from a document's sentences to mentions of states, organisations and people.

`find_mentions` reads the tables in `data/`; offices are those held on the document's day.
`resolve_references` runs after the parse and adds pronouns and descriptions.
"""

from barograph.actors.matching import find_mentions
from barograph.actors.parties import find_party, parties, party_name
from barograph.actors.references import resolve_references

__all__ = ["find_mentions", "find_party", "parties", "party_name", "resolve_references"]
