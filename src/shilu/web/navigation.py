"""The ways through the pages, in the order they are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A view that every page leads to."""

    path: str
    zh: str
    en: str

    def leads_to(self, path: str) -> bool:
        """Whether the page at `path` lies this way."""
        return path == self.path or path.startswith(f"{self.path}/")


NAVIGATION = (
    Way("/search", "检索", "Search"),
    Way("/refused", "未收", "Refused"),
    Way("/try", "试读", "Try it"),
)
