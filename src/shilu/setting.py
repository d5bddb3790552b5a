"""The setting of an article: what its reader knows before the first sentence."""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from urllib.parse import urlsplit

from shilu.folding import fold
from shilu.lexicon import rows, scanner
from shilu.model import Article, Page, Setting

#: National media, by the openings of their names: their own region is the country.
_NATIONAL = re.compile(
    "人民日报|新华|央视|中央广播|中国新闻|中新|光明日报|经济日报|中国日报|人民网"
)
_REPORT = re.compile("政府工作报告|国民经济和社会发展统计公报")


def setting_of(page: Page, article: Article) -> Setting:
    """The setting of `article`, taken from `page`: its day, its paper's own region, its script."""
    return Setting(
        published=day_of(article.published),
        area=_area(page, article),
        language=article.language,
    )


def day_of(published: str | None) -> date | None:
    """The calendar day of an ISO 8601 time; None where there is none.

    >>> day_of("2023-05-31T09:26:00+08:00")
    datetime.date(2023, 5, 31)
    """
    try:
        return date.fromisoformat(published[:10]) if published else None
    except ValueError:
        return None


def _area(page: Page, article: Article) -> str | None:
    """The paper's own region: by its name, its host, its headline, or how it speaks of itself."""
    source = fold(article.source or "")
    return (
        _region_in(source)
        or _region_of_host(page.url or page.uri or "")
        or _region_of_report(article.headline or "")
        or _region_of_voice(article)
        or ("中国" if _NATIONAL.search(source) else None)
    )


def _region_in(name: str) -> str | None:
    """The region an outlet's folded name opens with or holds; none where it holds two."""
    found = {m.group() for m in _names().finditer(name)} if name else set()
    return found.pop() if len(found) == 1 else None


def _region_of_host(address: str) -> str | None:
    if not address:
        return None
    labels = (urlsplit(address).hostname or "").split(".")
    if len(labels) < 2:
        return None
    if labels[-1] in ("hk", "mo"):
        return _hosts()[labels[-1]]
    if labels[-2:] == ["gov", "cn"] or labels[-1] == "cn":
        return next((_hosts()[x] for x in reversed(labels[:-1]) if x in _hosts()), None)
    return None


def _region_of_report(headline: str) -> str | None:
    """The region whose government's own report a headline names (湖南省政府工作报告)."""
    folded = fold(headline)
    if not _REPORT.search(folded):
        return None
    found = _names().search(folded)
    return found.group() if found else None


def _region_of_voice(article: Article) -> str | None:
    """The region whose paper speaks of its own bodies as at home (本港, 政务司)."""
    regions = _voices()
    spoken = {regions[word] for word, _ in scanner("region_voices").find(fold(article.text))}
    return spoken.pop() if len(spoken) == 1 else None


@cache
def _names() -> re.Pattern[str]:
    return re.compile("|".join(row[0] for row in rows("regions")))


@cache
def _voices() -> dict[str, str]:
    return {word: region for word, region, *_ in rows("region_voices")}


@cache
def _hosts() -> dict[str, str]:
    return {label: row[0] for row in rows("regions") for label in row[3].split(",")}
