"""HTTP client of the platform's API: token, uploads, drafts.

Read in November 2026 under developers.weixin.qq.com/doc/service/api/: base/api_getstableaccesstoken,
material/permanent/api_uploadimage and api_addmaterial, draftbox/draftmanage/api_draft_add (2025-12-19),
api_draft_update, api_draft_delete, api_getdraft, api_draft_batchget. Neither secret nor token appears in any exception. The
token is in the query of each URL, so exceptions of the HTTP library are never passed on.
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

from column.wechat.platform import error_codes, limits
from column.wechat.platform.credentials import Credentials
from column.wechat.platform.errors import (
    RejectedError,
    SetupError,
    TransientError,
    UnknownEffectError,
    error_of,
    retry_wait,
)
from column.wechat.platform.picture_file import PictureFile

API = "https://api.weixin.qq.com"
ATTEMPTS = 6
TIMEOUT = (10, 60)
"""Seconds to connect, and to wait for the answer."""

_TOKEN = re.compile(r"(access_token|secret)=[^&\s\"']+")


class TokenStore(Protocol):
    """Storage of the access token between runs; `delivery.ledger.Ledger` is one."""

    def token(self) -> tuple[str, float] | None: ...
    def save_token(self, value: str, ends: float) -> None: ...
    def delete_token(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft in the box: its media_id, and title and content_source_url of each of its articles, in order."""

    media_id: str
    titles: tuple[str, ...]
    links: tuple[str, ...]


