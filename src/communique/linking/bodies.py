"""Whose body a name means: "the US Department of Labor" is the labour ministry of the United States."""

from __future__ import annotations

from functools import lru_cache

from communique.knowledge import bodies, states
from communique.knowledge.surface_forms import normalise
from communique.linking.names import bare

__all__ = ["national_body"]

LONGEST = 4
"""Words that a state's name or demonym has at most here: "United Arab Emirates"."""


@lru_cache(maxsize=20_000)
def national_body(name: str) -> tuple[str, str | None, str] | None:
    """What kind of body, whose (None: the name does not tell), and its sector; None for what states do not have."""
    form = bare(normalise(name))
    for words, country in _readings(form.split()):
        found = bodies.body(words)
        if found is not None and (found.country is None or country is None or found.country == country):
            return found.generic, found.country or country, found.sector
    return None


def _readings(words: list[str]) -> list[tuple[str, str | None]]:
    """The name as it stands, and without the state's name or demonym before or after it."""
    found: list[tuple[str, str | None]] = []
    for n in range(min(LONGEST, len(words) - 1), 0, -1):
        before, after = " ".join(words[:n]).removesuffix(" s"), " ".join(words[-n:])
        rest = words[n + 1 :] if words[n : n + 1] == ["s"] else words[n:]
        state = states.by_demonym(before) or states.by_name(before)
        if state is not None and rest:
            found.append((" ".join(rest), state.code))
        if len(words) > n + 1 and words[-n - 1] in ("of", "in") and (state := states.by_name(after)) is not None:
            found.append((" ".join(words[: -n - 1]), state.code))
    return [*found, (" ".join(words), None)]
