"""Plates, e-mail addresses, accounts and doors of people are found; those of offices pass."""

from __future__ import annotations

import pytest

from column.rules.privacy import personal_data
from support.privacy import (
    ACCOUNT,
    ADDRESS,
    EMAIL,
    PLATE,
    rules,
)

BAD = [
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
]

GOOD = [
    "服务中心3号楼301室，政务大厦A座1201室办公区",
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
]


@pytest.mark.parametrize(("line", "rule"), BAD, ids=[line for line, _ in BAD])
def test_a_bad_line_is_found(line: str, rule: str) -> None:
    assert rule in rules(line)
    assert rules(personal_data.mended(line, 0, len(line))) == set()


@pytest.mark.parametrize("line", GOOD)
def test_a_good_line_passes(line: str) -> None:
    assert personal_data.hits(line) == ()
