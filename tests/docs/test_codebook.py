"""The codebook is what the lexicon's tables say."""

from __future__ import annotations

import importlib.util
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_codebook_is_up_to_date() -> None:
    spec = importlib.util.spec_from_file_location("codebook", ROOT / "tools" / "codebook.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    page = (ROOT / "docs" / "codebook.md").read_text(encoding="utf-8")
    assert page == module.page(), "run python tools/codebook.py"
