"""``communique train``: weights of acts from a store's judgements, in a file of the user's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from communique.errors import UsageError
from communique.extract.events import own_weights
from communique.extract.events.ballot import shipped
from communique.knowledge.tables import ENVIRONMENT, overlay_folder
from communique.learn.fitting import Outcome, fitted
from communique.learn.judged import judged_acts
from communique.version import __version__

if TYPE_CHECKING:
    from communique.store import Store


def train(store: Store, folder: Path | None = None) -> tuple[Path, Outcome]:
    """Fit weights of acts to what people judged in ``store``; gives the file that was written, and what it reaches.

    Args:
        store: whose judgements on events are learned from.
        folder: where the file goes; by default the folder of the user's own tables.

    Raises:
        UsageError: no folder is named, or there are too few judgements.
        StoreError: the store cannot be read.
        ModelError: the file cannot be written.
    """
    to = folder or overlay_folder()
    if to is None:
        raise UsageError(
            f"no folder is named for the weights. Say --to FOLDER, and set {ENVIRONMENT} to it when you read"
        )
    outcome = fitted(judged_acts(store), shipped())
    return own_weights.write(outcome.weights, card(outcome), to), outcome


def card(outcome: Outcome) -> dict[str, Any]:
    """What the file tells of itself."""
    return {
        "made_by": f"communique {__version__}",
        "judgements": outcome.judgements,
        "reports": outcome.reports,
        "penalty": outcome.penalty,
        "before": outcome.before._asdict(),
        "after": outcome.after._asdict(),
        "measured": "on fifths of the reports left out",
    }


def told(path: Path, outcome: Outcome) -> Iterator[str]:
    """The outcome in lines for a terminal."""
    yield f"{outcome.judgements} judgements on events in {outcome.reports} reports"
    yield "on judgements left out:  precision  right ones kept  log loss"
    for name, of in (("before", outcome.before), ("after", outcome.after)):
        yield f"  {name:<21}  {_share(of.precision):>9}  {_share(of.kept):>15}  {of.loss:>8.3f}"
    if outcome.penalty is None:
        yield "The judgements teach nothing yet that helps on others: the weights are the shipped ones."
    keep = outcome.weights.keep
    yield f"An act is told from a probability of {keep:.2f} on."
    yield f"written: {path}"
    yield f"It is used when {ENVIRONMENT} names its folder. Delete it, and all is as before."


def _share(value: float | None) -> str:
    return "-" if value is None else f"{value:.2f}"
