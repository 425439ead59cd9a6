"""Each errcode becomes the error that says what to do next."""

from __future__ import annotations

import pytest

from column.wechat.platform.errors import (
    QuotaError,
    RejectedError,
    SetupError,
    TransientError,
    UnknownEffectError,
    error_of,
)


@pytest.mark.parametrize(
    ("code", "token_call", "kind"),
    [
        (-1, False, UnknownEffectError),
        (45009, False, QuotaError),
        (45011, False, QuotaError),
        (48001, False, SetupError),
        (40001, True, SetupError),
        (40001, False, RejectedError),
        (45166, False, RejectedError),
        (99999, False, RejectedError),
    ],
)
def test_a_code_has_its_kind_of_error(code: int, token_call: bool, kind: type[Exception]) -> None:
    assert type(error_of(code, "", token_call=token_call)) is kind


def test_a_rejection_gives_text_and_code() -> None:
    error = RejectedError(45003)
    assert str(error) == "标题太长。写一个 32 字以内的短标题。（错误码 45003）"
    assert (error.what, error.code) == ("标题太长。", 45003)


@pytest.mark.parametrize(
    ("error", "waits"), [(UnknownEffectError(""), [1, 2, 4, 60]), (QuotaError(""), [60, 120, 240, 900])]
)
def test_waits_grow_up_to_a_bound(error: TransientError, waits: list[float]) -> None:
    assert [error.wait(attempt) for attempt in (1, 2, 3, 30)] == waits
