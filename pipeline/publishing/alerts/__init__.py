"""Telling people what moved: messages, and the channels that carry them.

What belongs here: what a message says, and one channel a file (webhook, mail, file). What must never be here: which
changes were told before (`defs` keeps that), and anything secret in an error or a log.
"""

from pipeline.publishing.alerts.channel import AlertError, Channel
from pipeline.publishing.alerts.file import FileChannel
from pipeline.publishing.alerts.mail import MailChannel
from pipeline.publishing.alerts.message import Item, Message, tell_changes, tell_failure
from pipeline.publishing.alerts.webhook import WebhookChannel

__all__ = [
    "AlertError",
    "Channel",
    "FileChannel",
    "Item",
    "MailChannel",
    "Message",
    "WebhookChannel",
    "tell_changes",
    "tell_failure",
]
