"""Events: type, people with roles, date, place, occasion, organisations; and what is no event."""

import pytest
from marked import article, seed, setting
from msgspec import UNSET
from msgspec.structs import replace

from shilu.facts.events import find_events
from shilu.facts.occasions import is_bare, same_occasion
from shilu.facts.scope import is_done
from shilu.model import Event
from shilu.text import Span

P, C, A = "principal", "counterpart", "attending"


def told(text: str) -> list[Event]:
    structure, mentions = article(text)
    return list(find_events(structure, setting(), mentions))


def only(text: str) -> Event:
    events = told(text)
    assert len(events) == 1, [(e.type, e.text) for e in events]
    return events[0]


def roles(event: Event) -> dict[str, str]:
    return {person.name: person.role for person in event.people}


@pytest.mark.parametrize(
    ("text", "kind", "people"),
    [
        ("[职务 省长][人名 王五]出席交流会。", "attend", {"王五": P}),
        ("[人名 王五]主持召开座谈会并讲话。", "attend", {"王五": P}),
        ("[人名 王五]在推介會上致辭。", "attend", {"王五": P}),
        ("[人名 王五]會見[机构 海城商會][职务 會長][人名 趙六]。", "meet", {"王五": P, "趙六": C}),
        ("[人名 王五]与[人名 赵六]、[人名 钱七]会谈。", "meet", {"王五": P, "赵六": C, "钱七": C}),
        ("[人名 王五]還與部分客商代表座談。", "meet", {"王五": P}),
        ("[人名 王五]走访[机构 海城集团]。", "visit", {"王五": P}),
        ("[人名 王五]率團到[地名 雲山]考察。", "visit", {"王五": P}),
        ("[人名 王五]看望[人名 赵六]。", "visit", {"王五": P, "赵六": C}),
        ("[人名 王五]在[人名 赵六]陪同下参观[机构 海城博物馆]。", "visit", {"王五": P, "赵六": A}),
        ("[人名 王五]与[人名 赵六]签署合作协议。", "sign", {"王五": P, "赵六": C}),
        ("[人名 王五]同[人名 赵六]通电话。", "call", {"王五": P, "赵六": C}),
        ("[人名 王五]致电[人名 赵六]表示祝贺。", "message", {"王五": P, "赵六": C}),
        ("会议任命[人名 王五]为[职务 局长]。", "appoint", {"王五": P}),
        ("[人名 王五]当选[职务 市长]。", "appoint", {"王五": P}),
        ("[时间 29日=2023-05-29]，交流会在[地名 云山]举行。", "hold", {}),
    ],
)
def test_types_and_roles(text: str, kind: str, people: dict[str, str]) -> None:
    event = only(text)
    assert (event.type, roles(event)) == (kind, people)


