"""No number, name or door of a person gets past the check, however it is written; what is public does.

Every number here is made up: the districts 99xxxx, the area codes 03xx and the numbers 1990000xxxx belong to nobody.
"""

from __future__ import annotations

import itertools
import random
import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from stdnum import luhn
from stdnum.cn import ric

from column.model.problems import Problem, Severity
from column.parsing.source import Source
from column.rules.privacy import combined_details, personal_data
from column.text import digit_runs as digits

ID, PHONE, CARD = "privacy-id-number", "privacy-phone", "privacy-bank-card"
PLATE, EMAIL, ACCOUNT = "privacy-plate", "privacy-email", "privacy-account"
ADDRESS, NAME, MOSAIC = "privacy-address", "privacy-name", "privacy-mosaic"

BAD = [
    ("身份证号990225199001011237已登记", ID),
    ("身份证990225 19900101 1237", ID),
    ("证件：990225-19900101-1237", ID),
    ("他的９９０２２５１９９００１０１１２３７在卡上", ID),
    ("九九零二二五一九九零零一零一一二三七", ID),
    ("身份证号码990225199001011230", ID),
    ("旧身份证990225900101123", ID),
    ("99022519900101004x", ID),
    ("手机19900001234", PHONE),
    ("联系我：199-0000-1234", PHONE),
    ("联系我：199 0000 1234。", PHONE),
    ("１９９００００１２３４", PHONE),
    ("一九九零零零零一二三四", PHONE),
    ("幺九九〇〇〇〇幺二三四", PHONE),
    ("1 9 9 0 0 0 0 1 2 3 4", PHONE),
    ("1、9、9、0、0、0、0、1、2、3、4", PHONE),
    ("+86 199 0000 1234", PHONE),
    ("008619900001234", PHONE),
    ("第一19900001234", PHONE),
    ("19900001234一共", PHONE),
    ("统一一九九零零零零一二三四一个", PHONE),
    ("1️⃣9️⃣9️⃣0️⃣0️⃣0️⃣0️⃣1️⃣2️⃣3️⃣4️⃣", PHONE),
    ("座机0300-2000001", PHONE),
    ("（0300）2000001", PHONE),
    ("零三零零二零零零零零一", PHONE),
    ("010-20000001转8012", PHONE),
    ("联系电话2000001", PHONE),
    ("卡号6222990000000000006", CARD),
    ("6222 9900 0000 0000 006", CARD),
    ("６２２２９９００００００００００００６", CARD),
    ("转入6222-9900-0000-0000-01", CARD),
    ("对公账户3400012345678901234", CARD),
    ("驾驶皖B·12345来到", PLATE),
    ("车牌皖B12345", PLATE),
    ("皖b 1234A", PLATE),
    ("皖BD12345", PLATE),
    ("粤Z1234港", PLATE),
    ("皖B一二三四五", PLATE),
    ("邮箱wang.wu@example.com", EMAIL),
    ("wang＠example．com", EMAIL),
    ("wang @ example.com", EMAIL),
    ("添加QQ号123456789", ACCOUNT),
    ("扣扣：12 3456 789", ACCOUNT),
    ("QQ群：123456789", ACCOUNT),
    ("微信号wang_2020", ACCOUNT),
    ("加微信：wang2020", ACCOUNT),
    ("加V abc12345", ACCOUNT),
    ("支付宝账号wang2020", ACCOUNT),
    ("幸福小区3栋2单元501室", ADDRESS),
    ("12幢302室", ADDRESS),
    ("五号楼一单元", ADDRESS),
    ("３号楼１单元２０１", ADDRESS),
    ("2单元 1102", ADDRESS),
    ("幸福小区3-2-501", ADDRESS),
    ("家住解放路88号", ADDRESS),
    ("住在A栋的王某", ADDRESS),
    ("李家村3组12号", ADDRESS),
    ("受害人张伟接到电话", NAME),
    ("居民张三丰，说自己接到电话", NAME),
    ("受害人张沄灏（男）接到电话", NAME),
    ("事主王建国，在网上", NAME),
    ("嫌疑人：赵大山", NAME),
    ("居民欧阳小红反映", NAME),
    ("家住仓头镇的李秀英说", NAME),
    ("受害人张伟、李娜等人", NAME),
    ("老人张桂兰来到派出所", NAME),
    ("王云今年32岁", NAME),
    ("张建国，男，56岁", NAME),
    ("村民刘 洋", NAME),
    ("群众买买提·阿不都热", NAME),
]

