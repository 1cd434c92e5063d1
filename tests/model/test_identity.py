from __future__ import annotations

import hashlib
import subprocess
import sys

from communique.model import Span, make_report
from communique.model.identity import LENGTH, fact_identity, report_identity, text_identity


def test_a_text_is_known_by_its_hash() -> None:
    assert text_identity("añ") == hashlib.sha256("añ".encode()).hexdigest()
    assert text_identity("a\ud800") != text_identity("a")


def test_two_printings_of_one_text() -> None:
    one = make_report("Talks failed.", "a.txt", publisher="Post", date="2020-01-01")
    other = make_report("Talks failed.", "b.txt", publisher="Times", date="2020-01-01")
    again = make_report("Talks failed.", "c.txt", publisher="Post", date="2020-01-01")
    assert one.text_id == other.text_id
    assert one.id != other.id
    assert one.id == again.id


def test_what_is_missing_is_not_what_is_empty_and_fields_do_not_run_together() -> None:
    ids = {
        report_identity("t", None, None, None, None),
        report_identity("t", "", None, None, None),
        report_identity("t", "ab", "c", None, None),
        report_identity("t", "a", "bc", None, None),
        report_identity("t", None, "a", None, None),
        report_identity("t", None, None, "a", None),
        report_identity("t", None, None, None, "a"),
    }
    assert len(ids) == 7


def test_facts_are_told_apart_by_kind_text_spans_and_more() -> None:
    spans = [Span(0, 4), Span(6, 9)]
    one = fact_identity("statement", "t", spans)
    assert one[0] == "s"
    assert len(one) == LENGTH + 1
    others = {
        fact_identity("state", "t", spans),
        fact_identity("statement", "u", spans),
        fact_identity("statement", "t", spans[:1]),
        fact_identity("statement", "t", spans[::-1]),
        fact_identity("statement", "t", spans, "x"),
        fact_identity("statement", "t", spans, "x", "y"),
        fact_identity("statement", "t", [Span(0, 46)]),
    }
    assert len(others | {one}) == 8
    assert fact_identity("statement", "t", iter(spans)) == one


def test_identities_do_not_change_with_the_process() -> None:
    code = "from communique.model.identity import *; from communique.model import Span; " \
           "print(fact_identity('event', 'é', [Span(1, 2)], 'x'))"  # fmt: skip
    seeds = [{"PYTHONHASHSEED": s} for s in ("1", "2")]
    out = {subprocess.run([sys.executable, "-c", code], env=e, capture_output=True, check=True).stdout for e in seeds}
    assert out == {fact_identity("event", "é", [Span(1, 2)], "x").encode() + b"\n"}
