"""What tells of somebody that he takes part in an act: named traits of the options of its roles.

No name of a state or a person is one: who is exchanged for another is weighed as he was.
"""

from __future__ import annotations

from functools import cached_property

from communique.extract.events.act import Act
from communique.extract.events.options import Option, Stage, options, path, places
from communique.extract.events.voted import VOTED
from communique.knowledge.word_lists import word_list
from communique.language import clauses
from communique.language.tags import COMMON_NOUNS
from communique.language.tree import Token

ROLES = ("actor", "recipient")
LONG = 3
"""Members of a list counted; more are as many."""
WAY = 3
"""Steps of a way that are told apart."""
NEAR, CLOSE, FAR = 4, 10, 25
"""Tokens between an act and a word."""


class Scene:
    """One act with its options, and what around it tells for or against them."""

    def __init__(self, stage: Stage, act: Act) -> None:
        self.stage = stage
        self.act = act
        self.options = options(stage, act)
        self.type = act.shape.type
        match = act.match
        passive = match.rule.pos == "verb" and clauses.passive(match.token)
        self.voice = "passive" if passive else "bare" if match.bare else match.rule.pos
        self.before = stage.act_before(match.token)
        self.people = {p.actor.id for p in act.actors}, {p.actor.id for p in act.recipients}
        self.states = (
            {p.actor.country for p in act.actors if p.actor.country},
            {p.actor.country for p in act.recipients if p.actor.country},
        )

    def ruled(self, role: str) -> int:
        """The number of the option that is the rule's choice for a role."""
        return next(n for n, o in enumerate(self.options) if role in o.marks)

    def stands_apart(self, option: Option, role: str) -> bool:
        """Whether words say that an option has not the role, however likely it looks."""
        return self.only_tells(option, role) or self.only_feels(option, role) or self.is_topic(option, role)

    def only_tells(self, option: Option, role: str) -> bool:
        """Whether an option but tells what the subject, which is named, does: "Roe said that Chad opposes it"."""
        ruled = self.options[self.ruled(role)]
        if role != ROLES[0] or option.head is not None or "speaker" not in option.marks or ruled.head is None:
            return False
        named = ruled.form in ("name", "metonym") and ruled.people[0].direct
        return named and self._place(ruled) == "subj"

    def is_topic(self, option: Option, role: str) -> bool:
        """Whether a meeting is but about an option: "attended a conference on [Peru]"."""
        match, head = self.act.match, option.head
        if role == ROLES[0] or match.rule.type != "CONSULT" or head is None or head.dep_ != "pobj":
            return False
        above = head.head
        nouns = {match.token.i, *match.consumed}
        if above.text.casefold() not in ("on", "about", "over"):
            return False
        return above.head.i in nouns and above.head.tag_ in COMMON_NOUNS

    def only_feels(self, option: Option, role: str) -> bool:
        """Whether an option but feels what an act's noun, the subject, tells: "the threats worried [Peru]"."""
        noun, head = self.act.match.token, option.head
        if role == ROLES[0] or not self.act.match.bare or head is None or head.dep_ != "dobj":
            return False
        verb = head.head
        subject = noun.dep_ == "nsubj" and noun.head == verb
        below = verb.dep_ == "acl" and verb in noun.subtree  # where the parser takes the past for a participle
        return (subject or below) and verb.text.casefold() in word_list("worrying")

    def common(self, option: Option) -> list[str]:
        """Traits that tell of an option whichever the role."""
        kind, voice = self.type, self.voice
        found = []
        for mark in option.marks:
            if mark not in ROLES:
                found += [mark, f"{mark} {kind}"]
        if not option.people:
            return [*found, "nobody", f"nobody {kind}", f"nobody {voice}", f"nobody {voice} {kind}"]
        actor = option.people[0].actor
        place = self._place(option)
        found += [
            f"at {place}", f"form:{option.form}", f"kind:{actor.kind}", f"kind:{actor.kind} {kind}",
            f"sector:{actor.sector}", f"{min(len(option.people), LONG)} together",
        ]  # fmt: skip
        if not option.people[0].direct:
            found += ["behind", f"behind {kind}"]
        if actor.country:
            found.append("has a country")
        if (rank := self.stage.rank.get(actor.id)) is not None:
            found += [f"main {rank}", f"main {rank} {place}"]
        if self.before is not None:
            found += self._took_part(self.before, option)
        if (statement := self.act.statement) is not None:
            found += ["tells it", f"tells it {kind}"] if statement.speaker in option.ids else ["told by another"]
        if option.head is not None:
            found += self._way(option.head)
            if statement is not None:
                inside = any(c.start <= option.head.idx < c.end for c in statement.content)
                found.append("inside what is told" if inside else "outside what is told")
        return found

    def of_role(self, option: Option, role: int) -> list[str]:
        """Traits that tell of an option for one role: whether the rule chose it, and for which."""
        kind = self.type
        found = []
        ruled = ROLES[role] in option.marks
        if ruled:
            rule = self.act.match.rule.name
            found += ["by head" if rule.startswith(VOTED) else "by rule", f"by rule {kind}", f"rule:{rule}"]
        if not option.people:
            return [*found, "nobody by rule", f"rule:{self.act.match.rule.name} nobody"] if ruled else found
        if ROLES[1 - role] in option.marks:
            found += ["the other", f"the other {kind}"]
        if ruled:
            place = self._place(option)
            found += [f"by rule at {place}", f"by rule at {place} {kind}"]
        if not ruled and (own := self.people[role]):
            if option.ids < own:
                found.append("some of the rule's")
            elif option.ids > own:
                found.append("more than the rule's")
        if option.ids & self.people[1 - role]:
            found.append("among the others")
        if (states := self.states[1 - role]) and (country := option.people[0].actor.country):
            found += ["of the others' state"] if country in states else ["of another state", f"of another state {kind}"]
        return found

    @cached_property
    def _where(self) -> dict[int, str]:
        return places(self.stage.company, self.act)

    def _place(self, option: Option) -> str:
        """The place in which an option's first word, or that of a list that it goes on, stands."""
        if option.head is None:
            return "nowhere"
        return self._where.get(option.head.i) or self._where.get(option.people[0].head, "elsewhere")

    def _took_part(self, before: Act, option: Option) -> list[str]:
        """Whether an option takes part in the act told before."""
        found = []
        again = "the same type" if before.shape.type == self.type else "another type"
        for mark, people in (("did it", before.actors), ("suffered it", before.recipients)):
            for p in people:
                if p.actor.id in option.ids:
                    found += [mark, f"{mark}: {again}"]
                    break
        return found

    def _way(self, head: Token) -> list[str]:
        """How one comes from the act to a word."""
        match = self.act.match
        at = match.token.i
        up, down = path(match.verb if match.light and match.verb is not None else match.token, head)
        side, apart = ("before" if head.i < at else "behind"), abs(head.i - at)
        near = "near" if apart <= NEAR else "close" if apart <= CLOSE else "far" if apart <= FAR else "away"
        found = [side, f"{side} {near}", f"climbs {min(len(up), WAY)}", f"down {min(len(down), WAY)}"]
        if head.i in self._nearest:
            found += [f"nearest {side}", f"nearest {side} {self.voice}"]
        if not up and not down:
            return [*found, "no way"]
        found.append("way " + "^".join(up[:WAY]) + ">" + ">".join(down[-WAY:]))
        if down:
            found.append(f"ends in {down[-1]}")
        return found

    @cached_property
    def _nearest(self) -> tuple[int, ...]:
        """The words of the options next to the act, before it and behind it."""
        at = self.act.match.token.i
        heads = [o.head.i for o in self.options if o.head is not None]
        return max((h for h in heads if h < at), default=-1), min((h for h in heads if h > at), default=-1)
