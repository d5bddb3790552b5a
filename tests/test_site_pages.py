"""Pages built as sites build theirs, with invented text: every field as a reader takes it.

`pages/expected.json` says what each page holds; `known_failures/pages/` has pages of structures
that are not read right yet, and is held to that: one that is read right must move to `pages/`.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from shilu.article import extract
from shilu.model import Extract, Page, Refusal
from shilu.text import Text

PAGES = Path(__file__).parent / "pages"
KNOWN = Path(__file__).parent / "known_failures" / "pages"


def cases(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    expected = json.loads((folder / "expected.json").read_text("utf-8"))
    return [(next(folder.glob(f"{name}.*")), wanted) for name, wanted in expected.items()]


def by_name(value: object) -> str | None:
    return value.stem if isinstance(value, Path) else ""


def found(path: Path, url: str | None) -> Extract | Refusal:
    source = path.read_text("utf-8")
    media_type = "text/html" if path.suffix == ".html" else "text/plain"
    return extract(Page(text=source, media_type=media_type, url=url), Text(source))


def holds(path: Path, wanted: dict[str, Any]) -> None:
    result = found(path, wanted.get("url"))
    if "refused" in wanted or isinstance(result, Refusal):
        assert getattr(result, "rule", None) == wanted.get("refused")
        return
    article = result.article
    for field in wanted.keys() - {"url", "begins", "closes", "paragraphs", "holds", "published"}:
        value = getattr(article, field)
        assert (list(value) if isinstance(value, tuple) else value) == wanted[field], field
    assert (article.published or "")[:16] == (wanted.get("published") or "")
    assert article.text.startswith(wanted.get("begins", ""))
    assert article.text.endswith(wanted.get("closes", ""))
    assert len(article.text.split("\n")) == wanted.get("paragraphs", article.text.count("\n") + 1)
    assert all(words in article.text for words in wanted.get("holds", ()))


@pytest.mark.parametrize(("path", "wanted"), cases(PAGES), ids=by_name)
def test_a_page_is_read_as_a_reader_reads_it(path: Path, wanted: dict[str, Any]) -> None:
    holds(path, wanted)


@pytest.mark.xfail(strict=True, reason="a structure that is not read right yet")
@pytest.mark.parametrize(("path", "wanted"), cases(KNOWN), ids=by_name)
def test_a_page_not_read_right_yet(path: Path, wanted: dict[str, Any]) -> None:
    holds(path, wanted)


@pytest.mark.parametrize("path", sorted(PAGES.glob("[!n]*.html")), ids=by_name)
def test_every_field_has_its_evidence(path: Path) -> None:
    """A value that stands on the page is led back to the stretch of markup that says it."""
    source = path.read_text("utf-8")
    result = found(path, None)
    assert isinstance(result, Extract)
    named = {evidence.field for evidence in result.article.evidence}
    for field in ("headline", "source", "authors", "editors", "published", "captions", "notices"):
        assert bool(getattr(result.article, field)) == (field in named), field
    for evidence in result.article.evidence:
        if evidence.origin is not None:
            stretch = source[slice(*evidence.origin)]
            assert stretch[:1] == evidence.text[:1] and stretch[-1:] == evidence.text[-1:]
        else:
            assert evidence.rule.split(".")[1] in ("address", "given", "title-element") or (
                evidence.rule.startswith(("meta.", "json-ld.", "script.", "time."))
            )
