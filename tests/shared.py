"""The reference data beside a checkout; tests that measure against it skip where it is absent."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2] / "shared"


def shared(name: str) -> Path:
    """The path of `name` in the reference data; skips the calling test where it is absent."""
    path = ROOT / name
    if not path.exists():
        pytest.skip(f"reference data not here: {name}")
    return path
