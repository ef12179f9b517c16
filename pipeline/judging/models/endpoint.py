"""Models behind HTTP: OpenAI-compatible chat completions, and Anthropic messages. The only file of this room that
speaks to the network.

What belongs here: one request, its reply, its failures. What must never be here: what is asked and what follows.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

import httpx

from pipeline.judging.models.asking import INSTRUCTIONS, Question
from pipeline.judging.models.model import ModelError, Reply

MOST_REPLY_TOKENS = 400
"""Tokens that a reply may have; the asked form needs fewer than a hundred."""
_CHARACTERS_A_TOKEN = 2
"""Counted on the safe side: English has about four characters a token, other scripts fewer."""
_LONGEST_REPLY = 1_000_000
"""Bytes of an answer that are read."""
_PATHS = {"openai": "/chat/completions", "anthropic": "/messages"}


class Endpoint:
    """Asks one model at one address: `POST {url}/chat/completions` or `POST {url}/messages`."""

    def __init__(
        self,
        dialect: Literal["openai", "anthropic"],
        url: str,
        model: str,
        *,
        key: str | None = None,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`url` is the base address ("http://127.0.0.1:8080/v1"), `timeout` in seconds; `transport` for tests. Raises
        ModelError when the address is no URL."""
        self._dialect, self._model, self._key = dialect, model, key
        try:
            self._url = httpx.URL(url.rstrip("/") + _PATHS[dialect])
        except httpx.InvalidURL as error:
            raise ModelError("the judge's address is no URL; check CLAIMS_JUDGE_URL") from error
        self._shown = str(self._url.copy_with(userinfo=b"", query=None))
        headers = {"anthropic-version": "2023-06-01"} if dialect == "anthropic" else {}
        if key:
            headers |= {"x-api-key": key} if dialect == "anthropic" else {"authorization": f"Bearer {key}"}
        self._timeout = timeout
        self._client = httpx.Client(headers=headers, timeout=timeout, transport=transport, follow_redirects=False)

    @property
    def name(self) -> str:
        """The model's name at the endpoint."""
        return self._model

    def foresee(self, question: Question) -> int:
        """The most tokens that the question may take, the reply included."""
        return (len(INSTRUCTIONS) + len(question.asked())) // _CHARACTERS_A_TOKEN + MOST_REPLY_TOKENS

    def answer(self, question: Question) -> Reply:
        """The model's reply. Raises ModelError."""
        told = self._post(self._request(question))
        try:
            text, tokens = _READERS[self._dialect](told)
        except (KeyError, IndexError, TypeError, ValueError, AttributeError) as error:
            raise ModelError(
                f"{self._shown} does not speak the {self._dialect} interface; check CLAIMS_JUDGE_KIND and the address"
            ) from error
        # A server may say anything, so also what it was told in secret; that never goes on record.
        return Reply(text.replace(self._key, "…") if self._key else text, tokens or self.foresee(question))

    def close(self) -> None:
        """Give the connection back."""
        self._client.close()

    def _request(self, question: Question) -> dict[str, Any]:
        asked = [{"role": "user", "content": question.asked()}]
        request: dict[str, Any] = {"model": self._model, "max_tokens": MOST_REPLY_TOKENS, "temperature": 0}
        if self._dialect == "anthropic":
            return request | {"system": INSTRUCTIONS, "messages": asked}
        return request | {"messages": [{"role": "system", "content": INSTRUCTIONS}, *asked]}

    def _post(self, request: Mapping[str, Any]) -> Any:
        try:
            with self._client.stream("POST", self._url, json=request) as answer:
                answer.raise_for_status()
                body = b""
                for piece in answer.iter_bytes():
                    body += piece
                    if len(body) > _LONGEST_REPLY:
                        raise ModelError(f"{self._shown} answers without end; check that it is a model")
            return httpx.Response(200, content=body).json()
        except httpx.HTTPStatusError as error:
            raise ModelError(_why_refused(self._shown, error.response)) from None
        except httpx.TimeoutException:
            raise ModelError(
                f"{self._shown} did not answer within {self._timeout:g} s; raise CLAIMS_JUDGE_TIMEOUT or check it"
            ) from None
        except httpx.HTTPError as error:
            raise ModelError(f"{self._shown} cannot be reached ({type(error).__name__}); check that it runs") from None
        except ValueError as error:
            raise ModelError(f"{self._shown} answered something that is no JSON; check the address") from error


def _why_refused(address: str, answer: httpx.Response) -> str:
    if answer.status_code == 429:
        wait = answer.headers.get("retry-after", "")
        return f"{address} asks for patience (429{f', {wait[:40]} s' if wait else ''}); the next run asks again"
    if answer.status_code in (401, 403):
        return f"{address} answered {answer.status_code}; check CLAIMS_JUDGE_KEY"
    return f"{address} answered {answer.status_code}; check the address and CLAIMS_JUDGE_MODEL"


def _read_openai(told: Any) -> tuple[str, int]:
    usage = told.get("usage") or {}
    return _text(told["choices"][0]["message"]["content"]), int(usage.get("total_tokens") or 0)


def _read_anthropic(told: Any) -> tuple[str, int]:
    usage = told.get("usage") or {}
    text = "".join(_text(block["text"]) for block in told["content"] if block["type"] == "text")
    return _text(text), int(usage.get("input_tokens") or 0) + int(usage.get("output_tokens") or 0)


def _text(value: object) -> str:
    if not isinstance(value, str) or not value:
        raise TypeError("no text")
    return value


_READERS = {"openai": _read_openai, "anthropic": _read_anthropic}
