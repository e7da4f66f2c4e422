"""How the coder's small models come to be: texts drawn, labelled, learned from, packed."""
