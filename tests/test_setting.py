"""The setting of an article: its day, its paper's own region."""

import pytest

from shilu.model import Article, Page
from shilu.setting import day_of, setting_of


def area(text="", source=None, headline=None, url=None):
    return setting_of(
        Page(text="", url=url), Article(text=text, source=source, headline=headline)
    ).area


@pytest.mark.parametrize(
    ("expected", "told"),
    [
        ("湖南", {"source": "湖南日报"}),
        ("广东", {"headline": "2026年广东省政府工作报告"}),
        ("香港", {"url": "https://news.example.hk/1.htm"}),
        ("广西", {"url": "https://www.gxzf.gov.cn/1.htm"}),
        ("香港", {"text": "政務司司長表示，本港經濟向好。"}),
        ("澳门", {"text": "本澳旅客增加。"}),
        ("中国", {"source": "新华社"}),
        (None, {"text": "本港與本澳旅客增加。"}),
        (None, {"source": "粤港湖南广东联合报"}),
        (None, {}),
    ],
)
def test_the_papers_own_region(expected, told):
    assert area(**told) == expected


@pytest.mark.parametrize(
    ("published", "day"),
    [("2023-05-31T09:26:00+08:00", "2023-05-31"), ("2023-05", None), (None, None)],
)
def test_the_day_of_publication(published, day):
    found = day_of(published)
    assert (found and found.isoformat()) == day
