"""Private details for the tests, and what the rules say of a text that holds them.

Every number here is made up: the districts 99xxxx, the area codes 03xx and the numbers 1990000xxxx belong to nobody.
"""

from __future__ import annotations

import random

from stdnum import luhn
from stdnum.cn import ric

from column.model.problems import Problem
from column.parsing.source import Source
from column.rules.privacy import personal_data

ID, PHONE, CARD = "privacy-id-number", "privacy-phone", "privacy-bank-card"
PLATE, EMAIL, ACCOUNT = "privacy-plate", "privacy-email", "privacy-account"
ADDRESS, NAME = "privacy-address", "privacy-name"

CHINESE = "零一二三四五六七八九"
FULL = "０１２３４５６７８９"


def article(body: str, path: str = "cases/2025-09-08-a/index.md") -> Source:
    return Source(path, body, {}, {}, body, 1)


def of(rule: str, text: str) -> list[Problem]:
    """The findings of one rule in a text."""
    return [problem for problem in personal_data.problems(article(text)) if problem.rule == rule]


def rules(text: str) -> set[str]:
    return {hit.rule for hit in personal_data.hits(text)}


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
