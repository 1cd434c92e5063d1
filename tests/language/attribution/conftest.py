"""One tagger for all tests here, and one tokenizer: loading them costs a second."""

from __future__ import annotations

import pytest
from tokenizers import Tokenizer

from communique.language.attribution import AttributionTagger
from communique.language.attribution.weights import FOLDER


@pytest.fixture(scope="session")
def tagger() -> AttributionTagger:
    """The shipped tagger, loaded."""
    found = AttributionTagger()
    found.load()
    return found


@pytest.fixture(scope="session")
def tokenizer() -> Tokenizer:
    """The shipped tokenizer as the tagger sets it up."""
    found = Tokenizer.from_file(str(FOLDER / "tokenizer.json"))
    found.no_truncation()
    found.no_padding()
    return found