@pytest.mark.parametrize(
    "text",
    [
        "[人名 王五]将出席交流会。",
        "欢迎[人名 王五]到[地名 云山]考察。",
        "[人名 王五]希望访问[地名 云山]。",
        "[人名 王五]没有出席会议。",
        "学习[人名 王五][职务 总书记]重要讲话精神。",
        "以[人名 王五]同志为核心的集体主持会议。",
        "考察团抵达[地名 云山]。",
        "[人名 王五]接受电台访问。",
        "[人名 王五]参加工作二十年。",
        "新一届展览会将于[时间 6月2日=2023-06-02]在[地名 云山]举行。",
        "展览会[时间 6月2日=2023-06-02]在[地名 云山]举行。",
        "[人名 王五]说，要走访企业。",
        "居民到[地名 云山]旅游。",
        "我国与十五国签署协议。",
        "“[人名 王五]走访[机构 海城集团]，”他写道。",
        "[人名 王五][时间 明日=2023-06-01]率團訪京，亦會與客商會面。期間參觀[机构 海城集團]。",
        "[人名 王五]將率領代表團，出訪[地名 海城]。",
        "该展览会自[时间 去年=2022]起每年均在[地名 海城]举办。",
        "会议决定，第三次会议[时间 29日=2023-05-29]在[地名 海城]举行。",
        "各部门为稍后举行的[地名 海城]会议做准备。",
        "他感谢到访的[人名 王五]。",
        "对[人名 王五]的国事访问，各界高度评价。",
        "[人名 王五]还会出席研讨会。",
        "[人名 王五]出席行政会议前表示，经济平稳。",
        "[人名 王五]对[地名 海城]的灾情表示慰问。",
        "[人名 王五]出席行政会议前为此事解释。",
        "[人名 王五]之后会率团访问[地名 海城]。",
        "他预期，[地名 海城]与[地名 云山]签署合作协议后，贸易会增加。",
        "[人名 王五]会见记者时解释，草案未定。",
        "[人名 王五]引述该党电话访问千人的结果。",
        "[人名 王五]来到[地名 海城]打工。",
        "两地将开设办事处，促进交流，在[时间 29日=2023-05-29]举行投资论坛。",
        "[人名 王五]介绍，行程包括参观[机构 海城博物馆]、会见客商。",
        "",
    ],
)
def test_what_is_no_event(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(
    ("tail", "people"),
    [
        ("[人名 赵六]、[人名 钱七]参加。", {"王五": P, "赵六": A, "钱七": A}),
        (
            "[职务 省领导][人名 赵六]，[职务 秘书长][人名 钱七]参加会见。",
            {"王五": P, "赵六": A, "钱七": A},
        ),
        ("[人名 趙六]陪同。", {"王五": P, "趙六": A}),
        ("[人名 赵六]等参加活动。", {"王五": P, "赵六": A}),
        ("[人名 赵六]亦有出席會面。", {"王五": P, "赵六": A}),
    ],
)
def test_a_list_in_another_sentence_joins_the_event(tail: str, people: dict[str, str]) -> None:
    event = only(f"[时间 29日=2023-05-29]，[人名 王五]会见来访客商。\n{tail}")
    assert roles(event) == people
    assert [evidence.field for evidence in event.evidence] == ["date", "people"]


def test_a_list_goes_to_the_kind_of_event_it_names() -> None:
    events = told(
        "[时间 29日=2023-05-29]，[人名 王五]会见客商，随后参观[机构 海城集团]。\n"
        "[人名 赵六]参加会见。"
    )
    assert [(e.type, roles(e)) for e in events] == [
        ("meet", {"王五": P, "赵六": A}),
        ("visit", {"王五": P}),
    ]


def test_the_stops_of_a_sentence_are_one_visit() -> None:
    event = only(
        "[时间 29日=2023-05-29]，[人名 王五]到[地名 海城]考察，察看新区建设；走进公园，了解情况。"
    )
    assert (event.type, event.place) == ("visit", "海城")


def test_date_place_occasion_and_organizations() -> None:
    event = only(
        "[时间 29日=2023-05-29]，[职务 省长][人名 王五]在[地名 海城]"
        "出席云山—海城融合发展交流会并致辞。"
    )
    assert (event.date, event.place) == ("2023-05-29", "海城")
    assert event.occasion == "云山—海城融合发展交流会"
    visit = only("[人名 王五]先后走访[机构 海城集团]、[机构 云山银行]等企业。")
    assert visit.organizations == ("海城集团", "云山银行")


def test_a_clause_without_a_subject_and_a_later_paragraph_carry_on() -> None:
    events = told(
        "[时间 29日=2023-05-29]，[人名 王五]在[地名 海城]出席交流会，"
        "并走访[机构 云山集团]。他表示，要多来往。\n"
        "会前，[人名 王五]还与客商代表座谈。"
    )
    assert [(e.type, e.date, e.place) for e in events] == [
        ("attend", "2023-05-29", "海城"),
        ("visit", "2023-05-29", "海城"),
        ("meet", "2023-05-29", "海城"),
    ]


def test_of_nested_places_the_narrower_and_a_venue_where_no_place_is_named() -> None:
    assert only("[人名 王五]在[地名 云省][地名 甲市]、[地名 乙市]调研。").place == "甲市、乙市"
    assert only("[人名 王五]在人民大会堂会见客商。").place == "人民大会堂"
    assert only("[人名 王五]在京会见客商。").place == "北京"
    assert only("[人名 王五]在[地名 海城]，會見客商。").place == "海城"


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("[人名 王五]在宾馆分别会见客商。", "宾馆"),
        ("[人名 王五]在大会堂以视频方式同[人名 赵六]举行会谈。", "大会堂"),
        ("[人名 王五]在拉克马会见[人名 赵六]。", "拉克马"),
        ("[人名 王五]在多家中资机构负责人分别介绍后会见客商。", None),
        ("[人名 王五]在机场迎接后与[人名 赵六]会谈。", None),
        ("[人名 王五]在[地名 海城]与来访的[人名 赵六]，举行会谈。", "海城"),
        ("[人名 王五]抵达[地名 海城]会展中心，出席投资推介会。", "海城"),
    ],
)
def test_a_place_is_a_known_one_or_a_venue(text: str, place: str | None) -> None:
    assert only(text).place == place


