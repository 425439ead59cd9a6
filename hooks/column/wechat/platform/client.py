"""The platform's calls over HTTP: token, uploads, drafts. Nothing here knows of feeds or of the ledger's drafts.

Read in November 2026 under developers.weixin.qq.com/doc/service/api/: base/api_getstableaccesstoken,
material/permanent/api_uploadimage and api_addmaterial, draftbox/draftmanage/api_draft_add (2025-12-19),
api_draft_update, api_getdraft, api_draft_batchget. Neither secret nor token appears in any exception: the
token stands in the query of each address, so that the exceptions of the HTTP library are never passed on.
"""

from __future__ import annotations

import json
import logging
import re
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

import requests
import tenacity

from column.wechat.article import limits
from column.wechat.article.pictures import Picture
from column.wechat.platform import error_codes as refusals
from column.wechat.platform import errors as faults
from column.wechat.platform.credentials import Credentials
from column.wechat.platform.errors import PassingError, RefusedError, SetupError, UnsureError

API = "https://api.weixin.qq.com"
ATTEMPTS = 6
TIMEOUT = (10, 60)
"""Seconds to connect, and to wait for the answer."""

_TOKEN = re.compile(r"(access_token|secret)=[^&\s\"']+")


class Tokens(Protocol):
    """Where the token is kept between runs; `ledger.Ledger` is one."""

    def token(self) -> tuple[str, float] | None: ...
    def keep_token(self, value: str, ends: float) -> None: ...
    def drop_token(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Seen:
    """A draft in the box: its `media_id` and, for each of its articles in order, title and content_source_url."""

    media_id: str
    titles: tuple[str, ...]
    links: tuple[str, ...]


class Client:
    """The calls of one account. `sleep` takes seconds, `clock` gives seconds of the epoch.

    Calls that may be repeated are: with growing pauses and a bound, after which `PassingError` is raised. Every
    call can raise `RefusedError`.
    """

    def __init__(
        self,
        credentials: Credentials,
        tokens: Tokens,
        *,
        api: str = API,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._credentials = credentials
        self._tokens = tokens
        self._api = api.rstrip("/")
        self._sleep = sleep
        self._clock = clock
        self._refused = ""
        self._session = requests.Session()
        _hush()

    def upload_picture(self, picture: Picture) -> str:
        """`media/uploadimg`: the address under which content may show the picture."""
        answer = self._again("/cgi-bin/media/uploadimg", files=_file(picture))
        return _given(answer, "url")

    def upload_cover(self, picture: Picture) -> str:
        """`material/add_material`, type image: the media_id of permanent material."""
        answer = self._again("/cgi-bin/material/add_material", files=_file(picture), query={"type": "image"})
        return _given(answer, "media_id")

    def add(self, articles: Sequence[Mapping[str, Any]]) -> str:
        """`draft/add`: the new draft's media_id. Not idempotent, so never repeated here after `UnsureError`."""
        answer = self._again("/cgi-bin/draft/add", {"articles": list(articles)}, idempotent=False)
        return _given(answer, "media_id")

    def update(self, media_id: str, index: int, article: Mapping[str, Any]) -> None:
        """`draft/update` of the article at `index`, from 0."""
        self._again("/cgi-bin/draft/update", {"media_id": media_id, "index": index, "articles": article})

    def draft(self, media_id: str) -> Seen | None:
        """`draft/get`, or None where the box no longer has it: it was published or deleted."""
        try:
            answer = self._again("/cgi-bin/draft/get", {"media_id": media_id})
        except RefusedError as fault:
            if fault.code == refusals.NO_MEDIA:
                return None
            raise
        return _seen(media_id, answer)

    def drafts(self) -> tuple[Seen, ...]:
        """The whole box by `draft/batchget`, without contents where the platform still gives addresses then.

        Listed again where the box changed meanwhile, so that none slips from one page to another unseen.
        """
        for _ in range(4):
            total, found = self._list(no_content=1)
            if any("" in draft.links or not draft.links for draft in found):
                total, found = self._list(no_content=0)  # the page does not say which fields stay away
            if len({draft.media_id for draft in found}) == total:
                break
        return tuple({draft.media_id: draft for draft in found}.values())

    def _list(self, *, no_content: int) -> tuple[int, list[Seen]]:
        found: list[Seen] = []
        while True:
            page = {"offset": len(found), "count": limits.PAGE, "no_content": no_content}
            answer = self._again("/cgi-bin/draft/batchget", page)
            entries = [
                _seen(str(entry.get("media_id", "")), entry.get("content") or {})
                for entry in answer.get("item", ())
            ]
            found += entries
            total = int(answer.get("total_count", 0))
            if not entries or len(found) >= total:
                return total, found

    def _again(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        files: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        idempotent: bool = True,
    ) -> dict[str, Any]:
        def worth(fault: BaseException) -> bool:
            return isinstance(fault, PassingError) and (idempotent or not fault.effect)

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(worth),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=faults.pause,
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._signed, path, body, files, query or {})

    def _signed(
        self,
        path: str,
        body: Mapping[str, Any] | None,
        files: Mapping[str, Any] | None,
        query: Mapping[str, str],
    ) -> dict[str, Any]:
        """One attempt with the token; with a fresh one where the platform refuses the kept one."""
        token = self._token()
        try:
            return self._post(path, body, files, {**query, "access_token": token})
        except RefusedError as fault:
            if fault.code not in refusals.TOKEN:
                raise
        self._tokens.drop_token()
        self._refused = token
        try:
            return self._post(path, body, files, {**query, "access_token": self._token()})
        except RefusedError as fault:
            raise (SetupError(fault.code, fault.message) if fault.code in refusals.TOKEN else fault) from None

    def _token(self) -> str:
        kept = self._tokens.token()
        if kept and kept[1] - self._clock() > limits.TOKEN_MARGIN:
            return kept[0]
        answer = self._fetch_token(force=False)
        if answer["access_token"] == self._refused:
            # The ordinary way gives the same token until its end; the forced one, 20 a day, gives another.
            answer = self._fetch_token(force=True)
        token = str(answer["access_token"])
        self._tokens.keep_token(token, self._clock() + float(answer.get("expires_in", 7200)))
        return token

    def _fetch_token(self, *, force: bool) -> dict[str, Any]:
        body = {
            "grant_type": "client_credential",
            "appid": self._credentials.appid,
            "secret": self._credentials.secret,
            "force_refresh": force,
        }
        try:
            answer = self._post("/cgi-bin/stable_token", body, None, {})
        except RefusedError as fault:
            raise SetupError(fault.code, fault.message) from None
        _given(answer, "access_token")
        return answer

    def _post(
        self,
        path: str,
        body: Mapping[str, Any] | None,
        files: Mapping[str, Any] | None,
        query: Mapping[str, str],
    ) -> dict[str, Any]:
        data = None if body is None else json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()
        headers = {} if body is None else {"Content-Type": "application/json; charset=utf-8"}
        try:
            answer = self._session.post(
                self._api + path, params=query, data=data, files=files, headers=headers, timeout=TIMEOUT,
                allow_redirects=False,
            )  # fmt: skip
        except requests.RequestException as fault:
            raise UnsureError(f"连不上公众号平台（{type(fault).__name__}）。") from None
        if answer.status_code != 200:
            raise UnsureError(f"公众号平台暂时不可用（HTTP {answer.status_code}）。")
        try:
            result = json.loads(answer.content.decode("utf-8"))  # its Content-Type names no charset
            code = int(result.get("errcode") or 0)
        except (ValueError, AttributeError, TypeError):
            raise UnsureError("公众号平台的回答读不懂。") from None
        if code:
            message = str(result.get("errmsg", ""))
            for hidden in (self._credentials.secret, query.get("access_token", "")):
                message = message.replace(hidden, "***") if hidden else message
            raise faults.of(code, message, token_call=not query)
        return dict(result)


def _given(answer: Mapping[str, Any], name: str) -> str:
    if not answer.get(name):
        raise UnsureError(f"公众号平台的回答里没有 {name}。")
    return str(answer[name])


def _seen(media_id: str, content: Mapping[str, Any]) -> Seen:
    news = content.get("news_item") or ()
    links = tuple(str(article.get("content_source_url", "")) for article in news)
    return Seen(media_id, tuple(str(article.get("title", "")) for article in news), links)


def _file(picture: Picture) -> dict[str, Any]:
    return {"media": (f"picture.{picture.kind}", picture.data, picture.mime)}


def _hush() -> None:
    """Debug logging of the HTTP library prints each address with its token: take it out there too."""
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(known, _Redact) for known in logger.filters):
        logger.addFilter(_Redact())


class _Redact(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN.sub(r"\1=***", record.getMessage()), None
        return True
