"""Bytes to pages: inputs found, told apart, opened and unpacked, their bytes decoded.

A page that cannot be opened or decoded is a `Failure` with its name and cause; the rest goes on.
"""

from shilu.pages.answers import Failure, PassedOver, page_of
from shilu.pages.charset import decode
from shilu.pages.inputs import list_inputs, read_pages
from shilu.pages.options import Columns, Options

__all__ = [
    "Columns",
    "Failure",
    "Options",
    "PassedOver",
    "decode",
    "list_inputs",
    "page_of",
    "read_pages",
]