def test_what_is_planned_is_no_event_when_spoken_of_again() -> None:
    assert told("[人名 王五]将出席投资论坛。\n[人名 王五]出席论坛意义重大。") == []


def test_who_escorts_and_who_witnesses_was_there() -> None:
    escorted = only("[人名 王五]到[地名 海城]考察。\n[人名 赵六]亦有陪同[人名 王五]实地视察。")
    assert roles(escorted) == {"王五": P, "赵六": A}
    signed = only(
        "[机构 海城集团]与[机构 云山银行]签署合作协议，[人名 王五]与[人名 赵六]共同见证。"
    )
    assert roles(signed) == {"王五": A, "赵六": A}


def test_both_sides_act_after_they_met() -> None:
    events = told("[人名 王五]会见[人名 赵六]。会谈后，两国元首签署《合作协定》。")
    assert [(e.type, roles(e)) for e in events][1] == ("sign", {"王五": P, "赵六": P})


def test_a_guest_who_attends_somewhere_is_described_by_it() -> None:
    event = only(
        "投资论坛招待会[时间 29日=2023-05-29]在[地名 海城]举行。[人名 王五]主持招待会。\n"
        "[人名 赵六]和来海城参加论坛的嘉宾出席招待会。"
    )
    assert roles(event) == {"王五": P, "赵六": A}


def test_words_of_a_dateline_are_no_part_of_an_event() -> None:
    event = only("海城台消息（联播）：投资论坛[时间 29日=2023-05-29]在[地名 海城]举行。")
    assert event.text.startswith("投资论坛")


def test_what_the_lead_tells_and_the_body_tells_again_is_one_event() -> None:
    event = only(
        "[人名 王五][时间 29日=2023-05-29]出席投资推介会。\n会议开始前人头涌涌。\n"
        "[人名 王五]出席推介会并致辞。"
    )
    assert len(event.spans) == 2


def test_a_session_that_was_held_and_who_presided_and_spoke() -> None:
    event = only(
        "第三次会议[时间 18日=2023-05-18]在[地名 海城]举行。[人名 王五]主持。\n"
        "[职务 主任][人名 赵六]作了关于草案的说明。\n[人名 钱七]、[人名 孙八]先后发言。"
    )
    assert (event.type, event.place, event.occasion) == ("attend", "海城", "第三次会议")
    assert roles(event) == {"王五": P, "赵六": P, "钱七": P, "孙八": P}


def test_a_subject_may_follow_its_circumstance() -> None:
    event = only("在[地名 海城]出席推介会后，[职务 省长][人名 王五]返回。")
    assert (event.type, roles(event)) == ("attend", {"王五": P})


