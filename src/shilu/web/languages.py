"""The two languages of the pages, and how a reader chooses between them, and light or dark.

Every label is written in both; style shows the one that was chosen, or both. What was chosen stands
in two cookies, so that it holds without script.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias, get_args

from starlette.requests import Request

Language: TypeAlias = Literal["zh", "en", "both"]
Theme: TypeAlias = Literal["auto", "light", "dark"]

LANGUAGES: tuple[Language, ...] = get_args(Language)
THEMES: tuple[Theme, ...] = get_args(Theme)


@dataclass(frozen=True, slots=True)
class Taste:
    """The language and the colours that a reader wants."""

    language: Language = "both"
    theme: Theme = "auto"

    @property
    def lang(self) -> str:
        """The language of the page, as HTML names it."""
        return "en" if self.language == "en" else "zh-Hans"

    def say(self, zh: str, en: str) -> str:
        """Words of ours where no markup can stand: a title, an attribute.

        >>> Taste("en").say("检索", "Search"), Taste().say("检索", "Search")
        ('Search', '检索 Search')
        """
        return {"zh": zh, "en": en, "both": f"{zh} {en}"}[self.language]


def taste_of(request: Request) -> Taste:
    """What the reader has chosen; else what the browser asks for."""
    language = request.cookies.get("language", "")
    theme = request.cookies.get("theme", "")
    return Taste(
        next((known for known in LANGUAGES if known == language), _accepted(request)),
        next((known for known in THEMES if known == theme), "auto"),
    )


def _accepted(request: Request) -> Language:
    """The first of our languages in Accept-Language, which names the dearest first."""
    for asked in request.headers.get("accept-language", "").lower().split(","):
        if asked.strip().startswith("zh"):
            return "zh"
        if asked.strip().startswith("en"):
            return "en"
    return "both"
