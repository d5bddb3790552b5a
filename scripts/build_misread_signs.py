"""Build `src/shilu/restore/misread.txt`: what betrays text read in the wrong encoding.

`python scripts/build_misread_signs.py` misreads the commonest characters of the model of pairs, in
simplified and in traditional form, two by two, and keeps what comes of them most and stands in
neither the common characters of GB 2312 nor those of Big5: ordinary text hardly holds it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from shilu.restore.codes import codes
from shilu.restore.encodings import MISREADINGS
from shilu.restore.misread import Misreading
from shilu.restore.tables import mirrored, pairs, rows
from shilu.restore.torn import CODECS

OUT = Path(__file__).resolve().parents[1] / "src" / "shilu" / "restore" / "misread.txt"
HEAD = """\
# Characters that betray text read in the wrong encoding, the commonest first.
# Columns: written-as-read, the characters.
# Source: the commonest characters of pairs.txt, misread; common characters left out.
# Built by scripts/build_misread_signs.py.
"""
#: So many characters make up most of any text; so many signs find it.
COMMON, SIGNS = 120, 200
PUNCTUATION = "，，，，，，。。。、、“”：（）"
#: Scripts of their own that are signs wherever a page is Chinese; symbols are none.
FOREIGN = ((0x1100, 0x11FF), (0x3105, 0x312F), (0xAC00, 0xD7A3), (0xFF61, 0xFF9F))


def main() -> None:
    rows = (f"{m.kind}\t{''.join(signs(m))}\n" for m in MISREADINGS if m.read not in SINGLE)
    OUT.write_text(HEAD + "".join(rows), "utf-8")


SINGLE = ("latin-1", "mac-roman", "utf-8")


def signs(misreading: Misreading) -> list[str]:
    """What misread text consists of and ordinary text does not."""
    found: Counter[str] = Counter()
    for text in texts(misreading.written):
        once = misread(text, misreading)
        found.update(once)
        if misreading.kind == "utf-8-as-gbk":
            found.update(misread(once, misreading))
    return [char for char, _ in found.most_common() if not ordinary(char)][:SIGNS]


def texts(written: str) -> Iterator[str]:
    """The commonest characters two by two."""
    model = pairs()
    ranked = sorted((row[0] for row in rows("pairs.txt")), key=model.alone, reverse=True)
    plain = [*ranked[:COMMON], *PUNCTUATION]
    traditional = [char.translate(mirrored()) for char in plain]
    for chars in {"gbk": [plain], "big5": [traditional], "utf-8": [plain, traditional]}[written]:
        yield from (a + b for a in chars for b in chars)


def misread(text: str, misreading: Misreading) -> str:
    """The text as the wrong encoding has it, what cannot be read left out."""
    stream = text.encode(CODECS[misreading.written], "ignore").decode("latin-1")
    table = characters_by_code(misreading.read)
    out, at = [], 0
    while at < len(stream):
        width = 2 if stream[at : at + 2] in table and len(stream) > at + 1 else 1
        out.append(table.get(stream[at : at + width], ""))
        at += width
    return "".join(out)


@cache
def characters_by_code(read: str) -> dict[str, str]:
    return {code: char for char, code in codes(read).items()}


def ordinary(char: str) -> bool:
    """Whether the character is common by one of the standards, or a sign of print."""
    code = char.encode("gb18030") if char else b""
    if len(code) == 2 and 0xB0 <= code[0] <= 0xD7 and code[1] >= 0xA1:
        return True
    big5 = char.encode("big5", "ignore")
    if len(big5) == 2 and 0xA4 <= big5[0] <= 0xC6 and big5 <= b"\xc6\x7e":
        return True
    han = 0x3400 <= ord(char) <= 0x9FFF or 0xE000 <= ord(char) <= 0xF8FF
    return not han and not any(first <= ord(char) <= last for first, last in FOREIGN)


if __name__ == "__main__":
    main()