def test_who_alone_is_named_at_a_session_is_its_principal() -> None:
    event = only("第三次会议[时间 18日=2023-05-18]在[地名 海城]举行，[职务 部长][人名 王五]出席。")
    assert (event.type, roles(event)) == ("attend", {"王五": P})


def test_who_attends_and_speaks_is_a_principal_of_the_session_named_before() -> None:
    event = only(
        "投资峰会[时间 18日=2023-05-18]在[地名 海城]举行。[人名 王五]出席并发表讲话。\n"
        "[人名 赵六]、[人名 钱七]出席峰会。"
    )
    assert roles(event) == {"王五": P, "赵六": A, "钱七": A}


def test_what_only_describes_somebody_is_no_event_of_the_subject() -> None:
    event = only("[人名 王五]會見來華出席海城論壇的[职务 總統][人名 趙六]。")
    assert (event.type, roles(event)) == ("meet", {"王五": P, "趙六": C})
    during = told("[人名 王五]在[地名 海城]出席经贸论坛期间，会见[人名 赵六]。")
    assert [(e.type, e.place) for e in during] == [("attend", "海城"), ("meet", "海城")]


def test_who_invited_is_no_guest() -> None:
    event = only("应[职务 国王][人名 赵六]邀请，[人名 王五]访问[地名 海城]。")
    assert roles(event) == {"王五": P}


@pytest.mark.parametrize(
    ("text", "kind", "place"),
    [
        ("正在[地名 海城]访问的[职务 总理][人名 王五]，发表讲话。", "visit", "海城"),
        ("有份出席签约仪式的[职务 局长][人名 王五]表示，前景广阔。", "attend", None),
        ("[职务 司长][人名 王五]在访问[地名 海城]期间警告，风险上升。", "visit", "海城"),
        ("[职务 司长][人名 王五]今日展开[地名 海城]访问行程。", "visit", "海城"),
        ("[人名 王五]在[机构 海城大学]发表题为《来往》的演讲。", "attend", "海城大学"),
        ("[职务 司长][人名 王五]与[人名 赵六]对谈。", "meet", None),
        ("[职务 司长][人名 王五]在[地名 海城]与商界人士共進午餐。", "meet", "海城"),
    ],
)
def test_other_ways_to_tell_of_somebodys_event(text: str, kind: str, place: str | None) -> None:
    event = only(text)
    assert (event.type, event.place, roles(event)["王五"]) == (kind, place, P)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("[人名 王五][时间 29日=2023-05-29]会见[人名 赵六]。", UNSET),
        ("他说，[时间 29日=2023-05-29][人名 王五]会见[人名 赵六]。", True),
        ("[人名 王五]在[地名 海城]考察时的讲话振奋人心。", True),
        ("[时间 去年6月=2022-06]，[人名 王五]在[地名 海城]考察。", True),
    ],
)
def test_what_is_told_in_passing_is_background(text: str, background: object) -> None:
    assert only(text).background is background


def test_what_is_carried_has_its_evidence() -> None:
    events = told(
        "[时间 29日=2023-05-29]，[人名 王五]在[地名 海城]出席交流会。\n[人名 王五]会见[人名 赵六]。"
    )
    carried = [(e.field, e.text, e.origin) for e in events[1].evidence]
    assert carried == [("date", "29日", Span(0, 3)), ("place", "海城", Span(7, 9))]


def test_papers_that_were_signed() -> None:
    event = only("[人名 王五]与[人名 赵六]签署《贸易协定》、《投资备忘录》和3份产业合作协议。")
    assert event.signed == ("贸易协定", "投资备忘录", "产业合作协议")
    assert only("[人名 王五]与[人名 赵六]会谈。").signed is UNSET


def test_a_speaker_tells_of_himself() -> None:
    event = only("[职务 主席][人名 王五]表示，[时间 昨日=2023-05-30]获邀出席投资研讨会。")
    assert (roles(event), event.date) == ({"王五": P}, "2023-05-30")


