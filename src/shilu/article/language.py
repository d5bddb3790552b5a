"""Which script an article is written in, by its characters."""

from __future__ import annotations

import re
from functools import cache

from shilu.model import Language

#: The first characters say enough; a page of a million is not counted to its end.
_SAMPLE = 4000


#: A text with so small a share of Han among its letters is in another language.
_HAN = 0.3
#: From this share of the telling characters on, the lesser script is no mere quotation.
_MIXED = 0.25
_SOME = 5
#: How much of a text tells whether it is in Chinese.
_OPENING = 600
#: So many letters say as much as one Han character.
_LETTERS = 3
_HAN_LETTER = re.compile("[\u3400-\u9fff]")
_OTHER_LETTER = re.compile(r"[A-Za-z\u00c0-\u052f\u0600-\u0eff\u3040-\u30ff\uac00-\ud7a3]")


def language_of(text: str) -> Language | None:
    """The script most of the telling characters of `text` belong to, None where none tells.

    A text in both scripts is mixed; one with few Han characters is in some other language.

    >>> language_of("会议在长沙举行"), language_of("會議在長沙舉行"), language_of("2023")
    ('zh-Hans', 'zh-Hant', None)
    >>> language_of("The meeting was held in Changsha (长沙).")
    'other'
    """
    letters = len(_OTHER_LETTER.findall(text, 0, _OPENING))
    han = len(_HAN_LETTER.findall(text, 0, _OPENING)) if letters else 1
    if letters and han < _HAN * (han + letters / _LETTERS):
        return "other"
    of_mainland, of_taiwan = _telling()
    traditional = len(of_taiwan.findall(text, 0, _SAMPLE))
    if not traditional:  # then one that tells is enough
        return "zh-Hans" if of_mainland.search(text, 0, _SAMPLE) else None
    simplified = len(of_mainland.findall(text, 0, _SAMPLE))
    lesser = min(simplified, traditional)
    if lesser >= _SOME and lesser >= _MIXED * (simplified + traditional):
        return "mixed"
    if simplified == traditional:
        return None
    return "zh-Hant" if traditional > simplified else "zh-Hans"


@cache
def _telling() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Characters of one script only: mainland China's standard set has no 會, Taiwan's no 会."""
    han = [chr(code) for code in range(0x4E00, 0x9FA6)]
    mainland = {c for c in han if _in(c, "gb2312")}
    taiwan = {c for c in han if _in(c, "big5")}
    return _any_of(mainland - taiwan), _any_of(taiwan - mainland)


def _in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _any_of(characters: set[str]) -> re.Pattern[str]:
    return re.compile(f"[{''.join(sorted(characters))}]")
