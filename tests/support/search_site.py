"""Articles full of traps for a search, what queries must find among them, and the asking in a browser."""

from __future__ import annotations

from datetime import date

from playwright.sync_api import Page

from column.content import library
from column.content.library import Library
from column.model.kinds import CaseKind
from support.builders import VOCABULARY, briefing, case


def fifteen_articles() -> Library:
    """Fifteen articles of four years. What a search must not mix up lies side by side: 返利 and 返校, 96110 and 110,
    安全账户 in one word and in two."""
    return library.build(
        VOCABULARY,
        [
            briefing(
                "xingfu",
                date(2026, 3, 5),
                "无城派出所走进幸福小区讲防骗",
                place="幸福小区活动室",
                body="3月5日上午，无城派出所民警来到幸福小区，和老年人说“安全账户”的骗局。\n\n公安机关没有“安全账户”，"
                "接到这样的电话就挂断，拨打96110核实。",
            ),
            briefing(
                "fanxiao",
                date(2026, 2, 25),
                "襄安派出所在学生返校第一天上防骗课",
                "xiangan",
                ("students",),
                "学生返校当天，民警利用课前十分钟讲网络交友。刷脸要当心，清单要看清，返程车票到官方平台买，利息再低的校园贷也不要碰。",
                venue="school",
            ),
            briefing(
                "shuadan",
                date(2025, 6, 18),
                "高沟派出所到电商园区讲刷单返利",
                "gaogou",
                ("finance-staff",),
                "民警讲清刷单返利的四步：先给甜头，再拉进群，要求垫付，最后不让提现。刷单返利没有真的，垫付的钱拿不回来。",
                venue="enterprise",
            ),
            briefing(
                "yanglao",
                date(2025, 9, 2),
                "石涧派出所在养老院演示“屏幕共享”",
                "shijian",
                body="石涧派出所民警带两部手机到养老院。屏幕共享一开，验证码和密码对方都看得见。**养老**钱要看好。",
            ),
            briefing(
                "goip",
                date(2024, 12, 20),
                "刑侦大队解读ＧＯＩＰ设备",
                "xingzhen",
                ("students",),
                "替人看管 GoIP 设备、用“手机口”转接电话，都是帮骗子。举报可在国家反诈中心APP里点“我要举报”，也可打 110。",
                venue="online",
            ),
            briefing(
                "jipiao",
                date(2024, 5, 1),
                "五一出行，认准官方退改签",
                body="收到航班取消的短信，先到官方渠道核实。12381是预警短信，不用回拨。退票不需要共享屏幕，更不收 3.5% 的手续费。",
                venue="public",
            ),
            briefing(
                "kefu",
                date(2023, 11, 11),
                "双十一，这些“客服”别信",
                "xiangan",
                ("mothers",),
                "自称客服要给您退款、关闭百万保障的，都是骗局。有人在群里拉人刷单返利，也别进。Wi-Fi 密码不要告诉陌生人。",
            ),
            briefing(
                "chaguan",
                date(2023, 4, 15),
                "高沟镇茶馆里的反诈课",
                "gaogou",
                body="茶客问：电话里说我涉案怎么办？民警答：冒充公检法的骗子最爱说涉案。公安、检察、法院不会在电话里办案。",
                venue="village",
            ),
            briefing(
                "trap",
                date(2026, 3, 20),
                "几个容易混的词，一次讲清",
                "shijian",
                body="先说刷单，再说单返，最后说返利。保证安全，账户要看好。接线12110，转96，110不变。一步一回头，走三步看一步。",
            ),
            briefing(
                "html",
                date(2026, 1, 9),
                "<b>加粗</b>&amp;的标题也只是字",
                body="标签 `<script>` 在这里是文字。",
            ),
            briefing(
                "app",
                date(2026, 1, 8),
                "下载应用只去官方商店",
                body="Apple 和安卓手机都有官方商店，application 一词就是应用。",
            ),
            briefing(
                "rare",
                date(2023, 1, 7),
                "𠮷祥社区的腊八节",
                body="𠮷祥社区的居民一边喝腊八粥，一边听民警讲防骗。",
            ),
            case(
                "fapiao",
                date(2026, 2, 1),
                "群里“老板”催付款，会计差点转走八十万元",
                "police",
                ("finance-staff",),
                "会计被拉进工作群，“老板”让她马上转账。她打电话一问，老板正在开会。请各单位落实付款当面核实。",
            ),
            case(
                "touzi",
                date(2024, 8, 8),
                "跟着“老师”炒股，提现时才知道平台是假的",
                "investment",
                ("elderly",),
                "荐股群里的“老师”推荐了一个投资理财平台，开头能提现，加大投入后平台打不开了。",
                CaseKind.CASE,
                area="泥汊镇",
                review_by=date(2025, 1, 31),
            ),
            case(
                "fanli",
                date(2023, 6, 6),
                "做任务先垫钱，返利不见了",
                "shuadan",
                ("mothers",),
                "宝妈在群里做任务，先得几元小钱，后来垫付两万元，平台说操作有误不给提现。",
                CaseKind.CASE,
            ),
        ],
    )


