"""Errors of a call to the platform, each with what it means for the next step.

Messages are Chinese, for the operator; none contains a secret or a token.
"""

from __future__ import annotations

import tenacity

from column.model.problems import UserError
from column.wechat.platform import error_codes


class PlatformError(UserError):
    """A call that failed."""


class TransientError(PlatformError):
    """A failure that a later attempt may not meet; `may_have_taken_effect` says whether the call may have."""

    may_have_taken_effect = False

    def wait(self, attempt: int) -> float:
        """Seconds to wait after that attempt, counted from 1."""
        raise NotImplementedError


class UnknownEffectError(TransientError):
    """No answer, a malformed one, or “busy”: the call may have taken effect."""

    may_have_taken_effect = True

    def wait(self, attempt: int) -> float:
        return float(min(60, 2 ** (attempt - 1)))


class QuotaError(TransientError):
    """45009 or 45011: refused before it had any effect."""

    def wait(self, attempt: int) -> float:
        return float(min(900, 60 * 2 ** (attempt - 1)))


class RejectedError(PlatformError):
    """A call that the platform rejected: `code` is its errcode, `message` its errmsg."""

    def __init__(self, code: int, message: str = "") -> None:
        super().__init__(*error_codes.explain(code, message))
        self.code, self.message = code, message

    def __str__(self) -> str:
        return f"{super().__str__()}（错误码 {self.code}）"


class SetupError(RejectedError):
    """A call that the platform rejected because of the account's setup; no other call will succeed either."""


def error_of(code: int, message: str, *, token_call: bool) -> PlatformError:
    """The error for an errcode other than 0. `token_call`: the call fetched a token, so it carried none."""
    if code in error_codes.BUSY:
        return UnknownEffectError("公众号平台忙。")
    if code == error_codes.DAILY:
        return QuotaError("今天的接口调用次数用完了。")
    if code == error_codes.MINUTE:
        return QuotaError("调用得太快。")
    if code in error_codes.SETUP and (token_call or code not in error_codes.TOKEN):
        return SetupError(code, message)
    return RejectedError(code, message)


def retry_wait(state: tenacity.RetryCallState) -> float:
    """Seconds to wait before the next attempt, as the error of the last one demands."""
    error = state.outcome.exception() if state.outcome else None
    return error.wait(state.attempt_number) if isinstance(error, TransientError) else 0.0
