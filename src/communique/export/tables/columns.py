"""The columns of every table: the one place that defines them.

Each has a name, a type, what it means, and which codes stand in it. CSV, JSON Lines, XLSX, Parquet, data frames, the
data dictionary and the manual follow from here.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator
from typing import Any, Literal, get_args, get_origin, get_type_hints

import msgspec

from communique.model import (
    KINDS,
    Actor,
    Agreement,
    Conditional,
    Event,
    Kind,
    Meeting,
    Position,
    Relation,
    Report,
    Statement,
)

__all__ = ["DICTIONARY", "JUDGEMENTS", "TABLES", "Column", "TableForm", "dictionary_rows", "table_form"]

ColumnType = Literal["text", "integer", "number", "boolean", "date"]
STATE = "ISO 3166-1 alpha-3, PSE, XKX, or a past state's code"
SECTOR = "PLOVER sectors: GOV MIL REB OPP JUD LEG COP SPY CVL BUS JRN IGO NGO ..."


class Column(msgspec.Struct, frozen=True):
    """One column of a table."""

    name: str
    type: ColumnType
    """Text may hold several values, joined by "; "; a date is a day, ISO 8601."""
    meaning: str
    codes: str = ""
    """The words that may stand in it, or the scheme to which they belong."""


class TableForm(msgspec.Struct, frozen=True):
    """What a table looks like."""

    name: str
    """As ``find`` and ``--what`` have it: "statements"."""
    meaning: str
    """What one row is."""
    columns: tuple[Column, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """The columns' names."""
        return tuple(column.name for column in self.columns)


def codes(struct: type[Any], field: str) -> str:
    """The words of a closed list that a field may hold: "for against ambivalent"."""
    return " ".join(_words(get_type_hints(struct)[field]))


def _words(kind: Any) -> list[str]:
    if get_origin(kind) is Literal:
        return [str(word) for word in get_args(kind)]
    return [word for part in get_args(kind) for word in _words(part)]


def date_columns(prefix: str, what: str) -> tuple[Column, ...]:
    """The columns of :class:`communique.export.tables.dates.DateSpan`."""
    return (
        Column(prefix, "date", f"The day {what}, where it is known to the day; else empty."),
        Column(f"{prefix}_start", "date", "The first day of what is known of that date."),
        Column(f"{prefix}_end", "date", "The last day of what is known of it."),
        Column(f"{prefix}_precision", "text", "How precisely it is known.", "day week month quarter year interval"),
        Column(f"{prefix}_inferred", "boolean", "Whether it was concluded rather than told; empty without a date."),
    )  # fmt: skip


def party(name: str, who: str) -> tuple[Column, ...]:
    """The columns of one actor."""
    return (
        Column(name, "text", f"{who}: the name, across reports where a store knows it."),
        Column(f"{name}_entity", "text", "Its id across the reports of a store; empty without a store."),
        Column(f"{name}_country", "text", "Its state.", STATE),
        Column(f"{name}_sector", "text", "Its sector.", SECTOR),
    )  # fmt: skip


def parties(name: str, one: str, who: str) -> tuple[Column, ...]:
    """The columns of several actors, joined by "; "; the table ``participants`` has a row for each of them."""
    return (
        Column(name, "text", f"{who}, joined by “; ”."),
        Column(f"{one}_entities", "text", "Their ids across the reports of a store, joined by “; ”."),
        Column(f"{one}_countries", "text", "Their states, each once, members of a group too, joined by “; ”.", STATE),
    )  # fmt: skip