GOOD = [
    "请拨打110报警，或拨打96110咨询。",
    "10月20日上午，民警来到广场，发放宣传资料3000余份。",
    "2025年4月27日15:02至2025年5月1日08:30",
    "2025.04.21-2025.04.27，共接警1234起，其中诈骗138起。",
    "累计止付资金13500000000元，冻结1380.0138万元。",
    "索引号：114414240072246995/2021-00049",
    "皖公网安备 34022502000123号，皖ICP备2025000001号",
    "统一社会信用代码 913402250000000000",
    "![合影](IMG_20250427_153000123.jpg)",
    "![合影](mmexport1745740800123.jpg)",
    "服务器 192.168.10.100",
    "票据6222990000000000007号",
    "服务中心3号楼301室，政务大厦A座1201室办公区",
    "投入100返120，垫付500，再交4000",
    "一、二、三、四、五、六、七、八、九、十、十一",
    "损失73460元、39913元、19400元、7321元、3692元和3444元",
    "|15|1800|230|12|",
    "电话199****1234，卡号6222***********06，尾号1234的卡",
    "浙A·1234警巡逻车",
    "新APP上线，云GOIP2025",
    "单位邮箱fanzha@wuwei.gov.cn",
    "官方微信号wuweigongan、微信公众号：wuweigongan2025",
    "通过微信、QQ、抖音联系，QQ群177个",
    "3号楼前的广场，教学楼3栋201教室",
    "张贴在单元门、电梯内",
    "住在小区里的老人",
    "家住3号线附近",
    "第三单元100分",
    "受害人王某接到电话",
    "受害人方便时，民警上门核实",
    "受害人马上报警，民警全程陪同",
    "事主李女士、张大爷、小王、刘某某",
    "受害人L某、嫌疑人张某明",
    "当事人王芳（化名）说",
    "民警王昆、所长朱华昌、教导员李建松、编辑任士龙",
    "市民政局局长王强，村民委员会主任李明",
    "居民高度评价，群众方便，学生安全，老人常见，村民张贴标语",
    "群众安装国家反诈中心APP，居民关注公众号",
    "学生武汉大学，居民万达广场",
    "受害人随即转账，嫌疑人成立公司，事主向对方转账",
    "家住梅塘村的缪先生，家住解放街的李阿姨",
    "群众于今年三月，学生于新学期",
]


def article(body: str, path: str = "cases/2025-09-08-a/index.md") -> Source:
    return Source(path, body, {}, {}, body, 1)


def of(rule: str, text: str) -> list[Problem]:
    """The findings of one rule in a text."""
    return [problem for problem in personal_data.problems(article(text)) if problem.rule == rule]


def rules(text: str) -> set[str]:
    return {hit.rule for hit in personal_data.hits(text)}


@pytest.mark.parametrize(("line", "rule"), BAD, ids=[line for line, _ in BAD])
def test_a_bad_line_is_found(line: str, rule: str) -> None:
    assert rule in rules(line)
    assert rules(personal_data.mended(line, 0, len(line))) == set()


@pytest.mark.parametrize("line", GOOD)
def test_a_good_line_passes(line: str) -> None:
    assert personal_data.hits(line) == ()


def test_a_finding_shows_the_place_the_mask_the_law_and_the_line_mended() -> None:
    text = "第一行。\n受害人张伟的电话是199-0000-1234，住幸福小区3栋2单元501室。\n"
    (problem,) = of(PHONE, text)
    assert (problem.line, problem.column, problem.severity) == (2, 10, Severity.ERROR)
    assert "199****1234" in problem.what
    assert "受害人张某的电话是199****1234，住幸福小区。" in problem.mend
    assert "民法典》第1034条" in problem.why
    assert "反电信网络诈骗法》第5条" in problem.why


def test_a_long_line_is_mended_by_the_sentence() -> None:
    text = "好。" * 100 + "他的电话是19900001234。" + "好。" * 100
    (problem,) = of(PHONE, text)
    assert problem.mend.endswith("可改为：他的电话是199****1234。")


@pytest.mark.parametrize("text", ["微信号19900001234", "邮箱19900001234@example.com", "QQ：19900001234"])
def test_what_two_rules_see_is_told_once(text: str) -> None:
    (hit,) = personal_data.hits(text)
    assert personal_data.hits(personal_data.mended(text, 0, len(text))) == ()
    assert hit.start < hit.end


