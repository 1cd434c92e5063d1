"""Every reader over damaged files of its own kind: nothing but reports and errors of the input comes out."""

from __future__ import annotations

import gzip
import io
import os

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from communique.errors import CommuniqueError
from communique.model import Report
from communique.sources.formats import reports_of
from communique.sources.stream import Stream
from tests.sources import archive_files as made
from tests.sources import test_file_archive_formats as files
from tests.sources import test_news_archive as news
from tests.sources import test_rtf as rtf

FEW = 10
EXAMPLES = int(os.environ.get("COMMUNIQUE_FUZZ", FEW))
"""Files a format: COMMUNIQUE_FUZZ=2000 makes a long run, with other files each time."""
SEEDS = {
    "nexis text": made.NEXIS_TEXT.encode(),
    "nexis html": made.nexis_html().encode(),
    "nexis docx": made.docx(made.NEXIS_LINES),
    "factiva html": made.factiva_html().encode(),
    "factiva fields": made.FACTIVA_FIELDS.encode(),
    "europresse": made.EUROPRESSE.encode(),
    "nitf": news.NITF.encode(),
    "g2": news.G2.encode(),
    "newsml": news.NEWSML.encode(),
    "ninjs": news.ninjs(**news.V2, bodies=[{"value": "<p>Talks.</p>"}]).encode(),
    "warc": news.INFO + news.record(news.http(news.CHUNKED, "Transfer-Encoding: chunked")) + news.ARC,
    "rtf": rtf.as_rtf(made.FACTIVA_DISPLAYED.splitlines()),
    "csv": files.NAMED,
    "xlsx": files.xlsx(),
    "rss": files.RSS.encode(),
    "wordpress": files.WORDPRESS.encode(),
    "mail": files.MESSAGE,
    "zip": files.packed(**{"a.txt": files.TALKS, "in.zip": files.packed(**{"b.jsonl": b'{"text": "x"}'})}),
    "tar": files.tar(**{"a.txt": files.TALKS}),
    "pdf": files.pdf(files.columns("The Herald 1")),
    "gzip": gzip.compress(files.TALKS),
}


@pytest.mark.parametrize("name", SEEDS)
@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), derandomize=EXAMPLES == FEW)
@given(data=st.data())
def test_damaged_files(name: str, data: st.DataObject) -> None:
    raw = bytearray(SEEDS[name])
    for _ in range(data.draw(st.integers(0, 3))):
        place = data.draw(st.integers(0, max(0, len(raw) - 1)))
        deed = data.draw(st.sampled_from(("cut", "put", "flip", "copy")))
        if deed == "cut" and raw:
            del raw[place : place + data.draw(st.integers(1, len(raw)))]
        elif deed == "put":
            raw[place:place] = data.draw(st.binary(max_size=20))
        elif deed == "flip" and raw:
            raw[place] ^= data.draw(st.integers(1, 255))
        else:
            raw[place:place] = raw[: data.draw(st.integers(1, 400))]
    found: list[Report | CommuniqueError] = []
    try:
        found += reports_of(Stream(io.BytesIO(bytes(raw)), name).unpacked(), name, name)
    except CommuniqueError as error:
        found.append(error)
    assert [str(item) for item in found if "its reader failed" in str(item)] == []