B, C = "briefings/", "cases/"
XINGFU, FANXIAO, SHUADAN = (
    f"{B}wucheng/2026-03-05-xingfu/",
    f"{B}xiangan/2026-02-25-fanxiao/",
    f"{B}gaogou/2025-06-18-shuadan/",
)
YANGLAO, GOIP, JIPIAO = (
    f"{B}shijian/2025-09-02-yanglao/",
    f"{B}xingzhen/2024-12-20-goip/",
    f"{B}wucheng/2024-05-01-jipiao/",
)
KEFU, CHAGUAN, TRAP = (
    f"{B}xiangan/2023-11-11-kefu/",
    f"{B}gaogou/2023-04-15-chaguan/",
    f"{B}shijian/2026-03-20-trap/",
)
HTML, APP, RARE = (
    f"{B}wucheng/2026-01-09-html/",
    f"{B}wucheng/2026-01-08-app/",
    f"{B}wucheng/2023-01-07-rare/",
)
FAPIAO, TOUZI, FANLI = f"{C}2026-02-01-fapiao/", f"{C}2024-08-08-touzi/", f"{C}2023-06-06-fanli/"
U_WUCHENG, U_SHIJIAN, U_XINGZHEN = "units/wucheng/", "units/shijian/", "units/xingzhen/"
S_SHUADAN, S_POLICE, S_INVEST = "scams/shuadan/", "scams/police/", "scams/investment/"
ELDERLY, STUDENTS = "groups/elderly/", "groups/students/"

PLAN = "plan/"

QUERIES = {
    # words of two to six characters
    "刷单": [S_SHUADAN, SHUADAN, FANLI, TRAP, KEFU],
    "返利": [S_SHUADAN, SHUADAN, FANLI, TRAP, KEFU],
    "返校": [FANXIAO],
    "公安": [XINGFU, CHAGUAN],
    "养老": [YANGLAO],
    "养老钱": [YANGLAO],
    "养老院": [YANGLAO],
    "老年人": [ELDERLY, XINGFU],
    "公检法": [S_POLICE, FAPIAO, CHAGUAN],
    "验证码": [YANGLAO],
    "校园贷": [FANXIAO],
    "刷单返利": [S_SHUADAN, SHUADAN, FANLI, KEFU],
    "安全账户": [XINGFU],
    "屏幕共享": [YANGLAO],
    "投资理财": [S_INVEST, TOUZI],
    "百万保障": [KEFU],
    "八十万元": [FAPIAO],
    "冒充公检法": [S_POLICE, FAPIAO, CHAGUAN],
    "虚假网络投资理财": [S_INVEST, TOUZI],
    "一步一": [TRAP],
    # places, units
    "幸福小区": [XINGFU],
    "高沟镇": [CHAGUAN],
    "泥汊镇": [TOUZI],
    "石涧": [U_SHIJIAN, YANGLAO, TRAP],
    "𠮷祥社区": [RARE],
    "无城派出所": [U_WUCHENG, XINGFU, HTML, APP, JIPIAO, RARE],
    "刑侦大队": [U_XINGZHEN, GOIP],
    # Latin words, in any width and case
    "GOIP": [GOIP],
    "goip设备": [GOIP],
    "ＡＰＰ": [GOIP, APP],
    "国家反诈中心app": [GOIP],
    "Wi-Fi": [KEFU],
    # numbers and days
    "96110": [XINGFU],
    "110": [TRAP, FAPIAO, GOIP, TOUZI, FANLI],
    "12381": [JIPIAO],
    "3.5": [JIPIAO],
    "3月5日": [XINGFU],
    "2026年3月5日": [XINGFU],
    "2023-11-11": [KEFU],
    "2024年": [GOIP, TOUZI, JIPIAO],
    # several words, punctuation, one character, marks of HTML, pages written by hand
    "无城 安全账户": [XINGFU],
    "安全 账户": [XINGFU, TRAP],
    "拨打 96110": [XINGFU],
    "“安全账户”": [XINGFU],
    "刷单，返利": [S_SHUADAN, SHUADAN, FANLI, TRAP, KEFU],
    "粥": [RARE],
    "<b>加粗</b>": [HTML],
    "实事求是": [PLAN],
    # nothing
    "刷单返现": [],
    "天气预报": [],
}
"""What each query finds, best first."""


def ask(page: Page, query: str) -> list[str]:
    """The addresses that a query finds, from the site's root, in their order; none where they are merely near."""
    page.evaluate(
        """query => {
            const input = document.querySelector(".c-search__input");
            input.focus();
            input.value = query;
            document.querySelector(".c-search__list").textContent = "";
            document.querySelector(".c-search__status").textContent = "";
            input.form.requestSubmit();
        }""",
        query,
    )
    settled(page, query)
    if "相近" in page.inner_text(".c-search__status"):
        return []
    return found(page)


def settled(page: Page, query: str) -> None:
    """Wait until the answer to a query stands, whatever it is."""
    page.wait_for_function(
        """query => document.querySelector(".c-search__status").textContent.includes(`“${query}”`)
                 && !document.querySelector(".c-search__list").hasAttribute("aria-busy")""",
        arg=query,
    )


def found(page: Page) -> list[str]:
    addresses = page.eval_on_selector_all(".c-search__link", "links => links.map(link => link.href)")
    root = page.eval_on_selector(
        "[data-search]", "box => new URL(box.dataset.search + '..', location.href).href"
    )
    return [address.split("?")[0].removeprefix(root).removeprefix("/") for address in addresses]
