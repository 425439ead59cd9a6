"""Every error code has a text that says what is wrong and how to mend it."""

from __future__ import annotations

from column.wechat.platform import error_codes


def test_every_code_that_is_handled_has_a_text() -> None:
    for code in {*error_codes.SETUP, *error_codes.ITEM, *error_codes.IP_NOT_ALLOWED}:
        what, mend = error_codes.explain(code, "")
        assert what.endswith("。")
        assert mend.endswith("。")


def test_another_code_is_explained_by_the_message_of_the_platform() -> None:
    assert "something odd" in error_codes.explain(99999, "something odd")[0]


def test_the_ip_address_to_allow_is_taken_from_the_message() -> None:
    message = "invalid ip 203.0.113.7 ipv6 ::ffff:203.0.113.7, not in whitelist"
    what, mend = error_codes.explain(40164, message)
    assert "203.0.113.7" in what
    assert "203.0.113.7" in mend
