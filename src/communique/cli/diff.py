"""``communique diff``: what two readings of the same reports tell otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from communique.cli.options import StorePath, opened, output_option
from communique.cli.output import Output
from communique.cli.signals import check_signals
from communique.database.engines.address import ServerAddress
from communique.errors import UsageError, printable
from communique.model.kinds import FACT_KINDS

if TYPE_CHECKING:
    from communique.model import Record

SQLITE = b"SQLite format 3\x00"


@click.command("diff", short_help="What two readings of reports tell otherwise.")
@click.argument("old", metavar="OLD", type=StorePath())
@click.argument("new", metavar="NEW", type=StorePath())
@click.option("--kind", type=click.Choice(("actors", *FACT_KINDS)), multiple=True, help="Only of this kind.")
@click.option(
    "--format", "form", type=click.Choice(("table", "csv", "jsonl")), default="table", show_default=True,
    help="table: how many of each kind; csv, jsonl: each fact that was gained, lost or changed.",
)  # fmt: skip
@output_option
def command(
    old: str | ServerAddress, new: str | ServerAddress, kind: tuple[str, ...], form: str, output: str | None
) -> None:
    """Compare the facts of two readings of the same reports: of another version, with other tables, by another machine.

    OLD and NEW are each a store, a folder of shards, or a file of records, a line each, as `communique read --format
    json` and `communique export jsonl` write them. A fact is gained, lost, or changed: the same characters, told
    otherwise. How sure the machine is, and who is who across reports, is no change.

    \b
    communique diff before.jsonl after.jsonl
    communique diff years-0.5.db years.db --kind events --format csv -o changed.csv
    """
    from communique.evaluate.difference import DifferenceSums, differences

    sums = DifferenceSums()
    found = differences(records_of(old), records_of(new), sums)
    target = Output(output)
    with target:
        if form == "table":
            for _ in found:
                check_signals()
            target.write_all(f"{line}\n" for line in sums.lines() if not kind or line.split()[0] not in _others(kind))
            return
        target.write_all(lines((change for change in found if not kind or change.kind in kind), form))
    for line in sums.lines():
        click.echo(line, err=True)


def _others(kinds: tuple[str, ...]) -> set[str]:
    return {"actors", *FACT_KINDS} - set(kinds)


def lines(changes: Iterable[Any], form: str) -> Iterator[str]:
    """Changes as CSV or JSON Lines."""
    if form == "csv":
        from communique.export.csv import render

        return render(change.flat() for change in changes)
    import msgspec

    return (msgspec.json.encode(change).decode() + "\n" for change in changes)


def records_of(path: str | ServerAddress) -> Callable[[], Iterator[Record]]:
    """What gives the records of a store, a folder of shards or a file, however often it is asked.

    Raises:
        UsageError: it is none of these; at once.
    """
    if isinstance(path, ServerAddress):
        return lambda: _of_store(path)
    place = Path(path)
    if place.is_dir():
        from communique.shards.folder import ShardFolder

        folder = ShardFolder(place)
        folder.whole_cut()
        return lambda: _of_shards(folder)
    try:
        with place.open("rb") as stream:
            head = stream.read(len(SQLITE))
    except OSError as error:
        raise UsageError(f"{printable(path)}: cannot be read ({error.strerror}). Check the path") from None
    return (lambda: _of_store(path)) if head == SQLITE else (lambda: _of_file(path))


def _of_store(path: str | ServerAddress) -> Iterator[Record]:
    with opened(path) as store:
        yield from store.records()


def _of_shards(folder: Any) -> Iterator[Record]:
    for _, marker in sorted(folder.markers(folder.whole_cut()).items()):
        yield from folder.records(marker)


def _of_file(path: str) -> Iterator[Record]:
    import msgspec

    from communique.model import Record
    from communique.sources.stream import open_stream

    decoder = msgspec.json.Decoder(Record)
    number = 0
    with open_stream(path, path) as stream:
        while line := stream.readline(1 << 30):
            number += 1
            if not line.strip():
                continue
            try:
                record = decoder.decode(line)
            except (msgspec.MsgspecError, ValueError):
                raise UsageError(
                    f"{printable(path)}: line {number} is no record. Name a store, a folder of shards, or records as "
                    "`communique read --format json` writes them"
                ) from None
            yield record
