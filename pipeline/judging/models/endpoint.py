"""An OpenAI-compatible chat completions endpoint. The only file of this room that speaks to the network.

What belongs here: one request, its reply, its failures. What must never be here: what is asked and what follows.
"""

from __future__ import annotations

from collections.abc import Sequence

import httpx


class EndpointError(Exception):
    """The endpoint gave no answer. The message says what to check; the claim keeps the verdict it had."""


class Endpoint:
    """Asks one model at one address, `POST {url}/chat/completions`."""

    def __init__(
        self,
        url: str,
        model: str,
        *,
        key: str | None = None,
        timeout: float = 60.0,
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        """`url` is the base address ("http://127.0.0.1:8080/v1"), `timeout` in seconds; `transport` for tests."""
        self.model = model
        self._url = f"{url.rstrip('/')}/chat/completions"
        headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._client = httpx.Client(headers=headers, timeout=timeout, transport=transport)

    def complete(self, messages: Sequence[dict[str, str]]) -> str:
        """The reply to a conversation. Raises EndpointError."""
        request = {"model": self.model, "messages": list(messages), "temperature": 0, "max_tokens": 400}
        try:
            answer = self._client.post(self._url, json=request)
            answer.raise_for_status()
            content = answer.json()["choices"][0]["message"]["content"]
        except httpx.HTTPStatusError as error:
            code = error.response.status_code
            raise EndpointError(
                f"{self._url} answered {code}; check the address, the model name and the key"
            ) from error
        except httpx.HTTPError as error:
            raise EndpointError(f"{self._url} cannot be reached ({error}); check that it is running") from error
        except (ValueError, KeyError, IndexError, TypeError) as error:
            raise EndpointError(f"{self._url} does not speak the chat completions interface") from error
        if not isinstance(content, str):
            raise EndpointError(f"{self._url} replied without text; choose a model that writes text")
        return content

    def close(self) -> None:
        """Give the connection back."""
        self._client.close()