def test_a_clause_may_tell_two_events() -> None:
    events = told("[人名 王五][时间 29日=2023-05-29]晚抵达，出席峰会并对[地名 海城]进行访问。")
    assert [(e.type, e.place) for e in events] == [("attend", None), ("visit", "海城")]


def test_an_invitation_a_purpose_and_an_occasion_s_name_tell_of_nothing_more() -> None:
    event = only(
        "[人名 王五]應[地名 海城]外長[人名 趙六]邀請，[时间 今日=2023-05-31]访问[地名 海城]。"
    )
    assert roles(event) == {"王五": P}
    event = only("[人名 王五]出席[机构 海城集团]与[机构 云山银行]签订合作协议的签约仪式。")
    assert event.type == "attend"
    assert told("[人名 王五]办理手续，以便出席投资论坛。") == []
    assert told("[人名 王五]在召开行政会议前夕被问及此事。") == []


def test_letters_of_names_say_nothing_of_what_is_done() -> None:
    assert only("[职务 局长][人名 王若将]出席投资论坛。").type == "attend"


def test_who_is_described_acts_in_the_next_clause() -> None:
    events = told("正率团访问[地名 海城]的[职务 局长][人名 王五]，与[人名 赵六]共同主持投资会议。")
    assert [(e.type, roles(e)) for e in events] == [
        ("visit", {"王五": P}),
        ("attend", {"王五": P, "赵六": P}),
    ]


def test_an_event_in_the_clause_before_is_no_list_of_names() -> None:
    events = told("[人名 王五]拜会[职务 市长][人名 赵六]，又前往[地名 海城]考察。")
    assert [roles(e) for e in events] == [{"王五": P, "赵六": C}, {"王五": P}]


def test_receptions_in_several_places_are_several() -> None:
    events = told(
        "大使馆在[地名 海城]举行国庆招待会。\n[机构 云山领事馆]在[地名 云山]举行国庆招待会。"
    )
    assert [e.place for e in events] == ["海城", "云山"]


def test_who_witnesses_a_signing_was_there() -> None:
    event = only("[人名 王五]见证[机构 海城集团]与[机构 云山银行]签署合作文件。")
    assert (roles(event), event.signed) == ({"王五": A}, ("合作文件",))


def test_whom_one_met_stands_beside_the_verb() -> None:
    assert only("[人名 王五]下午会晤[地名 海城]总理。").type == "meet"
    assert told("会见后，[人名 王五]将客人送到门口。") == []


def test_a_list_is_not_of_what_is_long_past() -> None:
    events = told(
        "[人名 王五][时间 29日=2023-05-29]会见[人名 赵六]。\n"
        "[人名 王五][时间 1月=2023-01]在[地名 海城]出席庆祝活动。\n[人名 钱七]参加上述活动。"
    )
    assert [roles(e) for e in events] == [{"王五": P, "赵六": C, "钱七": A}, {"王五": P}]


def test_words_of_posts_say_nothing_of_what_is_done() -> None:
    assert only("[职务 政策研究室主任][人名 王五]出席投资论坛。").type == "attend"


def test_what_is_held_at_an_occasion_stands_behind_the_verb() -> None:
    event = only("[机构 海城学院][时间 29日=2023-05-29]在科技周活动举行揭牌仪式。")
    assert event.occasion == "揭牌仪式"


def test_a_signing_its_ceremony_and_who_signed() -> None:
    events = told(
        "[时间 29日=2023-05-29]，[地名 云山]与[地名 海城]在[地名 海城]签署《合作协议》。"
        "[人名 王五]出席签约仪式，[人名 赵六]、[人名 钱七]分别代表双方签字。"
    )
    assert [(e.type, e.date, e.place, roles(e)) for e in events] == [
        ("sign", "2023-05-29", "海城", {"赵六": P, "钱七": P}),
        ("attend", "2023-05-29", "海城", {"王五": P}),
    ]


