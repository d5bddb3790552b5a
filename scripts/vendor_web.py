"""Fetch the browser libraries that the web pages use, as they are built in the npm registry.

Each is pinned to a version and to the integrity that the registry gives for it. Its minified files
go into src/shilu/web/static/vendor with its licence, and `manifest.json` says what they are.
Needs npm. Run it again after a change here; what is there already is written anew.
"""

from __future__ import annotations

import base64
import hashlib
import io
import json
import subprocess
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parent.parent / "src" / "shilu" / "web" / "static" / "vendor"


@dataclass(frozen=True)
class Package:
    """A package of the registry, and which of its files are taken."""

    name: str
    version: str
    integrity: str
    license: str
    files: tuple[str, ...]


PACKAGES = (
    Package(
        "htmx.org",
        "4.0.1",
        "sha512-oF7JgXhDW9UXCy/k1ZYFUQgzu/rm19ORWPSPNL91vPluB2PB9+MV55tyQdH/w7o2EAbTYUG5SDW1R60mdkdqGg==",
        "0BSD",
        ("dist/htmx.min.js",),
    ),
    Package(
        "uplot",
        "1.6.32",
        "sha512-KIMVnG68zvu5XXUbC4LQEPnhwOxBuLyW1AHtpm6IKTXImkbLgkMy+jabjLgSLMasNuGGzQm/ep3tOkyTxpiQIw==",
        "MIT",
        ("dist/uPlot.iife.min.js", "dist/uPlot.min.css"),
    ),
)


def main() -> None:
    VENDOR.mkdir(parents=True, exist_ok=True)
    manifest = [vendor(package) for package in PACKAGES]
    text = json.dumps(manifest, indent=2) + "\n"
    (VENDOR / "manifest.json").write_text(text, "utf-8")


def vendor(package: Package) -> dict[str, object]:
    """Put a package's files and licence in place; what the manifest says of it."""
    packed = fetch(package)
    found = "sha512-" + base64.b64encode(hashlib.sha512(packed).digest()).decode()
    if found != package.integrity:
        raise SystemExit(f"{package.name} {package.version}: {found} is not what is pinned")
    hashes = {}
    with tarfile.open(fileobj=io.BytesIO(packed)) as archive:
        for inside in package.files:
            content = member(archive, inside)
            name = Path(inside).name
            (VENDOR / name).write_bytes(content)
            hashes[name] = "sha256-" + hashlib.sha256(content).hexdigest()
        license_file = f"{package.name}.LICENSE"
        (VENDOR / license_file).write_bytes(member(archive, "LICENSE"))
    return {
        "name": package.name,
        "version": package.version,
        "integrity": package.integrity,
        "license": package.license,
        "license_file": license_file,
        "files": hashes,
    }


def fetch(package: Package) -> bytes:
    """The package as the registry gives it."""
    with tempfile.TemporaryDirectory() as folder:
        asked = f"{package.name}@{package.version}"
        command = ["npm", "pack", "--silent", "--ignore-scripts", asked]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        (packed,) = Path(folder).glob("*.tgz")
        return packed.read_bytes()


def member(archive: tarfile.TarFile, inside: str) -> bytes:
    file = archive.extractfile(f"package/{inside}")
    if file is None:
        raise SystemExit(f"{inside}: is no file")
    return file.read()


if __name__ == "__main__":
    main()
