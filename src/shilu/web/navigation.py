"""The ways through the pages, in the order they are shown."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Way:
    """A view that every page leads to; other views that lie this way are `also`."""

    path: str
    zh: str
    en: str
    also: tuple[str, ...] = ()

    def leads_to(self, path: str) -> bool:
        """Whether the page at `path` lies this way."""
        return any(path == own or path.startswith(f"{own}/") for own in (self.path, *self.also))


NAVIGATION = (
    Way("/search", "检索", "Search"),
    Way("/regions", "地区", "Regions", ("/brief",)),
    Way("/people", "人物", "People"),
    Way("/organizations", "机构", "Organisations"),
    Way("/figures", "数字", "Figures"),
    Way("/commitments", "承诺", "Commitments"),
    Way("/refused", "未收录", "Refused"),
    Way("/try", "试读", "Try it"),
)
