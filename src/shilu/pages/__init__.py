"""Bytes to pages: files, folders and streams found and opened, their bytes decoded.

A page that cannot be opened or decoded is a `Failure` with its name and cause; the rest goes on.
"""

from shilu.pages.charset import decode
from shilu.pages.inputs import Failure, list_inputs, page_of, read_pages

__all__ = ["Failure", "decode", "list_inputs", "page_of", "read_pages"]
