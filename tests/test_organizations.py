"""Organisations: proper names, their left bounds, their forms."""

import pytest

from shilu.lexicon import rows
from shilu.mentions.names import find_names
from shilu.model import Setting
from shilu.structure import parse


def bodies(text: str) -> list[str]:
    return [o.name for o in find_names(parse(text), Setting()).organizations]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访玉江集团、九岭仓集团等知名企业。", ["玉江集团", "九岭仓集团"]),
        ("按照国务院部署推进。", ["国务院"]),
        ("中国外交部发表声明。", ["中国外交部"]),
        ("他到武汉银潭医院看望患者。", ["武汉银潭医院"]),
        ("法国政府表示欢迎。", ["法国政府"]),
        ("参观东江纵队纪念馆。", ["东江纵队纪念馆"]),
        ("厦门海关监控指挥中心投入使用。", ["厦门海关监控指挥中心"]),
        ("世界钢琴理事会发布报告。", ["世界钢琴理事会"]),
        ("教育部会同财政部印发通知。", ["教育部", "财政部"]),
        ("国际评级机构穆华公司发布报告。", ["穆华公司"]),
        ("据《湖南日报》报道。", ["湖南日报"]),
        ("珠海市政协机关、江门市蓬江区政协机关。", ["珠海市政协", "江门市蓬江区政协"]),
        ("停靠在釜山港的船。", ["釜山港"]),
        ("受国务院委托作说明。", ["国务院"]),
        ("先到驻武汉办探望同事。", ["驻武汉办"]),
        ("助力玉江公司发展，标志着玉江公司成长。", ["玉江公司"]),
        ("计划设代表处，台湾驻法国代表处挂牌。", ["台湾驻法国代表处"]),
        ("自治区国资委监管企业增长。", ["自治区国资委"]),
        ("市公安局通报案情，省总工会发出倡议。", ["市公安局", "省总工会"]),
        ("记者从中国演出行业协会获悉。", ["中国演出行业协会"]),
        ("记者从中国物流与采购联合会获悉。", ["中国物流与采购联合会"]),
        ("中国企业家协会发布榜单。", ["中国企业家协会"]),
        ("长江集团中标，平河医院收治伤者。", ["长江集团", "平河医院"]),
        ("石河子大学招生，国家大剧院上演新戏。", ["石河子大学", "国家大剧院"]),
        ("解放军第409医院派出队伍。", ["解放军第409医院"]),
        ("中国国家航天局公布照片。", ["中国国家航天局"]),
        ("沃塔克尼斯大学发表论文。", ["沃塔克尼斯大学"]),
        ("记者从江西铜川集团获悉。", ["江西铜川集团"]),
        ("在武汉市汉口医院和美国脸书公司采访。", ["武汉市汉口医院", "美国脸书公司"]),
        ("来自南方医科大学南方医院的医生。", ["南方医科大学南方医院"]),
        ("建设银行广西分行开业。", ["建设银行广西分行"]),
        ("东部战区组织演练。", ["东部战区"]),
        ("渠務署和土木工程拓展署巡查。", ["渠務署", "土木工程拓展署"]),
        ("香港海關檢獲貨物，懲教署表示歡迎。", ["香港海關", "懲教署"]),
        ("國際貨幣基金組織與世界銀行開會。", ["國際貨幣基金組織", "世界銀行"]),
        ("澳大利亚海事安全局发出警告。", ["澳大利亚海事安全局"]),
        ("韩国广播公司和新华社报道。", ["韩国广播公司", "新华社"]),
        ("韓國廣播公司和新華社報道。", ["韓國廣播公司", "新華社"]),
        ("乌克兰武装部队总参谋部26日称进攻未能得手。", ["乌克兰武装部队总参谋部"]),
        ("他在10月19日立法會會議上發言。", ["立法會"]),
        ("他在10月19日立法会会议上发言。", ["立法会"]),
        ("中国外文局和新华社主办。", ["中国外文局", "新华社"]),
        ("中國外文局和新華社主辦。", ["中國外文局", "新華社"]),
        ("法国商业与服务工会和法国紧急情况部在谈判。", ["法国商业与服务工会", "法国紧急情况部"]),
        ("法國商業與服務工會和法國緊急情況部在談判。", ["法國商業與服務工會", "法國緊急情況部"]),
    ],
)
def test_names_of_organisations(text: str, expected: list[str]) -> None:
    assert bodies(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "知名企业和有关部门参加。",
        "湖南长沙一家工程机械公司投产。",
        "他在广州医院看病。",
        "巩固香港国际金融中心地位。",
        "香港中联办副主任周宁参加。",
        "十三届全国人大常委会第三次会议举行。",
        "审议《国务院组织条例》。",
        "两国政府表示欢迎。",
        "法国德国政府间会议。",
        "赶回家送孩子上幼儿园。",
        "把更多博物馆建好。",
        "巩固香港国际金融中心。",
        "中共二十届三中全会召开。",
        "湖南省政协常委李海明。",
        "出席上海合作组织成员国元首理事会会议。",
        "钢铁、煤炭、电力等企业增长，民营、外资等企业参加。",
        "湖南、广东等地企业参加。",
        "社区建起老年照护中心和育秧中心。",
        "他喜歡到高爾夫球俱樂部打球。",
        "外國議會無權干預。",
        "外国议会无权干预。",
        "各地生态环境部门和文旅部门加强检查。",
        "各地生態環境部門和文旅部門加強檢查。",
        "第九届中国-东盟博览会在南宁开幕，中国网球公开赛结束。",
        "第九屆中國-東盟博覽會在南寧開幕，中國網球公開賽結束。",
        "子杰总会想起往事。",
    ],
)
def test_what_names_no_organisation(text: str) -> None:
    assert bodies(text) == []


