"""Measure barograph on ten million events: `python -m bench.scale`."""
