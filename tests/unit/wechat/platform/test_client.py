"""Tokens, refusals, pauses; and that neither secret nor token is ever shown."""

from __future__ import annotations

import logging
import traceback

import pytest

from column.wechat.platform import client
from column.wechat.platform.client import Client
from column.wechat.platform.credentials import Credentials
from column.wechat.platform.errors import (
    PlatformError,
    QuotaError,
    RejectedError,
    SetupError,
    UnknownEffectError,
)
from column.wechat.platform.picture_file import PictureFile
from support.wechat import samples
from support.wechat.fake_platform import SECRET, FakePlatform, Fault
from support.wechat.harness import KEYS, Harness

PICTURE = PictureFile(samples.photo(60, 40, 0), "jpg")
TOKEN, UPLOAD = "/cgi-bin/stable_token", "/cgi-bin/media/uploadimg"


def test_the_token_is_kept_between_runs_and_fetched_anew_when_it_is_over(
    harness: Harness, wechat: FakePlatform
) -> None:
    for _ in range(2):
        ledger = harness.ledger()
        calls = harness.client(ledger)
        calls.upload_picture(PICTURE)
        calls.upload_picture(PICTURE)
        ledger.close()
    assert wechat.calls == [TOKEN, UPLOAD, UPLOAD, UPLOAD, UPLOAD]
    wechat.expire()
    ledger = harness.ledger()
    harness.client(ledger).upload_picture(PICTURE)
    ledger.close()
    assert wechat.calls[5:] == [UPLOAD, TOKEN, UPLOAD]


def test_a_token_near_its_end_is_not_used(harness: Harness, wechat: FakePlatform) -> None:
    ledger = harness.ledger()
    ledger.save_token("old", 1000.0)
    calls = Client(KEYS, ledger, api=wechat.url, sleep=harness.pauses.append, clock=lambda: 800.0)
    calls.upload_picture(PICTURE)
    assert wechat.calls == [TOKEN, UPLOAD]
    kept = ledger.token()
    assert kept is not None
    assert kept[1] == 800.0 + 7200
    ledger.close()


def test_a_token_that_stays_refused_is_forced_once_and_then_told(
    harness: Harness, wechat: FakePlatform
) -> None:
    ledger = harness.ledger()
    calls = harness.client(ledger)
    wechat.plan = lambda number, path: (
        Fault("code", 40001) if wechat.count("uploadimg") == 1 and path == UPLOAD else None
    )
    assert calls.upload_picture(PICTURE)
    assert wechat.calls == [TOKEN, UPLOAD, TOKEN, TOKEN, UPLOAD], "the same token again, so a forced one"
    assert b'"force_refresh":true' in wechat.bodies[3][1]
    wechat.plan = lambda number, path: Fault("code", 40001) if path == UPLOAD else None
    with pytest.raises(SetupError, match="AppSecret"):
        calls.upload_picture(PICTURE)
    ledger.close()


@pytest.mark.parametrize(
    "fault",
    [Fault("status", 500), Fault("drop"), Fault("drop", after=True), Fault("garbage"), Fault("code", -1)],
)
def test_passing_faults_are_retried_with_growing_pauses_and_a_bound(
    harness: Harness, wechat: FakePlatform, fault: Fault
) -> None:
    ledger = harness.ledger()
    calls = harness.client(ledger)
    wechat.plan = lambda number, path: fault if path == UPLOAD else None
    with pytest.raises(UnknownEffectError):
        calls.upload_picture(PICTURE)
    assert harness.pauses == [1, 2, 4, 8, 16]
    assert wechat.count(UPLOAD) == client.ATTEMPTS
    harness.pauses.clear()
    wechat.plan = lambda number, path: fault if path == UPLOAD and wechat.count(UPLOAD) < 9 else None
    assert calls.upload_picture(PICTURE)
    ledger.close()


@pytest.mark.parametrize("answer", [b"{}", b"[]", b'{"errcode": "x"}', b'{"url": ""}', b"\xff"])
def test_an_answer_that_is_not_one_is_no_success(
    harness: Harness, wechat: FakePlatform, monkeypatch: pytest.MonkeyPatch, answer: bytes
) -> None:
    ledger = harness.ledger()
    calls = harness.client(ledger)
    calls.upload_picture(PICTURE)
    monkeypatch.setattr(wechat, "answer", lambda *_: answer)
    with pytest.raises(UnknownEffectError, match="公众号平台的回答"):
        calls.upload_picture(PICTURE)
    ledger.close()


