"""A mail server on a free port of 127.0.0.1 that keeps what it is given; it can be told how to answer."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email.message import EmailMessage


class _Session(socketserver.StreamRequestHandler):
    server: MailServer

    def handle(self) -> None:
        self.say("220 ready")
        for line in self.rfile:
            command = line.split()[0].upper() if line.strip() else b""
            if command == b"DATA":
                self.say("354 go on")
                content = b""
                while (part := self.rfile.readline()) != b".\r\n":
                    content += part.removeprefix(b".") if part.startswith(b"..") else part
                self.server.took(content)
                self.say("250 taken")
            elif command == b"QUIT":
                self.say("221 bye")
                return
            elif command == b"RCPT":
                self.say(self.server.answers.pop(0) if self.server.answers else "250 ok")
            else:
                self.say("250 ok")

    def say(self, line: str) -> None:
        self.wfile.write(f"{line}\r\n".encode())


class MailServer(socketserver.ThreadingTCPServer):
    """The server; `answers` are given to the next recipients, then 250."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Session)
        self.answers: list[str] = []
        self.mails: list[EmailMessage] = []

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def took(self, content: bytes) -> None:
        self.mails.append(email.message_from_bytes(content, policy=email.policy.default))  # type: ignore[arg-type]


@contextmanager
def mail_server() -> Iterator[MailServer]:
    """A running server."""
    with MailServer() as server:
        threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
        yield server
        server.shutdown()