BASIS = Column(
    "date_basis", "text", "Whence the date is known: text: the text tells it; report: it is the report's own.",
    "text report",
)  # fmt: skip
TEXT = (
    Column("words", "text", "The words that tell it, pieces that lie apart joined by “ … ”."),
    Column("confidence", "number", "How often such a fact is right, 0 to 1."),
    Column("fact", "text", "The fact's id: the same in every reading of the same text."),
    Column("statement", "text", "Id of the statement in which it is told; empty where the report itself tells it."),
    Column("told_by", "text", "Who makes that statement."),
    Column("report", "text", "The report's id."),
    Column("start", "integer", "Where the words begin: characters (Unicode code points) of the text from 0."),
    Column("end", "integer", "The character behind the last: text[start:end] has the words, and what is between them."),
    Column("spans", "text", "The pieces themselves, each START-END, joined by “; ”."),
)
SOURCE = (
    Column("publisher", "text", "Who published the report."),
    Column("title", "text", "Its title."),
    Column("source", "text", "The path of the file from which it was read."),
    Column("url", "text", "Where it was published."),
    *date_columns("report_date", "on which the report was published"),
)
TIMES = Column("printings", "integer", "In how many printings the same stands that this one row is for.")
TELLINGS = (
    Column("entity", "text", "Which one of the store it is, of which several reports may tell; empty without a store."),
    Column("tellings", "integer", "How many facts of reports this row is for."),
    Column("also", "text", "Where else it is told: report:start-end, joined by “; ”."),
)
JUDGEMENT = Column(
    "judgement", "text", "What coders decided of it, of several tellings joined by “; ”; empty where none judged it.",
    "accepted rejected corrected disputed pending open",
)  # fmt: skip
CITED = (*TEXT, *SOURCE)
SAID = (*date_columns("date", "on which it was said or, where the text does not tell, reported"), BASIS)


def place(of: str) -> tuple[Column, ...]:
    """The columns of a place."""
    return (
        Column("place", "text", f"Where {of}, as the text has it."),
        Column("place_country", "text", "The state in which that is.", STATE),
        Column("latitude", "number", "Of a city that the gazetteer knows: degrees north (GeoNames)."),
        Column("longitude", "number", "Degrees east."),
    )  # fmt: skip


def made_up(kind: Kind) -> TableForm:
    """The table of a kind that has no columns of its own here: a column for each of its fields."""
    own: list[Column] = []
    for name, of in get_type_hints(kind.struct).items():
        if name in ("id", "evidence", "confidence", "extractor", "statement", *kind.dates[:1]):
            continue
        if name in kind.actors:
            own += party(name, f"The {name}")
        elif name in (field for field, _ in kind.parties):
            own += parties(name, name.removesuffix("s"), f"The {name}")
        else:
            own.append(Column(name, "text", f"Its {name}.", " ".join(_words(of))))
    dated = date_columns("date", f"of the {kind.singular}") if kind.dates else ()
    return TableForm(kind.field, f"A row for each {kind.singular}.", (*dated, *own, *CITED, TIMES, JUDGEMENT))


