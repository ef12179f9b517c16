"""Alerts by mail. The only file here that speaks SMTP.

What belongs here: one mail to all recipients. What must never be here: what a message says.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

from pipeline.publishing.alerts.channel import AlertError, TransientAlertError, attempts
from pipeline.publishing.alerts.message import Message

_SECONDS = 20.0
_PORTS = {"smtp": 587, "smtps": 465}


class MailChannel:
    """Recipients and the server that takes mail to them: `smtp://user:password@host:587`, or `smtps://`."""

    name = "email"

    def __init__(
        self, to: Sequence[str], server: str, *, sender: str = "", context: ssl.SSLContext | None = None
    ) -> None:
        self._to = list(to)
        self._server = server
        self._sender = sender or self._to[0]
        self._context = context

    def __repr__(self) -> str:
        return "MailChannel(…)"

    def send(self, message: Message) -> None:
        """Send one mail to all recipients. Raises AlertError."""
        mail = EmailMessage()
        mail["Subject"] = " ".join(f"[claims] {message.subject}".split())
        mail["From"], mail["To"] = self._sender, ", ".join(self._to)
        mail.set_content(message.as_text())
        for attempt in attempts():
            with attempt:
                self._deliver(mail)

    def _deliver(self, mail: EmailMessage) -> None:
        try:
            with self._connection() as connection:
                connection.send_message(mail)
        except smtplib.SMTPAuthenticationError as error:
            raise AlertError(f"email: login refused ({error.smtp_code}); see CLAIMS_ALERT_SMTP") from None
        except smtplib.SMTPRecipientsRefused:
            raise AlertError("email: the server refused the recipients; see CLAIMS_ALERT_EMAIL") from None
        except smtplib.SMTPResponseException as error:
            kind = TransientAlertError if 400 <= error.smtp_code < 500 else AlertError
            raise kind(f"email: the server answered {error.smtp_code}; see CLAIMS_ALERT_SMTP") from None
        except smtplib.SMTPNotSupportedError:
            raise AlertError("email: the server offers no login; see CLAIMS_ALERT_SMTP") from None
        except ssl.SSLError as error:
            raise AlertError(f"email: no safe connection to the server ({error.reason})") from None
        except (smtplib.SMTPException, OSError) as error:
            raise TransientAlertError(f"email: the server cannot be reached ({type(error).__name__})") from None

    def _connection(self) -> smtplib.SMTP:
        try:
            parts = urlsplit(self._server)
            host, port = parts.hostname, parts.port or _PORTS[parts.scheme]
        except (ValueError, KeyError):
            host, port = None, 0
        if not host:
            raise AlertError("email: CLAIMS_ALERT_SMTP is not an address such as smtp://user:password@host:587")
        context = self._context or ssl.create_default_context()
        connection: smtplib.SMTP
        if parts.scheme == "smtps":
            connection = smtplib.SMTP_SSL(host, port, timeout=_SECONDS, context=context)
        else:
            connection = smtplib.SMTP(host, port, timeout=_SECONDS)
        try:
            self._secure(connection, parts.scheme == "smtps", context, parts.username, parts.password)
        except BaseException:
            connection.close()
            raise
        return connection

    def _secure(
        self, connection: smtplib.SMTP, safe: bool, context: ssl.SSLContext, user: str | None, password: str | None
    ) -> None:
        connection.ehlo()
        if not safe and connection.has_extn("starttls"):
            connection.starttls(context=context)
            connection.ehlo()
            safe = True
        if user:
            if not safe:
                raise AlertError("email: the server offers no encryption, and a password is not sent without")
            connection.login(unquote(user), unquote(password or ""))
