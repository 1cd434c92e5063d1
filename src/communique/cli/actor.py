"""``communique actor``: one actor's dossier."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from communique.cli.messages import tell_more, tell_resolutions, wider
from communique.cli.options import (
    format_option,
    opened,
    output_option,
    print_answers,
    question,
    question_options,
    store_option,
    tell,
)
from communique.cli.output import Output
from communique.cli.tables import names_file
from communique.cli.terminal import shows_colour, width
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.query.actors import Dossier
    from communique.query.question import Question
    from communique.store import Store


@click.command("actor", short_help="What a store knows of one actor.")
@click.argument("name")
@store_option
@question_options("about", "anywhere", "act", "since", "until", "publisher", "confidence", "count", "fuzzy", limit=20)
@click.option("--with", "other", metavar="NAME", help="All that passed between the two, by date.")
@format_option("table", "json", "markdown", "docx", "csv")
@output_option
def command(name: str, other: str | None, store: str, form: str, output: str | None, limit: int, **given: Any) -> None:
    """Print the dossier of the actor called NAME (or with that entity id): what reports call it, its roles over time,
    the latest of its statements, positions, meetings, agreements and events and of what others say of it, of whom it
    speaks, and with whom it is told of. --limit is how many of each; docx has a footnote for each, with report, page
    and characters.

    --with NAME prints instead all that passed between the two, by date: what each says of or to the other, and the
    meetings, agreements, relations and events in which both take part.

    NAME may be an office, of a state or a body: then everybody who held it has a dossier, or with --since and --until
    whoever held it then. Roles are dated by the reports that tell them: from the first to the last, not from when they
    began.

    \b
    communique actor Lavrov
    communique actor "Ahmet Davutoglu" --since 2013-01 --format markdown
    communique actor "Turkish foreign minister"
    communique actor Lavrov --with Kerry --since 2013
    communique actor Lavrov --format docx -o lavrov.docx
    """
    import msgspec

    if form == "docx":
        if not names_file(output) or other is not None:
            raise UsageError("docx is of one dossier, and no text: name a file for it with -o, and leave --with out")
        with opened(store) as place:
            _write_docx(place, name, question(limit, **given), str(output))
        return
    if other is not None:
        with opened(store) as place:
            asked = question(limit, **given)
            entries = place.between(name, other, wider(asked))
            many = print_answers(entries[: limit or None], form, output)
            if not many:
                tell(f"no report tells of anything between {printable(name)!r} and {printable(other)!r}")
        tell_more(many, len(entries))
        return
    if form == "csv":
        raise UsageError(
            "a dossier is no table; csv is of --with NAME, and `communique export csv --by NAME` of one actor"
        )
    target = Output(output)
    with opened(store) as place, target:
        asked = question(limit, **given)
        tell_resolutions(place, msgspec.structs.replace(asked, by=name), plain=False)
        target.write("")  # no old page is left where there is nobody
        for n, found in enumerate(place.dossiers(name, asked)):
            if form == "json":
                target.write(msgspec.json.encode(found).decode() + "\n")
                continue
            if n:
                target.write("\n")
            if form == "markdown":
                texts = _markdown(found)
            else:
                colour, columns = (False, 100) if target.is_file else (shows_colour(), width())
                texts = _page(found, colour, columns)
            for text in texts:
                target.write(text)


def _page(found: Dossier, colour: bool, columns: int) -> Iterator[str]:
    from communique.export.answers import actor_words, citation_words, render
    from communique.export.issues import render as positions
    from communique.export.layout import Line, coloured, wrapped
    from communique.export.safe import one_line

    def text(lines: list[Line]) -> str:
        return coloured(lines) if colour else "".join("".join(w for w, _ in line).rstrip() + "\n" for line in lines)

    told = ", ".join(t for t in (found.kind, found.country, found.sector) if t)
    lines: list[Line] = [[(one_line(found.name), "title"), (f"  {told}  {found.entity}", "dim")]]
    period = f", {found.first} to {found.last}" if found.first else ""
    lines.append([(f"{found.reports} report{'s' * (found.reports != 1)}{period}", "dim")])
    names = ", ".join(one_line(n) for n in found.names if n != found.name)
    lines += wrapped([(f"also called {names}", "")], columns, "", "  ") if names else []
    if found.merged:
        lines += wrapped([(f"with {', '.join(found.merged)} merged into it by people", "dim")], columns, "", "  ")
    if found.offices:
        lines += [[], [("ROLES, AS REPORTS TELL THEM", "head")]]
        for held in found.offices:
            when = held.first or "undated"
            when += f" to {held.last}" if held.last and held.last != held.first else ""
            body = [(f"{one_line(held.title)} of {one_line(held.of)}", "name"), (f"  {held.reports}×", "dim")]
            lines += [[(f"  {when:<26}", "dim"), *line] for line in wrapped(body, columns - 28, "", "")]
            if held.citation is not None:
                lines += wrapped([(citation_words(held.citation), "place")], columns, " " * 28, " " * 28)
    for head, listed in (("SPEAKS OF", found.speaks_of), ("TOLD OF WITH", found.with_others)):
        if listed:
            shown = ", ".join(f"{actor_words(who)} {many}" for who, many in listed)
            lines += [[], [(head, "head")], *wrapped([(shown, "")], columns, "  ", "  ")]
    if found.acts:
        shown = ", ".join(f"{act} {many}" for act, many in found.acts.items())
        lines += [[], [("STATEMENTS", "head")], *wrapped([(shown, "dim")], columns, "  ", "  ")]
    yield text(lines)
    yield from render(found.statements, color=colour, width=columns)
    for head, answers in _parts(found):
        yield text([[], [(head.upper(), "head")]])
        yield from (positions if head == "Positions" else render)(answers, color=colour, width=columns)


def _parts(found: Dossier) -> list[tuple[str, Sequence[Any]]]:
    """What there is beside the statements, under its heading."""
    parts: list[tuple[str, Sequence[Any]]] = [
        ("Positions", found.positions), ("Meetings", found.meetings), ("Agreements", found.agreements),
        ("Events", found.events), ("What others say", found.said_of),
    ]  # fmt: skip
    return [(head, answers) for head, answers in parts if answers]


def _write_docx(place: Store, name: str, asked: Question, output: str) -> None:
    from communique.export.docx import dossier_docx

    found = place.dossiers(name, asked)
    pages = place.pages({c.report for one in found for c in one.citations})
    with Output(output) as target:
        target.write_bytes(dossier_docx(found, pages))


def _markdown(found: Dossier) -> Iterator[str]:
    from communique.export.markdown import escaped, items

    yield f"# {escaped(found.name)}\n\n"
    told = ", ".join(t for t in (found.kind, found.country, found.sector) if t)
    yield f"{escaped(told)}; in {found.reports} reports\n\n"
    if found.offices:
        yield "## Roles\n\n"
        for held in found.offices:
            where = f" ({escaped(held.citation.words)})" if held.citation else ""
            when = f"{escaped(held.first or 'undated')} to {escaped(held.last or '')}"
            yield f"- {escaped(held.title)} of {escaped(held.of)}, {when}{where}\n"
        yield "\n"
    for head, listed in (("Speaks of", found.speaks_of), ("Told of with", found.with_others)):
        if listed:
            yield f"## {head}\n\n" + ", ".join(f"{escaped(who.name)} {many}" for who, many in listed) + "\n\n"
    if found.statements:
        yield "## Statements\n\n"
        yield from items(s.flat() for s in found.statements)
    for head, answers in _parts(found):
        yield f"\n## {head}\n\n"
        yield from items(a.flat() for a in answers)
