"""Events: who did what to whom, after the PLOVER codebook.

``clauses`` reads a verb's or noun's surroundings off the dependency tree, ``participants`` finds the actors there,
``frames``, ``conditions`` and ``matching`` choose the rule of the lexicon, ``modality`` tells whether it happened,
``derive`` turns what is to come into agreements and threats, ``coding`` and ``sectors`` give actors their sector and
country, ``casting`` weighs the participants that a rule finds against others, ``setting`` tells time and place,
``act_finder`` puts them together, ``extractor`` holds the steps.
"""

from communique.extract.events.act import Act, act_span
from communique.extract.events.act_finder import ACTS
from communique.extract.events.extractor import Acts, Events
from communique.extract.events.modality import HELD
from communique.extract.events.setting import told_date
from communique.extract.events.where import place_of

__all__ = ["ACTS", "HELD", "Act", "Acts", "Events", "act_span", "place_of", "told_date"]
