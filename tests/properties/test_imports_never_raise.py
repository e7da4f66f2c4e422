"""Whatever bytes a file of others' events holds, an import ends and says what it could not read."""

from __future__ import annotations

import gzip
import sys
import tempfile
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

sys.path.insert(0, str(Path(__file__).parents[1]))
from imported_rows import ICEWS, POLECAT, gdelt, icews, imported, memory, polecat

NOW = datetime(2026, 1, 1, tzinfo=UTC)
GOOD = {
    "gdelt": gdelt(1).encode(),
    "polecat": f"{POLECAT}\n{polecat(1)}".encode(),
    "icews": f"{ICEWS}\n{icews(1)}".encode(),
    "plover": b'{"id":"1","date":"2020-01-01","actor":[{"code":"USA"}],"event":["AID"]}',
    "csv": b"id,available,type,intensity,polarity,modality,joint,is_opinion\n"
    b"1,2020-01-01,AID,10,affirmed,done,false,false\n",
    "parquet": b"PAR1",
}
odd = st.one_of(
    st.binary(max_size=60),
    st.sampled_from([
        b"\x00", b"\r", b"\r\n", b"\n\n", b'"', b'"a\nb"', b"\t" * 60, b"\t" * 39, b"\t" * 19,
        b"\x1f\x8b\x08\x00", b"PK\x03\x04", b"{}", b"[]", b"[" * 3_000, b'{"id":1}', b"null",
        b'{"id":"1","date":"x","actor":{},"event":{}}', b"\xff\xfe", b"\xef\xbb\xbf", b",,,,,,,",
        b'{"id":"2","date":"2020-01-01","actor":[[]],"event":[[]],"mode":[1],"quantity":3}',
        "\ud7ff\u2028\x1d".encode(), b"\x01",
    ]),
)  # fmt: skip


@pytest.mark.parametrize("form", GOOD)
@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    phases=[Phase.explicit, Phase.generate],
    derandomize=True,
)
@given(files=st.lists(st.tuples(st.lists(odd, max_size=6), st.sampled_from("pgz")), max_size=6))
def test_an_import_ends_whatever_it_is_given(
    form: str, files: list[tuple[list[bytes], str]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, memory() as store:
        places = []
        for number, (parts, packing) in enumerate(files):
            place = Path(folder) / f"{number}.{form}"
            words = b"\n".join([*parts, GOOD[form], *parts])
            if packing == "g":
                place.write_bytes(gzip.compress(words))
            elif packing == "z":
                with zipfile.ZipFile(place, "w") as archive:
                    archive.writestr("lines", words)
            else:
                place.write_bytes(words)
            places.append(str(place))
        tally = store.import_events(form, places, NOW)
        assert len(imported(store)) == tally.events
        again = store.import_events(form, places, NOW)
        assert again.events == 0
        if store.imported():
            told = store.series(form)
            rows = [row for pair in told.pairs() for row in told.story_rows(pair.pair)]
            assert all(-10 <= row.intensity <= 10 for row in rows)
