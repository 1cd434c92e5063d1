"""Files of Discourse Network Analyzer: written of a store, and several sources of coded statements as one."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from communique.cli.messages import refuse_unknown
from communique.cli.options import opened, tell
from communique.errors import UsageError, printable

if TYPE_CHECKING:
    from communique.database.engines.address import ServerAddress
    from communique.model.dna import DnaFile
    from communique.query.question import Question

__all__ = ["read_sources", "write_store"]


def write_store(
    store: str | ServerAddress, output: str | None, asked: Question, beside: Sequence[str], password: str | None
) -> None:
    """Write a store as a file that DNA 3 opens, with what was coded in other files beside it.

    Raises:
        UsageError: no file is named, or it is one of those that are read.
    """
    from communique.export.dna import PASSWORD, write_dna
    from communique.linking.dna import one_file
    from communique.sources.dna import read_dna

    if output is None or output == "-":
        raise UsageError("dna is no text: name a file for it with -o")
    if any(Path(one).resolve() == Path(output).resolve() for one in (store, *beside) if isinstance(one, str)):
        raise UsageError(f"{printable(output)}: is one of the files that are read. Name another one with -o")
    files = [read_dna(Path(one)) for one in beside]
    with opened(store) as place:
        refuse_unknown(place, asked)
        file, neither = place.dna_file(asked)
    many, texts = len(file.statements) - neither, len(file.documents)
    made = one_file([file, *files])
    write_dna(made, Path(output), password)
    coders = (
        f"; beside them {len(made.statements) - len(file.statements):,} of {len(files)} other files" if files else ""
    )
    if len(files) == 1:
        coders = coders.replace("1 other files", "1 other file")
    tell(f"{many:,} statement{'s' * (many != 1)} in {texts:,} document{'s' * (texts != 1)}{coders}")
    if neither:
        tell(f"{neither:,} that {'is' if neither == 1 else 'are'} neither for nor against: kept as annotations")
    if not many:
        tell("there are no positions for or against anything in these reports; the documents can be coded by hand")
    tell(f"DNA asks for a password when it opens the file: {PASSWORD if password is None else 'the one that you gave'}")


def read_sources(sources: Sequence[str | ServerAddress]) -> DnaFile:
    """What stores and ``.dna`` files hold, documents of the same words once, each coder by a name of his own."""
    import msgspec

    from communique.linking.dna import one_file
    from communique.model.dna import MACHINE
    from communique.sources.dna import is_dna, read_dna

    files: list[DnaFile] = []
    names: dict[str, str | ServerAddress] = {}
    for source in sources:
        if isinstance(source, str) and is_dna(Path(source)):
            file = read_dna(Path(source))
        else:
            with opened(source) as place:
                file, _ = place.dna_file()
        stem = Path(source).stem if isinstance(source, str) else source.name
        told = {s.coder for s in file.statements}
        called = {one: f"{one} ({stem})" for one in told if one != MACHINE and names.setdefault(one, source) != source}
        if called:
            moved = [msgspec.structs.replace(s, coder=called.get(s.coder, s.coder)) for s in file.statements]
            file = msgspec.structs.replace(file, statements=tuple(moved))
        files.append(file)
    return one_file(files)
