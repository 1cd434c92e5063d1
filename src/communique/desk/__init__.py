"""The reviewer's desk: people's judgements on the facts of a store.

:mod:`~communique.desk.judging` judges, :mod:`~communique.desk.queues` says what is next,
:mod:`~communique.desk.results` what it comes to, :mod:`~communique.desk.rules` what coders go by.
"""

from __future__ import annotations

from communique.desk.judging import DeskJudging
from communique.desk.queues import DeskQueues
from communique.desk.results import DeskResults
from communique.desk.rules import DeskRules

__all__ = ["Desk"]


class Desk(DeskJudging, DeskQueues, DeskResults, DeskRules):
    """Judging the facts of a store: ``store.review``."""