def test_half_a_number_is_never_shown_at_the_end_of_an_excerpt() -> None:
    text = "电话19900001234" * 60
    for problem in of(PHONE, text):
        assert "19900001234" not in problem.mend
        assert not re.search(r"\d{5}", problem.mend)


def test_a_registered_number_may_stand() -> None:
    known = frozenset({"110", "96110", "03002000001"})
    assert personal_data.hits("无城派出所电话0300-2000001，也就是电话2000001", known) == ()
    assert personal_data.hits("无城派出所电话0300-2000002", known)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("9月8日，石涧镇一名56岁女子被骗38642元。", True),
        ("石涧镇的李女士今年56岁，被骗38642元。", True),
        ("某公司会计王女士，45岁，在红星机械公司上班，住石涧镇。", True),
        ("9月8日，一名女子被骗38642元。", False),
        ("近日，石涧镇一名五十多岁的女子被骗近4万元。", False),
        ("石涧镇李女士被骗4万元。", False),
        ("本周受骗群众年龄26-36岁，女性4名，损失28.64万元。", False),
        ("10月20日，民警走进幸福社区，60岁以上的老人参加，发放资料1234份。", False),
    ],
)
def test_details_that_identify_together_are_warned_of(text: str, found: bool) -> None:
    problems = list(combined_details.problems(article(text)))
    assert bool(problems) is found
    assert all(problem.severity is Severity.WARNING for problem in problems)


def test_the_front_matter_of_a_case_counts_with_its_body() -> None:
    body = "王女士今年56岁。\n\n9月8日，她在红星机械公司上班时接到电话，王女士信以为真。"
    matter = {"area": "石涧镇", "loss": "38642"}
    case = Source("cases/a/index.md", body, matter, {("area",): 1}, body, 1)
    briefing = Source("briefings/wucheng/a/index.md", body, matter, {}, body, 1)
    assert [problem.rule for problem in combined_details.problems(case)] == [MOSAIC]
    assert list(combined_details.problems(briefing)) == []


CHINESE = "零一二三四五六七八九"
FULL = "０１２３４５６７８９"
SEPARATORS = ["", " ", "-", "—", "·", ".", "\u3000", "\u200b", "_", " - ", "*", "/", "–"]
HAN = st.text(
    st.characters(min_codepoint=0x4E00, max_codepoint=0x9FA5, exclude_characters="".join(digits.CHINESE)),
    max_size=30,
)


def spelled(number: str, alphabet: str) -> str:
    return "".join(alphabet[int(char)] if char.isdigit() else char for char in number)


def identity(rng: random.Random) -> str:
    body = f"99{rng.randrange(10**4):04}{rng.randrange(1930, 2012)}{rng.randrange(1, 13):02}{rng.randrange(1, 29):02}"
    body += f"{rng.randrange(1000):03}"
    return body + ric.calc_check_digit(body + "0")


def card(rng: random.Random) -> str:
    body = "622299" + "".join(str(rng.randrange(10)) for _ in range(rng.choice((9, 10, 11, 12))))
    return body + luhn.calc_check_digit(body)


KINDS = {
    ID: identity,
    PHONE: lambda rng: f"199{rng.randrange(10**8):08}",
    CARD: card,
}


@st.composite
def written(draw: st.DrawFn) -> tuple[str, str, str]:
    """A rule, a number that it must find, and the number as somebody might write it."""
    rule = draw(st.sampled_from(sorted(KINDS)))
    number = KINDS[rule](random.Random(draw(st.integers(0, 10**6))))
    separator = draw(st.sampled_from(SEPARATORS))
    alphabet = draw(st.sampled_from(["0123456789", FULL, CHINESE]))
    sizes = draw(st.lists(st.integers(1, 6), min_size=1, max_size=18))
    places = [
        0,
        *itertools.takewhile(lambda place: place < len(number), itertools.accumulate(sizes)),
        len(number),
    ]
    groups = [spelled(number[start:end], alphabet) for start, end in itertools.pairwise(places)]
    return rule, number, separator.join(groups)