def test_officials_come_to_look() -> None:
    structure, mentions = article("[人名 王五]来到[机构 海城集团]，询问情况。")
    officials = tuple(replace(p, posts=("省长",)) for p in mentions.people)
    told_of = find_events(structure, setting(), replace(mentions, people=officials))
    assert [(e.type, e.organizations) for e in told_of] == [("visit", ("海城集团",))]
    assert find_events(structure, setting(), mentions) == ()


def test_an_occasion_may_stand_in_the_clause_before() -> None:
    event = only(
        "公路完工仪式，[时间 29日=2023-05-29]在[地名 海城]举行，[人名 王五]及[人名 赵六]等出席。"
    )
    assert (event.type, event.occasion, event.place) == ("attend", "公路完工仪式", "海城")
    assert roles(event) == {"王五": A, "赵六": A}


def test_an_occasion_without_a_name_is_held_by_a_body_on_a_day() -> None:
    event = only("[时间 29日=2023-05-29]上午，[机构 云山省政府]举行新闻发布会。")
    assert (event.type, event.occasion) == ("hold", "新闻发布会")


def test_meetings_with_others_are_further_ones() -> None:
    events = told(
        "[时间 29日=2023-05-29]，[人名 王五]与[人名 赵六]会面。\n"
        "[人名 王五]又与金融界人士会面。\n[人名 王五]與當地商會代表座談。"
    )
    assert [roles(e) for e in events] == [{"王五": P, "赵六": C}, {"王五": P}, {"王五": P}]


def test_who_owns_what_is_spoken_of_does_nothing() -> None:
    event = only("[人名 王五]是[人名 赵六][职务 总统]的顾问，曾访问[地名 海城]。")
    assert roles(event) == {"王五": P}


def test_background_needs_a_person_and_a_place_or_date() -> None:
    event = only("各地学习[人名 王五][职务 总书记]在[地名 云山]考察时的重要讲话精神。")
    assert (event.type, event.place, roles(event)) == ("visit", "云山", {"王五": P})
    assert told("他说，[人名 王五]曾会见客商。") == []


def test_a_group_with_a_leader_is_its_people() -> None:
    events = told(
        "由[人名 王五]任组长，成员包括[人名 赵六]的专家组，"
        "[时间 昨日=2023-05-30]抵达[地名 海城]指导工作。\n"
        "专家组先到[机构 甲医院]了解情况，其后到[机构 乙医院]视察。"
    )
    assert [roles(e) for e in events] == [{"王五": P, "赵六": A}] * 2
    assert events[1].organizations == ("甲医院", "乙医院")
    assert events[1].date == "2023-05-30"


def test_spans_are_of_the_text() -> None:
    text = "央视消息：[人名 王五][时间 29日=2023-05-29]会见[人名 赵六]，一同参观[机构 海城集团]。"
    structure, mentions = article(text)
    for event in find_events(structure, setting(), mentions):
        assert structure.text[event.span.start : event.span.end] == event.text
        assert event.spans[0] == event.span


@pytest.mark.parametrize(
    ("clause", "done"),
    [
        ("应某人邀请走访", True),
        ("在各方支持下走访", True),
        ("重要走访", True),
        ("要走访", False),
        ("计划走访", False),
        ("愿意走访", False),
    ],
)
def test_scope(clause: str, done: bool) -> None:
    assert is_done(clause, Span(0, len(clause)), len(clause) - 2) is done


def test_occasions_that_refer_back() -> None:
    assert is_bare("此次會議")
    assert same_occasion("甲板招待會", "招待會")
    assert not same_occasion("座谈会", "招待会")


def test_seed_page() -> None:
    """The reference page: its events with all roles, from its own labels of people and places."""
    structure, mentions, labels = seed()
    events = find_events(structure, setting("湖南"), mentions)
    got = [(e.type, e.date, e.place, e.occasion, roles(e), list(e.organizations)) for e in events]
    keys = ("type", "date", "place", "occasion", "people", "organizations")
    assert got == [tuple(event[key] for key in keys) for event in labels["events"]]