_STATEMENTS = (
    *SAID, *party("speaker", "Who says it"),
    Column("source_words", "text", "The words that name the speaker there."),
    *party("speaks_for", "The state or body for which the speaker speaks"),
    *party("addressee", "To whom it is said"), *party("via", "The outlet from which the report has it"),
    Column("act", "text", "What the speaker does with the words.", codes(Statement, "act")),
    Column("mode", "text", "How they are given.", codes(Statement, "mode")),
    Column("attitude", "text", "The class of the cue.", codes(Statement, "attitude")),
    Column("cue", "text", "The attributing words."),
    Column("content", "text", "What was said, its parts joined by “ … ”."),
    Column("content_spans", "text", "Where that stands, each part START-END."),
    Column("topic", "text", "What it is about, where the text names that."),
    Column("polarity", "text", "negated: it was not said.", codes(Statement, "polarity")),
    Column("factuality", "text", "Whether it was said, will be, or would be.", codes(Statement, "factuality")),
    Column("within", "text", "Id of the statement inside which this one is told."),
    *CITED, TIMES, JUDGEMENT,
)  # fmt: skip
_POSITIONS = (
    *SAID, *party("actor", "Who holds it"),
    *party("speaks_for", "The state or body for which he speaks there"),
    Column("stance", "text", "For it, against it, or both.", codes(Position, "stance")),
    Column("issue", "text", "What it is about, as the store calls it; without a store as the report does."),
    Column("issue_entity", "text", "Which issue of the store that is; empty without a store."),
    Column("label", "text", "The issue as the report has it."),
    *CITED, TIMES, JUDGEMENT,
)  # fmt: skip
_CONDITIONALS = (
    *SAID, *party("speaker", "Who says it"),
    Column("kind", "text", "What it is.", codes(Conditional, "kind")),
    Column("condition", "text", "If what happens."),
    Column("consequence", "text", "What follows then."),
    *CITED, TIMES, JUDGEMENT,
)  # fmt: skip
_MEETINGS = (
    *date_columns("date", "of the meeting"),
    Column("meeting", "text", "The meeting in a few words."),
    Column("moved_from", "date", "The day that it had before it was put off or brought forward."),
    Column("status", "text", "What became of it.", codes(Meeting, "status")),
    Column("format", "text", "How they meet.", codes(Meeting, "format")),
    *place("they meet"), *party("body", "The body that meets"), *party("host", "Who receives"),
    *parties("participants", "participant", "Those who take part"), *CITED, TIMES, *TELLINGS, JUDGEMENT,
)  # fmt: skip
_AGREEMENTS = (
    *date_columns("date", "on which it was made"),
    Column("agreement", "text", "The fullest of its names."),
    Column("status", "text", "What the report says of it.", codes(Agreement, "status")),
    *parties("parties", "party", "Those bound by it"), *CITED, TIMES, *TELLINGS, JUDGEMENT,
)  # fmt: skip
_RELATIONS = (
    *date_columns("date", "on which it began and ended"),
    *party("actor", "Who is member, part, leader of ..."),
    Column("relation", "text", "What the first is to the second.", codes(Relation, "type")),
    *party("other", "Of whom"),
    Column("polarity", "text", "negated: it is not so.", codes(Relation, "polarity")),
    Column("topic", "text", "Over what they are at odds, or what is supported."),
    Column("since", "text", "Since when, as precise as told, ISO 8601."),
    Column("until", "text", "Until when, as precise as told, ISO 8601."),
    *CITED, TIMES, JUDGEMENT,
)  # fmt: skip
_EVENTS = (
    *date_columns("date", "of the act"), BASIS,
    *parties("actors", "actor", "Who act"), *parties("recipients", "recipient", "Who are acted upon"),
    Column("event", "text", "What is done.", "PLOVER event types"),
    Column("mode", "text", "In what way.", "PLOVER modes"),
    Column("quad_class", "text", "Verbal or material, cooperation or conflict.", "VC MC VX MX (PLOVER)"),
    Column("scale", "number", "From conflict to cooperation.", "PLOVER manual 0.8, after Goldstein 1992: -10 to 10"),
    Column("modality", "text", "Whether it happened.", codes(Event, "modality")),
    Column("contexts", "text", "In what contexts, joined by “; ”.", "PLOVER contexts"),
    Column("cameo", "text", "The code of the older scheme.", "CAMEO"),
    *place("it was done"),
    Column("dead", "integer", "How many died, a lower bound where the text says “at least”."),
    Column("injured", "integer", "How many were hurt."),
    Column("arrested", "integer", "How many were arrested."),
    Column("size", "integer", "How large the force or crowd is."),
    Column("act", "text", "The words for the act."),
    Column("meeting", "text", "Of a CONSULT: the id of the meeting that it is."),
    *CITED, TIMES, JUDGEMENT,
)  # fmt: skip
_NATURE = (
    Column("kind", "text", "What it is.", codes(Actor, "kind")),
    Column("country", "text", "Its state.", STATE), Column("sector", "text", "Its sector.", SECTOR),
)  # fmt: skip
"""What an actor is."""
_ACTORS = (
    Column("entity", "text", "Its id across the reports of a store; empty without a store."),
    Column("name", "text", "The name, across reports where a store knows it."),
    *_NATURE,
    Column("roles", "text", "Its offices, joined by “; ”."),
    Column("also_called", "text", "Other names, joined by “; ”."),
    Column("reports", "integer", "In how many reports it takes part."),
    Column("statements", "integer", "How many statements it makes."),
    Column("mentions", "integer", "How often the report speaks of it; empty across reports."),
    Column("actor", "text", "Its id in the report; empty across reports."),
    Column("report", "text", "The id of the (first) report."),
    Column("start", "integer", "Where that first speaks of it: characters from 0."),
    Column("end", "integer", "The character behind the last."),
    *SOURCE,
)  # fmt: skip
_PARTICIPANTS = (
    Column("fact", "text", "The fact's id."),
    Column("what", "text", "The table in which it stands.", " ".join(kind.field for kind in KINDS)),
    Column("part", "text", "What the actor is to it: speaker, addressee, participant, actor, recipient ..."),
    Column("name", "text", "The actor's name, across reports where a store knows it."),
    Column("entity", "text", "Its id across the reports of a store; empty without a store."),
    *_NATURE,
    Column("actor", "text", "Its id in the report."), Column("report", "text", "The report's id."),
)  # fmt: skip
_REPORTS = (
    *date_columns("date", "on which it was published"),
    Column("report", "text", "The report's id."),
    Column("text_id", "text", "The id of its text, which two printings share."),
    *(c for c in SOURCE[:4]),
    Column("language", "text", "As found or given.", "ISO 639-1"),
    Column("genre", "text", "What kind of text.", codes(Report, "genre")),
    Column("characters", "integer", "The length of the text."),
    *(Column(kind.field, "integer", f"How many {kind.field} were found in it.") for kind in KINDS),
    Column("made_by", "text", "The version of communique that read it."),
)  # fmt: skip

