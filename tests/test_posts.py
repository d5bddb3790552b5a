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
        ("公安部分管科技工作的副部长周宁作了说明。", {"周宁": ("公安部分管科技工作的副部长",)}),
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
        ("党和国家领导人周宁出席。", {"周宁": ("党和国家领导人",)}),
        ("玉江省公安局禁毒大队教导员周宁说。", {"周宁": ("玉江省公安局禁毒大队教导员",)}),
        ("李志平和法国总理杜邦特会谈。", {"李志平": (), "杜邦特": ("法国总理",)}),
        ("议员李海明不满局长周宁。", {"李海明": ("议员",), "周宁": ("局长",)}),
        ("欧盟外交与安全政策高级代表周宁说。", {"周宁": ("欧盟外交与安全政策高级代表",)}),
        (
            "玉江公司執行董事及研究部主管陳國榮說。",
            {"陳國榮": ("玉江公司執行董事", "研究部主管")},
        ),
        ("玉江公司行政總裁Paula Winter出席。", {"Paula Winter": ("玉江公司行政總裁",)}),
    ],
)
def test_who_holds_what(text: str, expected: dict[str, tuple[str, ...]]) -> None:
    assert rosters(text) == expected


#: One row a form, in both scripts.
BOTH = [
    ("省委书记王立诚、省长周宁出席。", "省委書記王立誠、省長周寧出席。", 2),
    ("省领导王立诚、李海明，市委秘书长周宁参加。", "省領導王立誠、李海明，市委秘書長周寧參加。", 3),
    ("王立诚行政长官致辞。", "王立誠行政長官致辭。", 1),
    ("市长王立诚等陪同考察。", "市長王立誠等陪同考察。", 1),
    ("前任署长王立诚、候任局长周宁参加。", "前任署長王立誠、候任局長周寧參加。", 2),
    ("原副省长王立诚表示。", "原副省長王立誠表示。", 1),
    ("省委常委、副省长、市委书记王立诚出席。", "省委常委、副省長、市委書記王立誠出席。", 3),
    ("玉江集团执行董事兼行政总裁王立诚说。", "玉江集團執行董事兼行政總裁王立誠說。", 1),
    ("王立诚（财政司司长）、李海明出席。", "王立誠（財政司司長）、李海明出席。", 1),
    ("法国总统杜邦特与德国总理施密特会谈。", "法國總統杜邦特與德國總理施密特會談。", 2),
    ("会议任命王立诚、李海明为副省长。", "會議任命王立誠、李海明為副省長。", 2),
    ("王立诚同志任玉江省委书记。", "王立誠同志任玉江省委書記。", 1),
    ("王立诚不再担任市委书记职务。", "王立誠不再擔任市委書記職務。", 1),
    ("党和国家领导人王立诚、周宁出席。", "黨和國家領導人王立誠、周寧出席。", 2),
    ("立法会传召局长王立诚。", "立法會傳召局長王立誠。", 1),
    ("欧盟外交与安全政策高级代表王立诚发言。", "歐盟外交與安全政策高級代表王立誠發言。", 1),
    ("玉江公司执行董事及研究部主管王立诚说。", "玉江公司執行董事及研究部主管王立誠說。", 2),
    ("玉江交通部执行及管制组警司王立诚说。", "玉江交通部執行及管制組警司王立誠說。", 1),
    ("玉江公司行政总裁Paula Winter出席。", "玉江公司行政總裁Paula Winter出席。", 1),
]


@pytest.mark.parametrize(("simplified", "traditional", "posts"), BOTH)
def test_posts_are_found_in_either_script(simplified: str, traditional: str, posts: int) -> None:
    for text in (simplified, traditional):
        found = rosters(text)
        assert sum(len(held) for held in found.values()) == posts, found
        assert all(post in text for held in found.values() for post in held)


def roles(text: str, own: str | None = None) -> list[tuple[str, str | None, str | None, bool]]:
    people = find_names(parse(text), Setting(area=own)).people
    return [(r.post, r.organization, r.area, r.inferred is True) for p in people for r in p.roles]


@pytest.mark.parametrize(
    ("text", "own", "expected"),
    [
        ("湖南省省长王立诚说。", None, [("省长", None, "湖南", False)]),
        ("省长王立诚说。", "湖南", [("省长", None, "湖南", True)]),
        ("省长王立诚说。", None, [("省长", None, None, False)]),
        ("省长王立诚说。", "北京", [("省长", None, None, False)]),
        ("市委书记王立诚说。", "上海", [("书记", "市委", "上海", True)]),
        (
            "湖南省委副书记、省长王立诚说。",
            "广东",
            [("副书记", "湖南省委", "湖南", False), ("省长", None, "湖南", False)],
        ),
        (
            "省委副书记、省长王立诚说。",
            "湖南",
            [("副书记", "省委", "湖南", True), ("省长", None, "湖南", True)],
        ),
        ("湖南省长沙市市长王立诚说。", None, [("市长", None, "长沙", False)]),
        ("香港湖南商会会长王立诚说。", None, [("会长", "香港湖南商会", "香港", False)]),
        ("国务院总理王立诚说。", None, [("总理", "国务院", "中国", False)]),
        ("法国外交部长王立诚说。", None, [("部长", "法国外交部", "法国", False)]),
        ("财政司司长王立诚说。", "香港", [("司长", "财政司", "香港", True)]),
        ("財政司司長王立誠說。", "香港", [("司長", "財政司", "香港", True)]),
        ("香港中联办副主任王立诚说。", None, [("副主任", "香港中联办", "香港", False)]),
        ("外交部副部长王立诚说。", None, [("副部长", "外交部", None, False)]),
        ("董事长王立诚说。", "湖南", [("董事长", None, None, False)]),
    ],
)
def test_posts_are_taken_apart(
    text: str, own: str | None, expected: list[tuple[str, str | None, str | None, bool]]
) -> None:
    assert roles(text, own) == expected


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
