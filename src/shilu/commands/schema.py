"""`shilu schema`: what the commands print, described."""

from __future__ import annotations

import click
import msgspec

from shilu.archive.copies.collated import Collation
from shilu.briefs import Brief
from shilu.model import Record, Refused

#: What has a schema: what the commands print as JSON.
_PRINTED: dict[str, tuple[type, ...]] = {
    "read": (Record, Refused),
    "brief": (Brief,),
    "collate": (Collation,),
}


@click.command("schema")
@click.argument("command", type=click.Choice(tuple(_PRINTED)), default="read")
def schema_command(command: str) -> None:
    """Print the JSON Schema of what a command prints: `read --format jsonl`, or another as JSON."""
    one_of, definitions = msgspec.json.schema_components(
        _PRINTED[command], ref_template="#/$defs/{name}"
    )
    found = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "anyOf": list(one_of),
        "$defs": definitions,
    }
    click.echo(msgspec.json.format(msgspec.json.encode(found), indent=2).decode())
