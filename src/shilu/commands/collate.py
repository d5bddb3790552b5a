"""`shilu collate`: what the copies of a report have otherwise than its best witness."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import click

from shilu.archive import Archive
from shilu.archive.copies.collated import Change, Collation, Copy, Disagreement, Passage, Witness
from shilu.archive.copies.collation import collate
from shilu.commands.asking import form_option
from shilu.commands.ingest import archive_option
from shilu.commands.output import archive_errors, output_errors
from shilu.show.printable import UNKNOWN, visible

#: Characters of a code that are printed; `--format json` has all of them.
_CODE = 8

_KINDS = {
    "number": "数 number",
    "date": "日期 date",
    "name": "名 name",
    "dropped": "删 dropped",
    "added": "增 added",
    "moved": "移 moved",
    "changed": "改 changed",
}


@click.command("collate")
@click.argument("code")
@archive_option
@form_option
def collate_command(code: str, path: Path, form: str) -> None:
    """Show what each copy of a report dropped, added and changed against the best.

    CODE is what the archive calls a page, or the first four and more of its characters; all copies
    of the report that it is of are collated. First come the numbers, dates and names in which they
    disagree, side by side.
    """
    with archive_errors(), Archive.open(path) as archive, archive.reading() as connection:
        found = collate(connection, code)
    with output_errors(None):
        click.echo(found.to_json(indent=2) if form == "json" else "\n".join(_text(found)))


def _text(found: Collation) -> Iterator[str]:
    yield f"见证 witnesses\t{1 + len(found.copies)}"
    yield from _witness("最佳 best", found.best)
    if found.best.decided_by:
        yield f"  胜于 wins by\t{found.best.decided_by}"
    if found.disagreements:
        yield "\n异文 disagreements"
        for each in found.disagreements:
            yield from _disagreement(each)
    for copy in found.copies:
        yield ""
        yield from _copy(copy)


def _witness(label: str, witness: Witness) -> Iterator[str]:
    told = (witness.source, witness.published, witness.headline)
    said = " · ".join(visible(each or UNKNOWN) for each in told)
    yield f"{label} {witness.code[:_CODE]}\t{said}"
    if witness.address:
        yield f"  地址 address\t{visible(witness.address)}"


def _disagreement(each: Disagreement) -> Iterator[str]:
    yield f"  {_KINDS[each.kind]}"
    for reading in each.readings:
        doubtful = "?" if any(told.doubtful for told in reading.attested) else ""
        codes = " ".join(told.code[:_CODE] for told in reading.attested)
        yield f"    {visible(reading.text)}{doubtful}\t{codes}"
        yield f"      {visible(reading.attested[0].sentence)}"


def _copy(copy: Copy) -> Iterator[str]:
    yield from _witness("见证 witness", copy.witness)
    yield f"  次于 stands behind by\t{copy.witness.decided_by}"
    if copy.witness.differs:
        yield f"  版式 differs in\t{', '.join(copy.witness.differs)}"
    yield f"  相同 same\t{copy.same:.0%}"
    for change in copy.changes:
        yield f"  {_KINDS[change.kind]}\t{_change(change)}"


def _change(change: Change) -> str:
    if change.kind != "changed":
        return _words(change.copy or change.best)
    said = []
    for part in change.parts:
        if part.kind == "same":
            said.append(_words(part.copy))
        else:
            mark = "?" if part.doubtful else ""
            said.append(f"[{_words(part.best)}→{_words(part.copy)}{mark}]")
    return "".join(said)


def _words(passage: Passage | None) -> str:
    return visible(passage.text).replace("\n", " ") if passage else ""
