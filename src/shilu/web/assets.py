"""Style and script: read once, named by their content, kept by browsers for good."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from starlette.requests import Request
from starlette.responses import Response

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8"}
#: What the pages share with the self-contained page of a record.
SHARED = ("base.css", "record.css", "page.js")
_FOREVER = "public, max-age=31536000, immutable"


@dataclass(frozen=True, slots=True)
class Asset:
    """A file of style or script, and the beginning of its content's hash."""

    content: bytes
    media_type: str
    digest: str


@cache
def assets() -> dict[str, Asset]:
    """Every file that pages may load, by name."""
    own = files("shilu.web") / "static"
    shown = files("shilu.show")
    found = [*_within(own), *((name, shown / name) for name in SHARED)]
    return {name: _asset(name, file) for name, file in found if _suffix(name) in TYPES}


def href(name: str) -> str:
    """The address of an asset, which changes with its content."""
    return f"/static/{assets()[name].digest}/{name}"


def serve(request: Request, digest: str, name: str) -> Response | None:
    """The answer to a request for an asset; None where there is none of that name and content."""
    asset = assets().get(name)
    if asset is None or asset.digest != digest:
        return None
    tag = f'"{digest}"'
    headers = {"ETag": tag, "Cache-Control": _FOREVER}
    if request.headers.get("if-none-match") == tag:
        return Response(status_code=304, headers=headers)
    return Response(asset.content, media_type=asset.media_type, headers=headers)


def _within(folder: Traversable, before: str = "") -> list[tuple[str, Traversable]]:
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{before}{entry.name}"
        found += _within(entry, f"{name}/") if entry.is_dir() else [(name, entry)]
    return found


def _asset(name: str, file: Traversable) -> Asset:
    content = file.read_bytes()
    return Asset(content, TYPES[_suffix(name)], hashlib.sha256(content).hexdigest()[:12])


def _suffix(name: str) -> str:
    return name[name.rfind(".") :]
