"""How much of any one input is read: bytes, lines, members and depth, in one place."""

DOCUMENT_BYTES = 20_000_000
"""Largest text, page or line taken whole; a longer one is set aside."""
FEED_BYTES = 10_000_000
"""Largest feed: feedparser needs about 40 times a feed's size in memory."""
FEED_TAGS = 250_000
"""Most tags of one feed, its items' own included: its parser takes about 10 µs for each."""
TABLE_BYTES = 1 << 40
"""Where a streamed table ends at the latest, unpacked."""
SPOOL_BYTES = 4_000_000_000
"""Largest archive or Parquet file copied to disk because it came through a pipe or archive."""
FETCH_BYTES = 200_000_000
"""Largest reply taken from an address, as it comes over the wire."""
ANSWER_BYTES = 4_000_000
"""Longest answer of a chat endpoint."""
UNPACK_RATIO = 300
"""Bytes out for each byte in, beyond UNPACK_GRACE, at which an unpacking is called a bomb.

Deflate reaches 1,032; news reaches 20, and snapshots of one feed in one archive about 90.
"""
UNPACK_GRACE = 4_000_000
MEMBERS = 200_000
"""Most members read of one archive."""
ZIP_INDEX_BYTES = 20_000_000
"""Longest list of members at the end of a zip: it is taken whole, at some 12 times its size."""
DEPTH = 3
"""Packings inside packings: `day.tar.xz` is 2 (xz, tar), a .gz in it is 3."""
RECORD_LINES = 5_000
"""Most lines one quoted table row may span before its quote is called unclosed."""
HEAD_BYTES = 1 << 16
"""How much is looked at to tell what an input is."""
