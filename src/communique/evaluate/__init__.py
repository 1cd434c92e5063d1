"""How well records agree with gold: :func:`evaluate`, and the gate that keeps it from getting worse (:mod:`gate`)."""

from communique.evaluate.gold import Gold, load_gold, read_gold, records_by_name
from communique.evaluate.rules import evaluate
from communique.evaluate.scores import Figure, Scores, Share

__all__ = ["Figure", "Gold", "Scores", "Share", "evaluate", "load_gold", "read_gold", "records_by_name"]