def test_short_forms_belong_to_the_fullest() -> None:
    text = "香港特别行政区政府公布计划。特区政府说，将设立办公室。"
    (body,) = find_names(parse(text), Setting()).organizations
    assert [m.text for m in body.mentions] == ["香港特别行政区政府", "特区政府"]


def test_names_are_given_as_printed() -> None:
    assert bodies("浙江省衞生健康委員會通報。") == ["浙江省衞生健康委員會"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("走访恒澜资本、德昭物流等企业。", ["恒澜资本", "德昭物流"]),
        ("走訪恒瀾資本、德昭物流、玉澤科技等知名企業。", ["恒瀾資本", "德昭物流", "玉澤科技"]),
        ("与华润集团、九岭仓集团和玉江集团等6家公司座谈。", ["华润集团", "九岭仓集团", "玉江集团"]),
    ],
)
def test_items_of_a_list_and_the_list_that_is_open(text: str, expected: list[str]) -> None:
    found = find_names(parse(text), Setting()).organizations
    assert [o.name for o in found] == expected
    assert all(o.among and o.among[0].text in text for o in found)


def test_a_list_that_is_not_open_is_none() -> None:
    (one, other) = find_names(parse("华润集团、玉江集团参加。"), Setting()).organizations
    assert not one.among and not other.among


@pytest.mark.parametrize(
    ("text", "forms"),
    [
        (
            "湖南玉泽新材料股份有限公司（以下简称“玉泽新材”）投产。玉泽新材称，玉泽新材料的订单增加。",
            ["湖南玉泽新材料股份有限公司", "玉泽新材", "玉泽新材", "玉泽新材料"],
        ),
        ("世界卫生组织表示，世卫组织将派人，世卫认为。", ["世界卫生组织", "世卫组织", "世卫"]),
        (
            "到访中央人民政府驻香港特别行政区联络办公室。香港中联办表示欢迎。",
            ["中央人民政府驻香港特别行政区联络办公室", "香港中联办"],
        ),
    ],
)
def test_forms_of_one_organisation(text: str, forms: list[str]) -> None:
    (body,) = find_names(parse(text), Setting()).organizations
    assert [m.text for m in body.mentions] == forms


def test_the_official_name_is_a_public_one() -> None:
    (body, firm) = find_names(parse("國台辦和玉江集團。"), Setting()).organizations
    assert (body.name, body.canonical) == ("國台辦", "国务院台湾事务办公室")
    assert firm.canonical is None


def test_every_short_form_of_the_table_is_found() -> None:
    for short, full in rows("org_forms"):
        assert bodies(f"，{short}，") == [short], (short, full)
