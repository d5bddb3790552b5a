"""The archive in the browser: every view a page to read, and the same as JSON and as CSV.

It only reads. Nothing of a page runs in it: all is escaped, and the pages' own script and style
come from files of this package alone, which a strict Content-Security-Policy holds them to.
"""

from shilu.web.app import create_app

__all__ = ["create_app"]