def test_a_used_up_quota_waits_for_minutes(harness: Harness, wechat: FakePlatform) -> None:
    ledger = harness.ledger()
    calls = harness.client(ledger)
    wechat.plan = lambda number, path: Fault("code", 45009) if path == UPLOAD else None
    with pytest.raises(QuotaError, match="次数用完"):
        calls.upload_picture(PICTURE)
    assert harness.pauses == [60, 120, 240, 480, 900]
    ledger.close()


def test_an_add_is_not_repeated_when_nobody_knows_its_effect(harness: Harness, wechat: FakePlatform) -> None:
    ledger = harness.ledger()
    calls = harness.client(ledger)
    wechat.plan = lambda number, path: Fault("drop", after=True) if path.endswith("add") else None
    with pytest.raises(UnknownEffectError):
        calls.add_draft([{"title": "甲"}])
    assert wechat.count("draft/add") == 1
    assert harness.pauses == []
    ledger.close()


def test_an_address_that_is_not_on_the_list_is_said_with_what_to_enter_where(
    harness: Harness, wechat: FakePlatform
) -> None:
    wechat.allowed = False
    ledger = harness.ledger()
    with pytest.raises(SetupError) as caught:
        harness.client(ledger).upload_picture(PICTURE)
    assert "203.0.113.7" in str(caught.value)
    assert "API IP 白名单" in str(caught.value)
    assert wechat.calls == [TOKEN], "no second attempt"
    ledger.close()


def test_wrong_credentials_are_said(harness: Harness, wechat: FakePlatform) -> None:
    ledger = harness.ledger()
    for keys, words in (
        (Credentials("wx0", SECRET), "AppID 不对"),
        (Credentials(KEYS.appid, "no"), "AppSecret 不对"),
    ):
        with pytest.raises(SetupError, match=words):
            Client(keys, ledger, api=wechat.url, sleep=harness.pauses.append).upload_picture(PICTURE)
    ledger.close()


def test_the_body_is_utf_8_without_escapes(harness: Harness, wechat: FakePlatform) -> None:
    ledger = harness.ledger()
    with pytest.raises(RejectedError):
        harness.client(ledger).update_draft("x", 0, {"title": "𠮷“甲”é\u2028"})
    body = wechat.bodies[-1][1]
    assert "𠮷“甲”é\u2028".encode() in body
    ledger.close()


def test_what_the_platform_says_in_chinese_is_read_as_utf_8(harness: Harness, wechat: FakePlatform) -> None:
    ledger = harness.ledger()
    wechat.plan = lambda number, path: Fault("code", 53402) if path == UPLOAD else None
    with pytest.raises(RejectedError, match="换一张宽一些的封面图"):
        harness.client(ledger).upload_picture(PICTURE)
    ledger.close()


def test_the_box_is_listed_whole(harness: Harness, wechat: FakePlatform) -> None:
    harness.run(harness.items(3), digest=True)
    harness.run(
        [samples.item(9, wechat.site, html=harness.items(1)[0].html, cover=harness.items(1)[0].cover)]
    )
    ledger = harness.ledger()
    drafts = harness.client(ledger).list_drafts()
    assert [len(draft.links) for draft in drafts] == [1, 3]
    assert harness.client(ledger).get_draft(drafts[0].media_id) == drafts[0]
    assert harness.client(ledger).get_draft("gone") is None
    ledger.close()


def test_neither_secret_nor_token_is_shown_anywhere(
    harness: Harness, wechat: FakePlatform, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    ledger = harness.ledger()
    calls = harness.client(ledger)
    calls.upload_picture(PICTURE)
    (token,) = wechat.state.tokens
    shown = [repr(calls), repr(KEYS), str(KEYS)]
    faults = [
        Fault("drop"),
        Fault("status", 502),
        Fault("garbage"),
        Fault("code", 40007),
        Fault("code", 48001),
        Fault("code", 40001),
    ]
    for fault in faults:
        wechat.plan = lambda number, path, fault=fault: fault  # type: ignore[misc]
        with pytest.raises(PlatformError) as caught:
            calls.upload_picture(PICTURE)
        shown += ["".join(traceback.format_exception(caught.value)), repr(caught.value)]
    wechat.plan = lambda number, path: None
    closed = Client(KEYS, ledger, api="http://127.0.0.1:9", sleep=harness.pauses.append)
    ledger.save_token(token, 9e9)
    with pytest.raises(UnknownEffectError) as unreachable:
        closed.upload_picture(PICTURE)
    shown += ["".join(traceback.format_exception(unreachable.value)), caplog.text]
    assert "POST /cgi-bin/media/uploadimg?access_token=***" in caplog.text, "the library does log addresses"
    for text in shown:
        assert SECRET not in text
        assert token not in text
    ledger.close()
