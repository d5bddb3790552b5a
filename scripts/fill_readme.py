"""Fills the READMEs between their `demo` marks with what the demo really shows."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DEMO = ("read", "examples/visit-mirrored.txt")
#: The READMEs show the record up to this table, and then that it goes on.
UNTIL = "机构 Organisations"


def main() -> None:
    """Run the demo, and write its output where the READMEs show it."""
    command = [Path(sys.executable).with_name("shilu"), *DEMO]
    shown = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    block = f"```\n{_opening(shown)}\n…\n```"
    for name in ("README.md", "README.zh.md"):
        path = ROOT / name
        text = path.read_text("utf-8")
        path.write_text(_between("demo", block, text), "utf-8")


def _opening(shown: str) -> str:
    """The record up to the table where the READMEs stop, without trailing blanks."""
    lines = shown[: shown.rindex(f"\n{UNTIL}")].strip().splitlines()
    return "\n".join(line.rstrip() for line in lines)


def _between(mark: str, block: str, text: str) -> str:
    """`text` with `block` between the two comments of `mark`."""
    begin, end = f"<!-- {mark}: begin -->", f"<!-- {mark}: end -->"
    whole = re.compile(f"{re.escape(begin)}.*{re.escape(end)}", re.S)
    return whole.sub(lambda _: f"{begin}\n{block}\n{end}", text)


if __name__ == "__main__":
    main()
