"""Characters that stand for others or for nothing, by table."""

import pytest

from shilu.restore import restore
from shilu.text import LOST


@pytest.mark.parametrize(
    ("text", "now"),
    [
        ("省\u2066长\u3164何\u115f远", "省长何远"),
        ("出\x08席", "出席"),
        ("葛\U000e0100城", "葛城"),
        ("会议\ue78d何远", "会议，何远"),
        ("共\U000f0001家", f"共{LOST}家"),
        ("&amp;#x65F6;&amp;amp;#38388;&#X65F6;，R&amp;D", "时间时，R&D"),
    ],
)
def test_by_table(text, now):
    assert restore(text).value == now


def test_in_markup_only_what_was_escaped_twice_is_damage():
    page = "<p>&#x65F6;&amp;#x95F4;&amp;nbsp;R&amp;D，时&amp;lt;间</p>"
    now = "<p>&#x65F6;间\xa0R&amp;D，时&amp;lt;间</p>"
    assert restore(page, markup=True).value == now
