"""The coder's benchmark: each task of coding in, one table of figures, floors and peers out.

Run as `python -m bench.coder [SECTION ...] [--coder NAME] [--all] [--markdown] [-v]`; needs the
benchmark data (`BAROGRAPH_DATA`), which are texts of others, used to measure only.
"""

from bench.coder.news import gold, make_document

__all__ = ["gold", "make_document"]
