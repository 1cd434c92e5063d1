"""``communique plot``: pictures of networks and positions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from communique.cli import network as networks
from communique.cli.options import OutputPath, StorePath, store_option, tell
from communique.cli.output import Output
from communique.errors import UsageError

F = TypeVar("F", bound=Callable[..., Any])
LEVELS = ("organization", "person", "state")
ORDERS = ("statements", "blocs", "name")
FORMS = ("svg", "png", "html")
COUNTING = frozenset((
    "type_", "variables", "aggregation", "normalisation", "duplicates", "qualifier", "isolates", "exclude", "where",
    "since", "until", "min_statements", "min_actors", "min_weight", "certainty",
))  # fmt: skip
"""The options of ``communique network`` that say how it is counted, of one network of the whole period."""


@click.group("plot", short_help="Pictures of networks and positions.")
def command() -> None:
    """Draw pictures: SVG for print, PNG, or a page that needs nothing else (HTML), by the end of the file's name. They
    need the extra `plots`. Colours are those that everybody can tell apart, and never all there is: stances have shapes
    and broken lines too.

    \b
    communique plot timeline years.db --about sanctions -o sanctions.svg
    communique plot heatmap coded.dna --level person -o who.png
    communique plot network years.db --aggregation subtract -o network.html
    """


def _shared(function: F) -> F:
    """The options of every picture."""
    function = click.option(
        "-o", "--output", metavar="FILE", required=True, type=OutputPath(),
        help="Write to FILE, which ends in .svg, .png or .html.",
    )(function)  # fmt: skip
    function = click.option("--format", "form", type=click.Choice(FORMS), help="By default as FILE ends.")(function)
    function = click.option("--ppi", type=click.IntRange(36, 1200), default=200, show_default=True,
                            help="Dots an inch, of PNG.")(function)  # fmt: skip
    function = click.option("--title", metavar="TEXT", default="", help="What stands above it.")(function)
    function = store_option(function)
    return click.argument("sources", nargs=-1, metavar="[STORE|FILE.dna]...", type=StorePath())(function)


def _positions(function: F) -> F:
    """The options of pictures of positions."""
    for flags, options in reversed((
        (("--level",), {"type": click.Choice(LEVELS), "default": LEVELS[0], "show_default": True,
                        "help": "Whose positions: of states and bodies, of persons, of states alone."}),
        (("--by",), {"metavar": "NAME", "multiple": True, "help": "Only of those who are called so."}),
        (("--about",), {"metavar": "CONCEPT", "multiple": True, "help": "Only on what has these words in its name."}),
        (("--since",), {"metavar": "DATE", "help": "On this day or later: YYYY-MM-DD, YYYY-MM, YYYY."}),
        (("--until",), {"metavar": "DATE", "help": "On this day or earlier."}),
        (("--actors",), {"type": click.IntRange(1, 200), "default": 20, "show_default": True, "help": "Most actors."}),
    )):  # fmt: skip
        function = click.option(*flags, **options)(function)
    return function


@command.command("timeline", short_help="Who was for and against what when.")
@_positions
@click.option(
    "--concepts", type=click.IntRange(1, 40), default=3, show_default=True, help="Most concepts, a panel each."
)
@click.option("--width", type=click.IntRange(200, 4000), default=560, show_default=True, help="Of a panel, in pixels.")
@_shared
def timeline(concepts: int, width: int, **given: Any) -> None:
    """Draw positions by their dates: a row for each actor, a mark for each position, a panel for each concept."""
    from communique.export.plots.timeline import timeline_picture

    _draw(given, lambda told, shown: timeline_picture(
        told, given["level"], actors=given["actors"], concepts=concepts, width=width, title=shown,
    ))  # fmt: skip


@command.command("heatmap", short_help="Actors by concepts: who is for and against what.")
@_positions
@click.option("--concepts", type=click.IntRange(1, 80), default=12, show_default=True, help="Most concepts.")
@click.option("--order", type=click.Choice(ORDERS), default=ORDERS[0], show_default=True,
              help="Most said first; those who take the same sides beside each other; or by name.")  # fmt: skip
@_shared
def heatmap(concepts: int, order: str, **given: Any) -> None:
    """Draw actors by concepts: the colour of a cell says for or against, its numbers how often each."""
    from communique.export.plots.heatmap import heatmap_picture

    _draw(given, lambda told, shown: heatmap_picture(
        told, given["level"], actors=given["actors"], concepts=concepts, order=order, title=shown,
    ))  # fmt: skip


def _draw(given: dict[str, Any], draw: Callable[[Any, str], dict[str, Any]]) -> None:
    from communique.database.days import bounds
    from communique.export.plots.picture import altair_module, picture_form
    from communique.export.plots.selection import chosen

    altair_module()  # before anything is read
    picture_form(given["output"], given["form"])
    for name in ("since", "until"):
        if given[name] and bounds(given[name]) is None:
            raise UsageError(f"--{name} {given[name]}: is no date. Write YYYY-MM-DD, YYYY-MM or YYYY")
    table = networks.codings(networks.named_sources(given["sources"], given["store"]))
    for note in table.notes:
        tell(note)
    told = chosen(
        table.statements, given["level"], by=given["by"], about=given["about"], since=given["since"],
        until=given["until"],
    )  # fmt: skip
    _write(draw(told, given["title"]), given)


@command.command("network", short_help="A discourse network.")
@click.option("--nodes", type=click.IntRange(2, 300), default=40, show_default=True, help="Most nodes.")
@click.option("--width", type=click.IntRange(200, 4000), default=760, show_default=True, help="In pixels.")
@click.option("--height", type=click.IntRange(200, 4000), default=600, show_default=True, help="In pixels.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Of the layout.")
@_shared
def network(nodes: int, width: int, height: int, seed: int, type_: str, **given: Any) -> None:
    """Draw the network that `communique network` makes of the same options. Colours and shapes are communities, which
    networkx' Louvain finds; what joins is a solid line, what divides a broken one.
    """
    from communique.export.plots.network import network_picture
    from communique.export.plots.picture import altair_module, picture_form
    from communique.networks.network import discourse_network
    from communique.networks.settings import network_settings

    altair_module()
    picture_form(given["output"], given["form"])
    own = {name: value for name, value in given.items() if name in COUNTING}
    made = discourse_network(
        networks.codings(networks.named_sources(given["sources"], given["store"])), network_settings(type=type_, **own)
    )
    for note in made.notes:
        tell(note)
    spec = network_picture(made, nodes=nodes, width=width, height=height, seed=seed, title=given["title"])
    _write(spec, given)


network.params += [one for one in networks.command.params if one.name in COUNTING]


def _write(spec: dict[str, Any], given: dict[str, Any]) -> None:
    from communique.export.plots.picture import picture, picture_form

    form = picture_form(given["output"], given["form"])
    drawn = picture(spec, form, ppi=given["ppi"])
    with Output(given["output"]) as target:
        target.write_bytes(drawn)
