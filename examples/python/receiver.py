"""Receives webhooks at http://127.0.0.1:8000/, or at the PORT that the environment names."""

import base64
import hashlib
import hmac
import json
import os
import pathlib
import tempfile
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

key = base64.b64decode(os.environ["ANTEROOM_WEBHOOK_SECRET"].removeprefix("whsec_"))
inbox = pathlib.Path(os.environ.get("INBOX", "inbox"))
inbox.mkdir(exist_ok=True)
MAX_BYTES = 100_000
MAX_AGE_SECONDS = 300


def is_from_anteroom(headers, body):
    try:
        age = abs(time.time() - int(headers["webhook-timestamp"]))
        signed = f"{headers['webhook-id']}.{headers['webhook-timestamp']}.".encode() + body
        given = [base64.b64decode(one.removeprefix("v1,")) for one in headers["webhook-signature"].split()]
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    expected = hmac.digest(key, signed, hashlib.sha256)
    return age <= MAX_AGE_SECONDS and any(hmac.compare_digest(expected, one) for one in given)


def store(event_id, body):
    """Whole or not at all; False when it is here already."""
    with tempfile.NamedTemporaryFile(dir=inbox, prefix=".") as half:
        half.write(body)
        half.flush()
        try:
            os.link(half.name, inbox / f"{event_id}.json")
        except FileExistsError:
            return False
    return True


class Receiver(BaseHTTPRequestHandler):
    timeout = 10  # For somebody who sends nothing more.

    def do_POST(self):
        length = self.headers.get("content-length", "")
        if not length.isdecimal() or int(length) > MAX_BYTES:
            return self.answer(413)
        body = self.rfile.read(int(length))
        if not is_from_anteroom(self.headers, body):
            return self.answer(400)
        is_new = store(self.headers["webhook-id"], body)
        self.answer(204)
        if is_new:
            # What takes longer is done from here on, or by another program that looks into the inbox.
            event = json.loads(body)
            print(event["type"], event["payload"].get("sessionId", ""), flush=True)

    def answer(self, status):
        self.close_connection = True
        self.send_response(status)
        self.end_headers()

    def log_message(self, *_):
        pass


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Receiver).serve_forever()
