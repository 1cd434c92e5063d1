"""One tagger for all tests here: loading it costs a second."""

from __future__ import annotations

import pytest

from communique.language.attribution import AttributionTagger


@pytest.fixture(scope="session")
def tagger() -> AttributionTagger:
    """The shipped tagger, loaded."""
    found = AttributionTagger()
    found.load()
    return found
