"""Fills the READMEs between their marks with what the commands really show."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
#: What the READMEs show: between which marks, of which command, and up to which line of it.
SHOWN = (
    ("demo", ("read", "examples/visit-mirrored.txt"), "人物 People"),
    ("brief", ("brief", "江西", "香港", "examples/"), "  2026-04-16 meet"),
)


def main() -> None:
    """Run the commands, and write their output where the READMEs show it."""
    for mark, arguments, until in SHOWN:
        block = f"```\n{_opening(_run(arguments), until)}\n…\n```"
        for name in ("README.md", "README.zh.md"):
            path = ROOT / name
            path.write_text(_between(mark, block, path.read_text("utf-8")), "utf-8")


def _run(arguments: tuple[str, ...]) -> str:
    command = [Path(sys.executable).with_name("shilu"), *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


def _opening(shown: str, until: str) -> str:
    """What is shown up to the line that begins with `until`, without trailing blanks."""
    lines = shown[: shown.rindex(f"\n{until}")].strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _between(mark: str, block: str, text: str) -> str:
    """`text` with `block` between the two comments of `mark`."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    whole = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.S)
    return whole.sub(lambda _: f"{begin}\n{block}\n{end}", text)


if __name__ == "__main__":
    main()
