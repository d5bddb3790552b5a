"""`shilu cite`: a page of the archive, or a value of it, ready to be quoted."""

from __future__ import annotations

from pathlib import Path

import click

from shilu.archive import Archive
from shilu.archive.views.citation import Citation, cite
from shilu.commands.asking import form_option
from shilu.commands.ingest import archive_option
from shilu.commands.output import archive_errors
from shilu.show.printable import UNKNOWN, visible


@click.command("cite")
@click.argument("name", metavar="CODE[#VALUE]")
@archive_option
@form_option
def cite_command(name: str, path: Path, form: str) -> None:
    """Give the quotation, source, address, time and hash of a page or of a value in it.

    CODE is what the archive calls a page, or the first four and more of its characters; VALUE a
    layer and the value's place in the page as received: 28682b903c5c05cb#figures-32-38.
    """
    code, _, value = name.partition("#")
    with archive_errors(), Archive.open(path) as archive, archive.reading() as connection:
        citation = cite(connection, code, value or None)
    click.echo(citation.to_json() if form == "json" else _text(citation))


def _text(citation: Citation) -> str:
    origin = citation.origin
    rows = (
        ("引文 quotation", citation.quote),
        ("所在句 sentence", citation.sentence),
        ("标题 headline", citation.headline),
        ("来源 source", citation.source),
        ("作者 authors", "、".join(citation.authors) or None),
        ("发布 published", citation.published),
        *(("地址 address", address) for address in citation.addresses),
        ("抓取 fetched", citation.fetched),
        ("入档 added", citation.added),
        ("SHA-256", citation.sha256),
        ("原页字符 characters", f"{origin.start}–{origin.end}" if origin else None),
        ("规则 rule", citation.rule),
        ("著录 GB/T 7714", citation.reference()),
    )
    always = ("标题 headline", "来源 source", "发布 published")
    told = (row for row in rows if row[1] or row[0] in always)
    return "\n".join(f"{label}\t{visible(said or UNKNOWN)}" for label, said in told)
