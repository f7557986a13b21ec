"""One call to the gateway over HTTP, with retries."""

from __future__ import annotations

import http.client
import json
import random
import re
import time
import uuid
from collections.abc import Iterator, Mapping
from email.utils import parsedate_to_datetime
from typing import Any
from urllib.parse import quote, urlencode, urlsplit

from .errors import ApiError, KaspaPayError, ConnectionError

_LONGEST_BACKOFF_SECONDS = 8.0
# A longer Retry-After is the caller's decision: it gets the error with `retry_after`.
_LONGEST_WAIT_SECONDS = 60.0
_PAGE_SIZE = 100


class Transport:
    """Calls one gateway with one API key. Threads may share it: every try opens a connection of its own."""

    def __init__(
        self, base_url: str, api_key: str, timeout: float, max_retries: int, backoff_seconds: float
    ) -> None:
        url = urlsplit(base_url)
        if url.scheme not in ("http", "https") or not url.hostname:
            raise ValueError("base_url is the gateway's URL, for example https://pay.example.com")
        if not re.fullmatch("[!-~]+", api_key):
            raise ValueError("api_key is empty, or holds a blank or a line break")
        self._connection = http.client.HTTPSConnection if url.scheme == "https" else http.client.HTTPConnection
        self._host, self._port = url.hostname, url.port
        self._root = re.sub("(/api(/v1)?)?/*$", "", url.path) + "/api/v1"
        self._api_key = api_key
        self._timeout = timeout
        self._max_retries = max_retries
        self._backoff_seconds = backoff_seconds

    def call(
        self,
        method: str,
        path: str,
        *,
        query: Mapping[str, object] | None = None,
        body: Mapping[str, Any] | None = None,
        idempotency_key: str | None = None,
        is_repeatable: bool = False,
    ) -> Any:
        """The parsed answer. Raises ApiError or ConnectionError once another try is no use or no retry is left.

        A POST that may have been carried out is retried only with a key of yours, or when it `is_repeatable`.
        """
        is_repeatable = is_repeatable or method != "POST" or idempotency_key is not None
        given = {name: _query_text(value) for name, value in (query or {}).items() if value is not None}
        target = self._root + path + (f"?{urlencode(given)}" if given else "")
        headers: dict[str, str | bytes] = {
            "Authorization": f"Bearer {self._api_key}",
            "User-Agent": "kaspa-pay-python/0.1.0",
        }
        payload = None
        if method == "POST":
            # Made once, so that a retry after a lost answer gets the first answer again.
            key = str(uuid.uuid4()) if idempotency_key is None else idempotency_key
            headers["Idempotency-Key"] = key.encode()
        if method not in ("GET", "DELETE"):
            headers["Content-Type"] = "application/json"
            payload = json.dumps(dict(body or {})).encode()
        retries = 0
        while True:
            try:
                return self._try(method, target, headers, payload)
            except KaspaPayError as error:
                wait = self._wait_before_retry(error, retries)
                if wait is None or (not is_repeatable and is_lost(error)):
                    raise
            time.sleep(wait)
            retries += 1

    def create(self, path: str, params: Mapping[str, Any] | None, idempotency_key: str | None) -> Any:
        """A call that the gateway carries out once per idempotency key."""
        return self.call("POST", path, body=params, idempotency_key=idempotency_key, is_repeatable=True)

    def pages(self, path: str, filters: Mapping[str, object] | None) -> Iterator[Any]:
        """The rows of all pages, newest first. A page is asked for when its first row is."""
        query = {"limit": _PAGE_SIZE, **(filters or {})}
        while True:
            page = self.call("GET", path, query=query)
            yield from page["data"]
            if page["nextCursor"] is None:
                return
            query["cursor"] = page["nextCursor"]

    def _wait_before_retry(self, error: KaspaPayError, retries: int) -> float | None:
        """Seconds; None when the error is final."""
        asked = error.retry_after if isinstance(error, ApiError) else None
        if not is_passing(error) or retries >= self._max_retries or (asked or 0) > _LONGEST_WAIT_SECONDS:
            return None
        backoff = min(self._backoff_seconds * 2.0**retries, _LONGEST_BACKOFF_SECONDS)
        # Half of it by chance, so that many clients do not come back at the same moment.
        return max(asked or 0, backoff * random.uniform(0.5, 1))

    def _try(self, method: str, target: str, headers: Mapping[str, Any], payload: bytes | None) -> Any:
        deadline = time.monotonic() + self._timeout
        connection = self._connection(self._host, self._port, timeout=self._timeout)
        try:
            connection.connect()
            # Kept here, because http.client lets go of a socket that the gateway will close.
            sock = connection.sock
            connection.request(method, target, body=payload, headers=dict(headers))
            response = connection.getresponse()
            chunks = []
            while True:
                left = deadline - time.monotonic()
                if left <= 0:
                    raise TimeoutError(f"no whole answer within {self._timeout} seconds")
                sock.settimeout(left)
                chunk = response.read1(65536)
                if not chunk:
                    break
                chunks.append(chunk)
            if response.length:
                raise http.client.IncompleteRead(b"".join(chunks), response.length)
        except (OSError, http.client.HTTPException) as error:
            raise ConnectionError(f"{method} {target}: {error or type(error).__name__}") from error
        finally:
            connection.close()
        return _read(response.status, b"".join(chunks), response.getheader("Retry-After"))


def is_passing(error: Exception) -> bool:
    """Whether a call may succeed later: no answer, too many calls, or a fault of the gateway."""
    if isinstance(error, ApiError):
        return error.status == 429 or error.status >= 500
    return isinstance(error, ConnectionError)


def is_lost(error: Exception) -> bool:
    """Whether a call may have been carried out although no answer says so."""
    if isinstance(error, ApiError):
        return error.status >= 500 and (error.status != 503 or error.retry_after is None)
    return isinstance(error, ConnectionError)


def path_of(*parts: str) -> str:
    return "".join("/" + quote(part, safe="") for part in parts)


def _query_text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)


def _read(status: int, payload: bytes, retry_after: str | None) -> Any:
    try:
        body = json.loads(payload) if payload else None
        is_json = True
    except ValueError:
        body, is_json = None, False
    if 200 <= status < 300 and is_json:
        return body
    raise ApiError(status, body if isinstance(body, dict) else {}, _seconds_of(retry_after))


def _seconds_of(retry_after: str | None) -> float | None:
    """Seconds from now; None when the header is absent or is neither seconds nor an HTTP date."""
    if retry_after is None:
        return None
    try:
        if retry_after.strip().isascii() and retry_after.strip().isdigit():
            return float(retry_after)
        return max(0.0, parsedate_to_datetime(retry_after).timestamp() - time.time())
    except (TypeError, ValueError, OverflowError):
        return None
