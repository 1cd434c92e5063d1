"""``communique evaluate``: how well records agree with gold."""

from __future__ import annotations

import click


@click.command(
    "evaluate",
    short_help="Score records against gold.",
    context_settings={"help_option_names": ["-h", "--help"]},  # also when it is called without its group
)
@click.argument("gold", metavar="GOLD", type=click.Path(readable=False))
@click.argument("records", metavar="[RECORDS]", required=False, type=click.Path(readable=False))
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object with all figures instead of a table.")
def command(gold: str, records: str | None, as_json: bool) -> None:
    """Print precision, recall and F1 of records on GOLD, kind by kind.

    GOLD is a .json file, a .jsonl file with one report a line, or a folder of .json files: records as a person would
    make them, in the record's own format. RECORDS is what `communique read --format json` wrote; a record and its gold
    have the same name: what follows # in report.source, or else its file's name without the ending. Without RECORDS the
    gold's own texts are read now.

    \b
    communique evaluate examples/gold
    communique evaluate gold/ records.jsonl --json
    """
    from communique.evaluate import evaluate, load_gold, read_gold, records_by_name

    listed = load_gold(gold)
    scores = evaluate(listed, records_by_name(records) if records else read_gold(listed))
    click.echo(scores.to_json() if as_json else scores.to_table(), nl=as_json)
