"""A page with the room in it, at http://127.0.0.1:8000/. Each visitor is the guest of a session of their own."""

import os
from datetime import datetime, timedelta, timezone
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from anteroom import book, url

PAGE = """<!doctype html>
<html lang="en">
<title>Your consultation</title>
<script type="module" src="{script}"></script>
<script type="module">
  const session = document.querySelector('anteroom-session')
  session.addEventListener('left', ({{ detail }}) => {{ document.querySelector('output').value = detail.reason }})
  document.querySelector('button').onclick = () => session.mute()
</script>
<button>Mute me</button> <output></output>
<anteroom-session entry-url="{entry_url}" title="Consultation with Dr Vega" style="height: 80vh"></anteroom-session>
"""


def book_for_visitor():
    """In practice the session was booked long before, and the visitor has signed in."""
    start = datetime.now(timezone.utc)
    session = book(start.isoformat(), (start + timedelta(minutes=30)).isoformat())
    return next(one.entry_url for one in session.participants if one.role == "GUEST")


class Portal(BaseHTTPRequestHandler):
    timeout = 10  # For somebody who sends nothing more.

    def do_GET(self):
        if self.path != "/":
            return self.send_error(404)
        try:
            entry_url = book_for_visitor()
        except Exception as error:
            self.log_error("%s", error)
            return self.send_error(502)
        page = PAGE.format(script=escape(f"{url}/embed.js"), entry_url=escape(entry_url)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        # The link is a key: no cache may keep it.
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(page)


ThreadingHTTPServer(("127.0.0.1", int(os.environ.get("PORT", "8000"))), Portal).serve_forever()