class Client:
    """The API for one account. `sleep` takes seconds, `clock` gives seconds of the epoch.

    An idempotent call is retried with growing pauses; after `ATTEMPTS` it raises `TransientError`. Every call can
    raise `RejectedError`.
    """

    def __init__(
        self,
        credentials: Credentials,
        token_store: TokenStore,
        *,
        api: str = API,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.time,
    ) -> None:
        self._credentials = credentials
        self._token_store = token_store
        self._api = api.rstrip("/")
        self._sleep = sleep
        self._clock = clock
        self._rejected_token = ""
        self._session = requests.Session()
        _redact_http_log()

    def upload_picture(self, picture: PictureFile) -> str:
        """`media/uploadimg`: the URL under which content may show the picture."""
        answer = self._call("/cgi-bin/media/uploadimg", files=_multipart(picture))
        return _required(answer, "url")

    def upload_cover(self, picture: PictureFile) -> str:
        """`material/add_material`, type image: the media_id of permanent material."""
        answer = self._call(
            "/cgi-bin/material/add_material", files=_multipart(picture), query={"type": "image"}
        )
        return _required(answer, "media_id")

    def add_draft(self, articles: Sequence[Mapping[str, Any]]) -> str:
        """`draft/add`: the new draft's media_id. Not idempotent, so not retried after `UnknownEffectError`."""
        answer = self._call("/cgi-bin/draft/add", {"articles": list(articles)}, idempotent=False)
        return _required(answer, "media_id")

    def update_draft(self, media_id: str, index: int, article: Mapping[str, Any]) -> None:
        """`draft/update` of the article at `index`, from 0."""
        self._call("/cgi-bin/draft/update", {"media_id": media_id, "index": index, "articles": article})

    def delete_draft(self, media_id: str) -> None:
        """`draft/delete`, which cannot be undone; a draft that is not in the box is no error."""
        try:
            self._call("/cgi-bin/draft/delete", {"media_id": media_id})
        except RejectedError as error:
            if error.code != error_codes.NO_MEDIA:
                raise

    def get_draft(self, media_id: str) -> Draft | None:
        """`draft/get`; None if the box no longer has the draft, because it was published or deleted."""
        try:
            answer = self._call("/cgi-bin/draft/get", {"media_id": media_id})
        except RejectedError as error:
            if error.code == error_codes.NO_MEDIA:
                return None
            raise
        return _draft(media_id, answer)

    def list_drafts(self) -> tuple[Draft, ...]:
        """All drafts of the box by `draft/batchget`, without contents if the platform then still gives the URLs.

        If the box changes meanwhile, it is listed again, so that no draft is missed by moving between pages.
        """
        for _ in range(4):
            total, found = self._list(no_content=1)
            if any("" in draft.links or not draft.links for draft in found):
                total, found = self._list(
                    no_content=0
                )  # the documentation does not say which fields no_content removes
            if len({draft.media_id for draft in found}) == total:
                break
        return tuple({draft.media_id: draft for draft in found}.values())

    def _list(self, *, no_content: int) -> tuple[int, list[Draft]]:
        found: list[Draft] = []
        while True:
            page = {"offset": len(found), "count": limits.PAGE, "no_content": no_content}
            answer = self._call("/cgi-bin/draft/batchget", page)
            drafts = [
                _draft(str(item.get("media_id", "")), item.get("content") or {})
                for item in answer.get("item", ())
            ]
            found += drafts
            total = int(answer.get("total_count", 0))
            if not drafts or len(found) >= total:
                return total, found

    def _call(
        self,
        path: str,
        body: Mapping[str, Any] | None = None,
        *,
        files: Mapping[str, Any] | None = None,
        query: Mapping[str, str] | None = None,
        idempotent: bool = True,
    ) -> dict[str, Any]:
        def may_retry(error: BaseException) -> bool:
            return isinstance(error, TransientError) and (idempotent or not error.may_have_taken_effect)

        retrying = tenacity.Retrying(
            retry=tenacity.retry_if_exception(may_retry),
            stop=tenacity.stop_after_attempt(ATTEMPTS),
            wait=retry_wait,
            sleep=self._sleep,
            reraise=True,
        )
        return retrying(self._call_with_token, path, body, files, query or {})

    def _call_with_token(
        self,
        path: str,
        body: Mapping[str, Any] | None,
        files: Mapping[str, Any] | None,
        query: Mapping[str, str],
    ) -> dict[str, Any]:
        """A call with the stored token, and with a new one if the platform rejects it."""
        token = self._token()
        try:
            return self._post(path, body, files, {**query, "access_token": token})
        except RejectedError as error:
            if error.code not in error_codes.TOKEN:
                raise
        self._token_store.delete_token()
        self._rejected_token = token
        try:
            return self._post(path, body, files, {**query, "access_token": self._token()})
        except RejectedError as error:
            raise (
                SetupError(error.code, error.message) if error.code in error_codes.TOKEN else error
            ) from None

    def _token(self) -> str:
        stored = self._token_store.token()
        if stored and stored[1] - self._clock() > limits.TOKEN_MARGIN:
            return stored[0]
        answer = self._fetch_token(force=False)
        if answer["access_token"] == self._rejected_token:
            # Without force the platform returns the same token until it expires; forced, 20 times a day, a new one.
            answer = self._fetch_token(force=True)
        token = str(answer["access_token"])
        self._token_store.save_token(token, self._clock() + float(answer.get("expires_in", 7200)))
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
        except RejectedError as error:
            raise SetupError(error.code, error.message) from None
        _required(answer, "access_token")
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
        except requests.RequestException as error:
            raise UnknownEffectError(f"连不上公众号平台（{type(error).__name__}）。") from None
        if answer.status_code != 200:
            raise UnknownEffectError(f"公众号平台暂时不可用（HTTP {answer.status_code}）。")
        try:
            result = json.loads(answer.content.decode("utf-8"))  # Content-Type has no charset
            code = int(result.get("errcode") or 0)
        except (ValueError, AttributeError, TypeError):
            raise UnknownEffectError("公众号平台的回答读不懂。") from None
        if code:
            message = str(result.get("errmsg", ""))
            for secret in (self._credentials.secret, query.get("access_token", "")):
                message = message.replace(secret, "***") if secret else message
            raise error_of(code, message, token_call=not query)
        return dict(result)


def _required(answer: Mapping[str, Any], name: str) -> str:
    """A field of an answer. Raises `UnknownEffectError` if it is missing."""
    if not answer.get(name):
        raise UnknownEffectError(f"公众号平台的回答里没有 {name}。")
    return str(answer[name])


def _draft(media_id: str, content: Mapping[str, Any]) -> Draft:
    news = content.get("news_item") or ()
    links = tuple(str(article.get("content_source_url", "")) for article in news)
    return Draft(media_id, tuple(str(article.get("title", "")) for article in news), links)


def _multipart(picture: PictureFile) -> dict[str, Any]:
    return {"media": (f"picture.{picture.suffix}", picture.data, picture.mime)}


def _redact_http_log() -> None:
    """Remove the token from the URLs in the debug log of the HTTP library."""
    logger = logging.getLogger("urllib3.connectionpool")
    if not any(isinstance(known, _TokenFilter) for known in logger.filters):
        logger.addFilter(_TokenFilter())


class _TokenFilter(logging.Filter):
    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = _TOKEN.sub(r"\1=***", record.getMessage()), None
        return True
