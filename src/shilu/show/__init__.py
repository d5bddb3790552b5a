"""Showing a record or a brief to people: in a terminal, in a notebook, as a self-contained page.

Nothing here changes a record or adds to it. What a page says may be hostile, so every character of
it goes through `printable.visible`, and into HTML only through `html.esc`.
"""

from shilu.show.brief import record_html, record_repr
from shilu.show.briefing_html import brief_html
from shilu.show.briefing_text import brief_text, print_brief
from shilu.show.page import record_main
from shilu.show.page import render as page_html
from shilu.show.terminal import print_record, record_text

__all__ = [
    "brief_html",
    "brief_text",
    "page_html",
    "print_brief",
    "print_record",
    "record_html",
    "record_main",
    "record_repr",
    "record_text",
]
