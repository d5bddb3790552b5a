"""Posts: as printed, split at 、, with the right persons."""

import pytest

from shilu.mentions.names import find_names
from shilu.model import Setting
from shilu.structure import parse


def rosters(text: str) -> dict[str, tuple[str, ...]]:
    return {p.name: p.posts for p in find_names(parse(text), Setting()).people}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("省委副书记、省长王立诚出席。", {"王立诚": ("省委副书记", "省长")}),
        ("省领导王立诚、周宁参加。", {"王立诚": ("省领导",), "周宁": ("省领导",)}),
        (
            "黑龙江省委书记王立诚、省长周宁和河北省长李海明发言。",
            {"王立诚": ("黑龙江省委书记",), "周宁": ("省长",), "李海明": ("河北省长",)},
        ),
        ("香港中联办副主任王立诚参加。", {"王立诚": ("香港中联办副主任",)}),
        ("周海宁省长会见客商。", {"周海宁": ("省长",)}),
        ("陳國榮行政長官致辭。", {"陳國榮": ("行政長官",)}),
        ("商務及經濟發展局局長陳國榮表示。", {"陳國榮": ("商務及經濟發展局局長",)}),
        (
            "全国人大宪法和法律委员会副主任委员周宁作报告。",
            {"周宁": ("全国人大宪法和法律委员会副主任委员",)},
        ),
        ("国务委员兼外交部部长周宁会谈。", {"周宁": ("国务委员兼外交部部长",)}),
        ("公安部分管日常工作的副部长周宁作了说明。", {"周宁": ("公安部分管日常工作的副部长",)}),
        ("原省长周宁、代市长李海明出席。", {"周宁": ("原省长",), "李海明": ("代市长",)}),
        ("署理财政司司长周宁表示。", {"周宁": ("署理财政司司长",)}),
        ("国家科技委员会高新司监察专员周宁率团。", {"周宁": ("国家科技委员会高新司监察专员",)}),
        ("法国联邦主席杜邦特抵达。", {"杜邦特": ("法国联邦主席",)}),
        ("玉江集团董事长周宁出席。", {"周宁": ("玉江集团董事长",)}),
        ("李海明总理、周文远国务委员参加。", {"李海明": ("总理",), "周文远": ("国务委员",)}),
        ("由周宁任组长。", {"周宁": ("组长",)}),
        ("行政长官办公室主任周宁出席。", {"周宁": ("行政长官办公室主任",)}),
        (
            "教育局局长卢志茂教授、署理运输局局长林文雄博士参加。",
            {"卢志茂": ("教育局局长",), "林文雄": ("署理运输局局长",)},
        ),
        ("玉江大学教授周宁参加。", {"周宁": ("玉江大学教授",)}),
        ("免去周宁的教育部部长职务。", {"周宁": ("教育部部长",)}),
        ("乌克兰能源部长周宁说。", {"周宁": ("乌克兰能源部长",)}),
    ],
)
def test_who_holds_what(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert rosters(text) == expected


def test_a_shortened_post_is_not_repeated() -> None:
    assert rosters("国家主席周宁抵达。周宁主席说，欢迎各位。") == {"周宁": ("国家主席",)}


@pytest.mark.parametrize("text", ["王立诚同志讲话。", "周宁夫人李海明参观。", "村民王立诚说。"])
def test_honours_and_roles_are_no_posts(text: str) -> None:
    assert all(posts == () for posts in rosters(text).values())


def test_a_verb_between_ends_a_post() -> None:
    text = "市委书记周宁在广州会见澳门特别行政区行政长官王立诚。"
    assert rosters(text)["王立诚"] == ("澳门特别行政区行政长官",)


def test_every_printed_post_is_a_mention() -> None:
    found = find_names(parse("听取行政长官汇报，省长周宁参加。"), Setting())
    assert [m.text for m in found.posts] == ["行政长官", "省长"]