@given(HAN, written(), HAN)
def test_a_planted_number_is_found_and_never_shown(
    front: str, planted: tuple[str, str, str], back: str
) -> None:
    rule, number, shape = planted
    assume(not re.match(r"[余多几]?[元万亿]|[余多]?[人份名]", back))  # then it is a sum or a count
    text = front + shape + back
    told = rules(text) & ({PHONE} if rule == PHONE else {ID, CARD})  # long numbers may be right for both
    assert told
    for problem in of(told.pop(), text):
        shown = re.sub(r"\D", "", digits.plain(problem.what + problem.mend))
        assert number.removesuffix("X") not in shown


@given(st.text())
def test_any_text_at_all_is_read_and_can_be_mended(text: str) -> None:
    clean = personal_data.mended(text, 0, len(text))
    assert personal_data.mended(clean, 0, len(clean)) is not None
    assert list(combined_details.problems(article(text))) is not None


@given(st.text(st.sampled_from("0123456789一零 -、，X年月日元")))
def test_any_heap_of_digits_is_read(text: str) -> None:
    for hit in personal_data.hits(text):
        assert 0 <= hit.start < hit.end <= len(text)


NAMES = [
    "张伟",
    "王秀英",
    "李建国",
    "刘洋",
    "陈志强",
    "杨桂兰",
    "赵敏",
    "黄晓明",
    "周丽华",
    "吴玉珍",
    "欧阳小红",
    "孙大海",
]
ROOMS = [
    "3栋2单元501室",
    "12幢1单元302",
    "5号楼1102室",
    "二十栋三单元六〇一室",
    "A栋201室",
    "7幢2单元",
    "1号楼2单元303户",
    "2单元402室",
]
PLATES = [
    "皖B12345",
    "皖B·D1234",
    "苏A1B234",
    "皖BD12345",
    "沪C·98765",
    "皖b 5678K",
    "浙A12345D",
    "皖B-66778",
]
LOOSE = {
    NAME: (
        NAMES,
        [
            "受害人{}接到陌生电话。",
            "事主{}，被骗数千元。",
            "嫌疑人{}已被抓获。",
            "家住某镇的{}说自己被骗。",
            "居民{}向民警求助。",
            "老人{}信以为真。",
        ],
    ),
    ADDRESS: (
        ROOMS,
        ["住幸福小区{}的王某被骗。", "民警赶到和平新村{}。", "送到阳光花园{}，收取现金。", "地址是{}。"],
    ),
    PLATE: (PLATES, ["他驾驶{}来到银行。", "车牌号为{}的轿车。", "民警拦下{}。", "对方开着{}上门取钱。"]),
    EMAIL: (
        ["wang@example.com", "li.si@example.net", "zhao_6＠example.org", "a1@mail.example.cn"],
        ["发邮件到{}。", "邮箱：{}", "联系{}取得联系。", "（{}）"],
    ),
    ACCOUNT: (
        [
            "QQ123456789",
            "QQ号：98765432",
            "微信号wang_2020",
            "微信：lisi888",
            "扣扣 1234567",
            "VX：abc_123",
            "抖音号zhang123",
        ],
        ["让他加{}。", "对方的{}已停用。", "通过{}联系。", "留下{}。"],
    ),
}
EXACT = ["他的号码是{}。", "王某提供了{}，随后被骗。", "转到{}里。", "（{}）", "登记为{}的那一个"]


def planted() -> list[tuple[str, str, str]]:
    """Two hundred lines with something private in each: rule, what is private, line."""
    rng = random.Random(20250427)
    lines = []
    for number in range(120):
        rule = sorted(KINDS)[number % 3]
        value = KINDS[rule](rng)
        shape = rng.choice(["{0}", "{0}", "full", "chinese", " ", "-"])
        if shape == "full":
            text = spelled(value, FULL)
        elif shape == "chinese":
            text = spelled(value, CHINESE)
        elif shape in " -":
            text = shape.join(value[place : place + 4] for place in range(0, len(value), 4))
        else:
            text = value
        lines.append((rule, text, rng.choice(EXACT).format(text)))
    for number in range(80):
        rule = sorted(LOOSE)[number % len(LOOSE)]
        values, templates = LOOSE[rule]
        value = values[(number // len(LOOSE)) % len(values)]
        lines.append((rule, value, templates[(number // 3) % len(templates)].format(value)))
    return lines


def test_of_two_hundred_planted_lines_all_are_found() -> None:
    lines = planted()
    assert len(lines) == 200
    missed = [line for rule, _, line in lines if rule not in rules(line)]
    assert missed == []
    for rule, value, line in lines:
        said = " ".join(problem.what + problem.mend for problem in of(rule, line))
        assert said
        assert value not in said
