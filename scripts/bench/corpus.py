"""Make a large corpus of believable briefings and cases, the same for the same numbers: for measuring, not for people."""

from __future__ import annotations

import io
import random
import shutil
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import yaml
from PIL import Image, ImageDraw

from column.system.chinese_arguments import ChineseParser

ROOT = Path(__file__).resolve().parents[2]
YEARS = 10
LAST = date(2026, 11, 20)
VENUES = {
    "school": "校园",
    "enterprise": "企业",
    "village": "村部",
    "community": "社区",
    "family": "家庭",
    "public": "广场",
    "online": "直播间",
}
OPENINGS = (
    "为进一步提高群众识骗防骗能力",
    "针对近期辖区发案特点",
    "按照反诈宣传工作安排",
    "结合“五进”活动要求",
    "在开学、务工返乡等时段",
)
ACTIONS = ("民警用通俗的话讲了{scam}的常见说法", "现场演示了怎样关闭屏幕共享", "把{scam}的识别要点印成一页纸发给大家", "请参加的人说出接到可疑电话时的第一反应", "逐条讲解了转账前应当核实的三件事", "提醒大家不出租、不出借银行卡和电话卡")  # fmt: skip
QUESTIONS = ("有人问已经点了链接怎么办", "有人问亲戚借钱的语音能不能信", "有人担心手机里的验证码被骗走", "有人想知道退款电话是真是假", "不少人第一次听说共享屏幕也会被骗")  # fmt: skip
ANSWERS = ("民警的回答是先停下，再打官方电话核实", "民警请大家记住：不明来电先挂断", "民警建议和家人约定一句核实的暗语", "民警说明接到96110应当立即接听", "民警提醒钱已转出要马上拨打110")  # fmt: skip
ENDINGS = ("活动结束后，民警走访了附近的商户", "下一步将继续走进更多村庄和小区", "参加的人带走了写有要点的提示卡", "村干部把要点又在群里发了一遍")  # fmt: skip


def main(arguments: list[str] | None = None) -> None:
    parser = ChineseParser("生成测量用的大量稿件。")
    parser.add_argument("target", type=Path)
    parser.add_argument("--articles", type=int, default=10_000)
    parser.add_argument("--cases", type=int, default=None, help="其中案例数，默认二十分之一")
    parser.add_argument("--photos", type=int, default=10, help="每多少篇有一张照片，0 表示没有")
    options = parser.parse_args(arguments)
    make(
        options.target,
        options.articles,
        options.articles // 20 if options.cases is None else options.cases,
        options.photos,
    )


def make(target: Path, articles: int, cases: int, every: int) -> None:
    """A project below `target` with the real vocabulary, theme and settings, and `articles` made-up articles."""
    for name in ("docs", "hooks"):
        shutil.copytree(
            ROOT / name, target / name, dirs_exist_ok=True, ignore=shutil.ignore_patterns("__pycache__")
        )
    for name in ("mkdocs.yml", "requirements.lock"):
        shutil.copy(ROOT / name, target / name)
    (target / "briefings").mkdir(exist_ok=True)
    shutil.copy(ROOT / "briefings" / "units.yml", target / "briefings" / "units.yml")
    units = yaml.safe_load((target / "briefings" / "units.yml").read_text("utf-8"))["units"]
    groups = sorted(path.stem for path in (target / "docs" / "groups").glob("*.md"))
    scams = {path.stem: _name(path) for path in sorted((target / "docs" / "scams").glob("*.md"))}
    known: list[str] = []
    for number in range(articles):
        chance = random.Random(number)
        day = LAST - timedelta(days=int(number * 365.25 * YEARS / articles))
        scam = chance.choice(sorted(scams))
        if number % max(1, articles // max(cases, 1)) == 0 and len(known) < cases:
            slug = f"{day}-case-{number}"
            known.append(slug)
            folder, text = f"cases/{slug}", _case(chance, day, scam, scams[scam], groups, number)
        else:
            unit = units[number % len(units)]
            folder = f"briefings/{unit['id']}/{day}-talk-{number}"
            text = _briefing(chance, day, unit["name"], scams[scam], groups, number, known)
        photo = every and number % every == 0
        file = target / folder / "index.md" if photo else target / f"{folder}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text + ("\n![现场照片](photo.jpg)\n" if photo else ""), encoding="utf-8")
        if photo:
            (file.parent / "photo.jpg").write_bytes(_photo(chance))


def _name(path: Path) -> str:
    return (
        next(line for line in path.read_text("utf-8").splitlines() if line.startswith("name:"))
        .split(":")[1]
        .strip()
    )


def _body(chance: random.Random, scam: str) -> str:
    def sentences() -> Iterator[str]:
        for pool in (OPENINGS, ACTIONS, QUESTIONS, ANSWERS, ACTIONS, ANSWERS, ENDINGS):
            yield from (line.format(scam=scam) for line in chance.sample(pool, 2))

    wanted = chance.randint(400, 900)
    paragraphs: list[str] = []
    while sum(map(len, paragraphs)) < wanted:
        lines = list(sentences())
        at = chance.randint(4, 8)
        paragraphs += ["，".join(lines[:at]) + "。", "## 现场问答", "，".join(lines[at:]) + "。"]
    return "\n\n".join(paragraphs) + "\n"


def _briefing(
    chance: random.Random, day: date, unit: str, scam: str, groups: list[str], number: int, known: list[str]
) -> str:
    venue = chance.choice(sorted(VENUES))
    answers = f"responds_to: [{chance.choice(known)}]\n" if known and number % 4 == 0 else ""
    return (
        f"---\ntitle: {unit}第{number}次走进{VENUES[venue]}宣讲防范{scam}\ndate: {day} {8 + number % 10:02}:{number % 60:02}\n"
        f"venue: {venue}\ngroups: [{', '.join(chance.sample(groups, 2))}]\nplace: 第{number % 97}活动点\n"
        f"audience: {20 + number % 80}\n{answers}summary: {unit}民警到{VENUES[venue]}讲解{scam}怎么认、怎么防。\n---\n"
        + _body(chance, scam)
    )


def _case(chance: random.Random, day: date, scam: str, name: str, groups: list[str], number: int) -> str:
    return (
        f"---\ntitle: 第{number}号提示：{name}的又一种说法\ndate: {day}\nkind: {'warning' if number % 2 else 'case'}\nscam: {scam}\n"
        f"groups: [{', '.join(chance.sample(groups, 2))}]\nsigns: [要求先付钱, 催促马上操作]\ntips: [先停下来, 向官方核实]\n"
        f"summary: {name}出现了新的说法，见到先停下。\n---\n" + _body(chance, name)
    )


def _photo(chance: random.Random) -> bytes:
    picture = Image.new("RGB", (1600, 1200), f"#{chance.randrange(1 << 24):06x}")
    draw = ImageDraw.Draw(picture)
    for _ in range(40):
        x, y = chance.randrange(1600), chance.randrange(1200)
        draw.ellipse(
            (x, y, x + chance.randrange(300), y + chance.randrange(300)),
            fill=f"#{chance.randrange(1 << 24):06x}",
        )
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=85)
    return out.getvalue()


if __name__ == "__main__":
    main()
