"""Showing a record to people: in a terminal, in a notebook, and as one self-contained page."""

from shilu.show.terminal import print_record, render

__all__ = ["print_record", "render"]
