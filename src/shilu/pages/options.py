"""What a caller may ask of reading inputs: bounds, and the names of columns."""

from __future__ import annotations

from dataclasses import dataclass, field

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Columns:
    """The columns of rows (JSONL, JSON, CSV, Parquet) by what they hold; None: by common names."""

    text: str | None = None
    html: str | None = None
    title: str | None = None
    date: str | None = None
    url: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Options:
    """Bounds on what is read, in bytes and fold, and the columns of rows.

    No article comes near the bounds (the largest pages measured are 1 MB); they keep a hostile
    input from taking the machine. `max_page_size` is of one page or row, decompressed;
    `max_expansion` says how many times larger an input may grow than it is packed.
    """

    max_page_size: int = 8 * MEGABYTE
    max_expansion: int = 250
    columns: Columns = field(default_factory=Columns)

    @property
    def too_large(self) -> str:
        """Why a page past the bound is refused, and what raises the bound."""
        size = self.max_page_size / MEGABYTE
        return f"larger than {size:.3g} MB, so not read (--max-page-size raises the bound)"


DEFAULTS = Options()
