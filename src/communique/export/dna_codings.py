"""Coded statements of a store as a file of Discourse Network Analyzer holds them.

Beside person, organization, concept and agreement a statement has the state, how sure it is (``certainty``, per cent),
the day for which it is told where that is not its document's (``said on``), and the id by which the store knows it
(``fact``). What is neither for nor against has no place in a yes or no: it is an annotation.
"""

from __future__ import annotations

from collections.abc import Iterable

from communique.export.safe import one_line
from communique.model.codebook import Codebook
from communique.model.coding import CodedStatement, CodingTable
from communique.model.dna import (
    CERTAINTY,
    FACT,
    MACHINE,
    SAID_ON,
    STATEMENT_TYPE,
    DnaDocument,
    DnaEntity,
    DnaFile,
    DnaStatement,
    DnaType,
    DnaVariable,
)

__all__ = ["dna_file"]

NAMES = ("person", "organization", "concept", "state")
KIND = DnaType(STATEMENT_TYPE, (
    DnaVariable("person", "short text"), DnaVariable("organization", "short text"),
    DnaVariable("concept", "short text"), DnaVariable("agreement", "boolean"), DnaVariable("state", "short text"),
    DnaVariable(CERTAINTY, "integer"), DnaVariable(SAID_ON, "long text"), DnaVariable(FACT, "long text"),
))  # fmt: skip
NOTE = DnaType("Annotation", (DnaVariable("note", "long text"),))


def dna_file(
    table: CodingTable, documents: Iterable[tuple[str, DnaDocument]], codebook: Codebook | None = None
) -> tuple[DnaFile, int]:
    """The file, and how many statements in it are annotations since they are neither for nor against.

    Statements without a place, or of no such document, are left out.

    Args:
        table: of a store.
        documents: each with the id that the table has for it.
        codebook: whose descriptions and broader concepts the concepts get.
    """
    of = dict(documents)
    statements: list[DnaStatement] = []
    ambivalent = 0
    for one in table.statements:
        document = of.get(one.document)
        if document is None or one.start is None or one.end is None:
            continue
        start, stop = max(0, one.start), min(one.end, len(document.text))
        if start >= stop:
            continue
        neither = one.agreement not in (0, 1)
        ambivalent += neither
        statements.append(DnaStatement(
            len(statements) + 1, document.id, start, stop, _note(one) if neither else _values(one, document),
            NOTE.name if neither else KIND.name, one.coder or MACHINE,
        ))  # fmt: skip
    statements.sort(key=lambda s: (s.document, s.start, s.stop, s.id))
    coders = dict.fromkeys(("Admin", MACHINE, *sorted({s.coder for s in statements})))
    found = tuple(_entities(table, codebook))
    return DnaFile((KIND, NOTE), tuple(of.values()), tuple(statements), found, tuple(coders)), ambivalent


def _values(one: CodedStatement, document: DnaDocument) -> dict[str, str | int]:
    day = document.date.date().isoformat()
    told: dict[str, str | int] = {name: one_line(str(one.value(name) or "")) for name in NAMES}
    return {
        **told, "agreement": int(one.agreement or 0), CERTAINTY: round(100 * one.certainty), FACT: one.id,
        SAID_ON: one.date if one.date and one.date != day else "",
    }  # fmt: skip


def _note(one: CodedStatement) -> dict[str, str | int]:
    who = " for ".join(filter(None, (one.person, one.organization))) or "somebody"
    return {"note": f"{one_line(who)}: neither for nor against {one_line(one.concept)}"}


def _entities(table: CodingTable, codebook: Codebook | None) -> Iterable[DnaEntity]:
    concepts: set[str] = set()
    for variable in table.variables:
        if variable.name in NAMES:
            known = {one_line(one.name): one for one in variable.entities}
            for name, one in known.items():
                concept = codebook.concept(name) if codebook and variable.name == "concept" else None
                attributes = {"Notes": concept.description} if concept and concept.description else {}
                parent = concept.broader if concept and concept.broader else None
                yield DnaEntity(variable.name, name, {**one.attributes, **attributes}, parent, colour=one.colour)
            concepts |= known.keys() if variable.name == "concept" else set()
    for concept in codebook.concepts if codebook else ():
        if concept.name not in concepts:
            attributes = {"Notes": concept.description} if concept.description else {}
            yield DnaEntity("concept", concept.name, attributes, concept.broader or None)
