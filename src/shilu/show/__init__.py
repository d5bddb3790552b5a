"""Showing a record to people: in a terminal, in a notebook, and as one self-contained page.

Nothing here changes a record or adds to it. What a page says may be hostile, so every character of
it goes through `labels.visible`, and into HTML only through `html.esc`.
"""

from shilu.show.brief import record_html, record_repr
from shilu.show.page import render as page_html
from shilu.show.terminal import print_record, record_text

__all__ = ["page_html", "print_record", "record_html", "record_repr", "record_text"]