_WRITTEN = (
    TableForm("statements", "A row for each statement: who said what.", _STATEMENTS),
    TableForm("positions", "A row for each position: who is for and against what.", _POSITIONS),
    TableForm("conditionals", "A row for each conditional: what follows if what happens.", _CONDITIONALS),
    TableForm("meetings", "A row for each meeting; in a store for each once, whoever tells of it.", _MEETINGS),
    TableForm("agreements", "A row for each agreement; in a store for each once, whoever tells of it.", _AGREEMENTS),
    TableForm("relations", "A row for each tie between two actors that lasts.", _RELATIONS),
    TableForm("events", "A row for each event: who did what to whom. Events are paired in `dyads`, not here.", _EVENTS),
    TableForm("actors", "A row for each actor: of a report, or across the reports of a store.", _ACTORS),
    TableForm("participants", "A row for each actor in each fact, in whatever part.", _PARTICIPANTS),
    TableForm("reports", "A row for each report that was read, also where nothing was found in it.", _REPORTS),
)
"""The tables whose columns are written out here."""
TABLES = (
    *_WRITTEN[:-3],
    *(made_up(kind) for kind in KINDS if all(kind.field != form.name for form in _WRITTEN)),
    *_WRITTEN[-3:],
)
"""All tables, in the order in which they are written."""
JUDGEMENTS = TableForm(
    "judgements",
    "A row for each judgement of the log of a store, those undone too.",
    (
        Column("number", "integer", "Its number in the log."),
        Column("made", "text", "When: ISO 8601, UTC."),
        Column("by", "text", "By whom."),
        Column(
            "judgement",
            "text",
            "What kind of judgement.",
            "accept reject correct comment skip missed whole merge apart split rename sample coder rules undo",
        ),
        Column("fact", "text", "The fact on which it is."),
        Column("what", "text", "The table in which that stands.", " ".join(kind.field for kind in KINDS)),
        Column("text_id", "text", "The id of its text, which the table reports has."),
        Column("words", "text", "How its words begin."),
        Column("confidence", "number", "How sure the machine was of it, 0 to 1; empty of what coders added."),
        Column("said", "text", "What is right by a correction, or was missed: FIELD=VALUE, joined by “; ”."),
        Column("entities", "text", "The entities on which it is, joined by “; ”."),
        Column("names", "text", "What these are called, joined by “; ”."),
        Column("final", "boolean", "Whether it settles what coders disagreed on."),
        Column("bulk", "boolean", "Whether it was made in bulk, unlooked at one by one."),
        Column("note", "text", "Why."),
        Column("undoes", "integer", "The number of the judgement that it takes back."),
        Column("in_force", "boolean", "Whether it was not taken back."),
    ),
)
"""What people judged; a store has it besides."""


def table_form(name: str) -> TableForm:
    """The table of that name.

    Raises:
        KeyError: there is none.
    """
    return _by_name()[name]


@functools.cache
def _by_name() -> dict[str, TableForm]:
    return {form.name: form for form in (*TABLES, JUDGEMENTS)}


DICTIONARY = TableForm(
    "dictionary",
    "A row for each column of each table.",
    (
        Column("table", "text", "The table."),
        Column("column", "text", "The column's name."),
        Column("type", "text", "What kind of value it holds.", " ".join(get_args(ColumnType))),
        Column("codes", "text", "The words that may stand in it, or the scheme to which they belong."),
        Column("meaning", "text", "What it means."),
    ),
)
"""The data dictionary, itself a table."""


def dictionary_rows(forms: Iterable[TableForm]) -> Iterator[dict[str, Any]]:
    """What the columns of tables mean: a row a column, and before them one for the table itself."""
    for form in forms:
        yield {"table": form.name, "column": None, "type": None, "codes": None, "meaning": form.meaning}
        for c in form.columns:
            yield {"table": form.name, "column": c.name, "type": c.type, "codes": c.codes or None, "meaning": c.meaning}
