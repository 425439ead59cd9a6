"""Details that are harmless one by one and tell who somebody is when they stand together."""

from __future__ import annotations

import re
from collections.abc import Iterator

from column.model.problems import Problem, Rule, Severity
from column.parsing.source import Source
from column.text.digit_runs import plain

MOSAIC = Rule(
    id="privacy-mosaic",
    title="合起来能认出本人",
    severity=Severity.WARNING,
    part="隐私",
    source="《民法典》第1034条、《个人信息保护法》第4条（可识别）",
    bad="9月8日，石涧镇一名56岁的女子被骗38642元。",
    good="近日，一名五十多岁的女子被骗近4万元。",
    excusable=True,
)
RULES = (MOSAIC,)

_TOWN = re.compile(
    r"(?<![某各该本全农入到进])[\u4e00-\u9fff](?<![某各该本全乡农村市区县新的在和驻近])"
    r"(?:镇(?!静|定|压)|乡(?!镇|村|亲)|村(?!民|委|里|干|级|口|居)|街道(?!办)|社区(?!民警|警|干|工作|居)|小区|新村)"
)
_AGE = re.compile(r"(?<![\d\-~至到])\d{1,3}周?岁(?![以左]|\s?[\-~至到])")
_SEX = re.compile(
    r"女士|先生|大爷|大妈|大娘|阿姨|奶奶|爷爷|大叔|老汉|老太|[某一名的该](?:男|女)|(?:男|女)[,，。性子]"
)
_SUM = re.compile(r"(?P<sum>\d[\d,，]*(?:\.\d+)?)(?P<ten>万)?元")
_DAY = re.compile(r"\d{1,2}月\d{1,2}日|20\d\d[-./]\d{1,2}[-./]\d{1,2}")
_WORK = re.compile(
    r"[\u4e00-\u9fff]{2}(?:公司|厂|中学|小学|大学|学院|医院|幼儿园|银行|超市|合作社)"
    r"[\u4e00-\u9fff]{0,4}(?:上班|工作|任职|就职|就读|打工|上学|员工|职工|会计|出纳|财务|学生|教师|老师|护士)"
)
_PERSON = re.compile(r"\d岁|\d元|万元")


def _exact(text: str) -> bool:
    """Whether a sum is given so exactly that it tells one case from all others: four digits and more that count."""
    for found in _SUM.finditer(text):
        digits = re.sub(r"\D", "", found["sum"]).strip("0")
        if len(digits) >= 4:
            return True
    return False


def _tells(text: str) -> set[str]:
    """Which of the details that identify when taken together a paragraph gives (FACTS, Privacy)."""
    found = {
        "镇村": _TOWN.search(text),
        "年龄": _AGE.search(text),
        "性别或称呼": _SEX.search(text),
        "准确金额": _exact(text),
        "准确日期": _DAY.search(text),
        "单位或学校": _WORK.search(text),
    }
    return {name for name, there in found.items() if there}


def _identifies(tells: set[str]) -> bool:
    """Five details, or four with the age and the sum or the workplace: none alone, and no common report, does."""
    return len(tells) >= 5 or (
        len(tells) == 4 and "年龄" in tells and bool(tells & {"准确金额", "单位或学校"})
    )


def problems(source: Source) -> Iterator[Problem]:
    """Details that are harmless one by one and an identity together: within a paragraph, and in a case also
    over the whole body with `area` and `loss` of its front matter."""
    if not _PERSON.search(source.body):
        return
    case = source.path.startswith("cases/")
    whole: set[str] = set()
    body = plain(source.text)[len(source.text) - len(source.body) :]
    for offset, paragraph in enumerate(body.split("\n")):
        tells = _tells(paragraph) if case or _PERSON.search(paragraph) else set()
        if _identifies(tells):
            yield _problem(source, source.body_line + offset, tells, "这一段")
            return
        if tells & {"年龄", "性别或称呼"}:
            whole |= tells
    area, loss = source.matter.get("area"), source.matter.get("loss")
    if area:
        whole |= {"镇村"} if _TOWN.search(str(area)) else set()
    if loss:
        whole |= {"准确金额"} if _exact(f"{loss}元") else set()
    if case and len(whole) >= 5 and "年龄" in whole:
        yield _problem(source, source.line("area"), whole, "全文")


def _problem(source: Source, line: int, tells: set[str], where: str) -> Problem:
    order = ("镇村", "年龄", "性别或称呼", "准确金额", "准确日期", "单位或学校")
    what = f"{where}同时写了{'、'.join(name for name in order if name in tells)}，合起来可能认出本人。"
    mend = (
        "去掉一两样：日期写“近日”，金额写整数（如“3万余元”），年龄写“五十多岁”，地点写到县，单位写“某公司”。"
    )
    return source.problem(MOSAIC, what, mend, line, why=MOSAIC.source)
