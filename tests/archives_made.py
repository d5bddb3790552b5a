"""Small archives for tests, of pages written for them."""

from pathlib import Path

from shilu.archive import Archive
from shilu.archive.ingest import Ingest
from shilu.pages import list_inputs, read_pages
from shilu.reading import read_page

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def archive_of(path: Path, *inputs: Path) -> Path:
    """An archive at `path` of `inputs`, all examples where none are named."""
    listing = list_inputs([str(each) for each in inputs or (EXAMPLES,)])
    with Archive.open(path, write=True) as archive:
        Ingest(archive, read_page).add(read_pages(listing.sources))
    return path
