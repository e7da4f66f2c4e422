"""The sample corpus: short news of 2014 to 2019 in our own words, under invented outlets; no I/O.

`news/` holds one JSONL file a year (published, title, text, url, outlet), `outlets.tsv` the
facts of the outlets. What it shows and how it was written: docs/sample.md.
"""

from pathlib import Path


def sample_path() -> Path:
    """Return the folder of the sample's news, ready to be read as any folder is.

    >>> sorted(path.name for path in sample_path().iterdir())[0]
    '2014.jsonl'
    """
    return Path(__file__).parent / "news"


def sample_outlets_path() -> Path:
    """Return the table of the sample's invented outlets (columns as in documents/data/outlets.tsv).

    >>> sample_outlets_path().name
    'outlets.tsv'
    """
    return Path(__file__).parent / "outlets.tsv"
