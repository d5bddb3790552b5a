"""Whether what a page holds has stayed text, whatever it was."""

import re
from html.parser import HTMLParser

#: Markup, script, a formula of a template, a turn of the direction of writing.
HOSTILE = '<script>alert(1)</script><img src=x onerror="a">\u202e{{7*7}}&amp;"\'>'


def check_inert(page):
    assert "\u202e" not in page and "49&amp;" not in page
    elements = Elements(page)
    assert "img" not in elements.tags
    assert all(attrs["src"] for tag, attrs in elements.found if tag == "script")
    for _, attrs in elements.found:
        assert not any(name.startswith("on") or name == "style" for name in attrs)
        for name in ("href", "src", "action", "formaction"):
            way = attrs.get(name, "/")
            assert way == "data:," or re.match(r"#|\?|/(?![/\\])", way), way


class Elements(HTMLParser):
    """The elements of a page, with their attributes."""

    def __init__(self, page):
        super().__init__()
        self.found = []
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.found.append((tag, {name: value or "" for name, value in attrs}))

    @property
    def tags(self):
        return {tag for tag, _ in self.found}
