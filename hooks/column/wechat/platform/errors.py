"""How a call to the platform can go wrong, and what each way means for the next step.

Messages are Chinese and for the operator; none holds a secret or a token.
"""

from __future__ import annotations

import tenacity

from column.wechat.platform import error_codes as refusals


class CallError(Exception):
    """A call did not go; the message is Chinese and holds no secret."""


class PassingError(CallError):
    """It may go later. `effect` says whether the call may all the same have had its effect."""

    effect = False

    def pause(self, attempt: int) -> float:
        """Seconds to wait after that attempt, counted from 1."""
        raise NotImplementedError


class UnsureError(PassingError):
    """No answer, a broken one, or “busy”: nobody knows whether it had its effect."""

    effect = True

    def pause(self, attempt: int) -> float:
        return float(min(60, 2 ** (attempt - 1)))


class QuotaError(PassingError):
    """45009 or 45011: refused before it had any effect."""

    def pause(self, attempt: int) -> float:
        return float(min(900, 60 * 2 ** (attempt - 1)))


class RefusedError(CallError):
    """The platform said no: `code` is its errcode, `what` and `mend` are for the operator."""

    def __init__(self, code: int, message: str = "") -> None:
        self.code, self.message = code, message
        self.what, self.mend = refusals.explain(code, message)
        super().__init__(f"{self.what}{self.mend}（错误码 {code}）")


class SetupError(RefusedError):
    """Refused because the account is not set up for it: nothing else will go either."""


def of(code: int, message: str, *, token_call: bool) -> CallError:
    """The fault for an errcode that is not 0. `token_call`: the call was for a token, so its own token is not meant."""
    if code in refusals.BUSY:
        return UnsureError("公众号平台忙。")
    if code == refusals.DAILY:
        return QuotaError("今天的接口调用次数用完了。")
    if code == refusals.MINUTE:
        return QuotaError("调用得太快。")
    if code in refusals.SETUP and (token_call or code not in refusals.TOKEN):
        return SetupError(code, message)
    return RefusedError(code, message)


def pause(state: tenacity.RetryCallState) -> float:
    """Seconds to wait before the next attempt, as the fault itself says."""
    fault = state.outcome.exception() if state.outcome else None
    return fault.pause(state.attempt_number) if isinstance(fault, PassingError) else 0.0
