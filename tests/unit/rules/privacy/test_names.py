"""Full names of victims, witnesses and suspects are found; the usual short forms and the names of officers pass."""

from __future__ import annotations

import pytest

from column.rules.privacy import personal_data
from column.rules.privacy.names import names
from support.privacy import (
    NAME,
    rules,
)

BAD = [
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


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("学生代表赵小明上台发言", "赵小明"),
        ("初二（3）班的钱多多说了自己的经历", "钱多多"),
        ("五年级2班刘子轩很认真", "刘子轩"),
        ("赵小明同学分享了体会", "赵小明"),
        ("请张雨涵同学上台", "张雨涵"),
        ("小学生刘子轩把传单带回家", "刘子轩"),
        ("村民王大山、李桂英把传单带回家", "王大山"),
        ("店主李建军说", "李建军"),
        ("业主陈秀英反映", "陈秀英"),
        ("养殖户孙长海接到电话", "孙长海"),
    ],
)
def test_pupils_villagers_and_shopkeepers_are_not_named(text: str, name: str) -> None:
    assert name in {text[hit.start : hit.end] for hit in names(text)}


@pytest.mark.parametrize(
    "text",
    [
        "三年级一班的同学们",
        "高一（2）班全体同学",
        "高中同学聚会，任何同学都可以问",
        "和平小学同学踊跃参加",
        "学生代表谈感受，村民代表高度评价",
        "丰富村民文化生活，提高学生安全意识",
        "孩子高高兴兴地说",
        "民警和孩子谈\n\n- 不责怪",
        "家长万万不可转账",
        "业主方便的时候再来",
        "王同学、小明同学和李某同学",
    ],
)
def test_ordinary_words_after_them_are_no_names(text: str) -> None:
    assert list(names(text)) == []


@pytest.mark.parametrize(("line", "rule"), BAD, ids=[line for line, _ in BAD])
def test_a_bad_line_is_found(line: str, rule: str) -> None:
    assert rule in rules(line)
    assert rules(personal_data.mended(line, 0, len(line))) == set()


@pytest.mark.parametrize("line", GOOD)
def test_a_good_line_passes(line: str) -> None:
    assert personal_data.hits(line) == ()
