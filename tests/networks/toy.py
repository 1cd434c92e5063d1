"""Four actors and four concepts, small enough to be worked by hand; docs/networks.md has the same example."""

from __future__ import annotations

from communique.model import CodedEntity, CodedStatement, CodingTable, CodingVariable

SAID = (
    ("Arland", "tariffs", 1), ("Arland", "tariffs", 1), ("Arland", "quotas", 0),
    ("Borland", "tariffs", 1), ("Borland", "quotas", 0), ("Borland", "subsidies", 1),
    ("Corland", "tariffs", 0), ("Corland", "subsidies", 0), ("Corland", "visas", 1),
    ("Dorland", "visas", 1), ("Dorland", "visas", 1),
)  # fmt: skip
"""Who is for (1) and against (0) what."""
VARIABLES = (
    CodingVariable("person"),
    CodingVariable(
        "organization",
        entities=(
            CodedEntity("Arland", {"Type": "state", "Bloc": "North"}), CodedEntity("Borland", {"Bloc": "North"}),
            CodedEntity("Corland", {"Bloc": "South"}), CodedEntity("Dorland", {"Bloc": "South"}), CodedEntity("Eland"),
        ),
    ),
    CodingVariable("concept", entities=tuple(CodedEntity(x) for x in ("quotas", "subsidies", "tariffs", "visas"))),
    CodingVariable("agreement", "boolean"),
)  # fmt: skip


def statement(number: int, who: str, what: str, side: int | None, date: str | None, **more: object) -> CodedStatement:
    """A statement of a document of its own."""
    fields: dict[str, object] = {"document": f"d{number}", "title": f"Report {number}", **more}
    return CodedStatement(
        id=f"s{number}", organization=who, concept=what, agreement=side, date=date, **fields,  # type: ignore[arg-type]
    )  # fmt: skip


def toy() -> CodingTable:
    """The eleven statements, one a day from 1 March 2021."""
    told = [statement(n, *said, f"2021-03-{n:02}") for n, said in enumerate(SAID, 1)]
    return CodingTable(tuple(told), VARIABLES, "toy")


def table(*statements: CodedStatement) -> CodingTable:
    """These statements alone."""
    return CodingTable(statements, VARIABLES, "table")
