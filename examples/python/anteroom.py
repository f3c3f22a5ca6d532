"""Books with the client that was generated from the description of your server."""

import os
import uuid

import httpx
from anteroom_client import AuthenticatedClient
from anteroom_client.api.sessions import create_session
from anteroom_client.models import NewParticipant, NewSession, Session

url = os.environ["ANTEROOM_URL"]
credentials = (os.environ["ANTEROOM_CLIENT_ID"], os.environ["ANTEROOM_CLIENT_SECRET"])


class Refused(Exception):
    """What is wrong, a line for each member."""


def book(start, end):
    answer = httpx.post(f"{url}/v1/auth/token", auth=credentials, data={"grant_type": "client_credentials"})
    answer.raise_for_status()
    session = create_session.sync(
        client=AuthenticatedClient(base_url=url, token=answer.json()["access_token"]),
        # The same key again, after a try that had no answer, books nothing twice.
        idempotency_key=str(uuid.uuid4()),
        body=NewSession(
            session_name="Follow-up",
            start_time=start,
            end_time=end,
            participants=[
                NewParticipant(display_name="Dr Vega", role="host"),
                NewParticipant(display_name="Ana Lind", role="guest"),
            ],
        ),
    )
    if isinstance(session, Session):
        return session
    errors = session.errors if session and session.errors else []
    raise Refused("\n".join([session.title if session else "No answer", *(f"{e.pointer}: {e.message}" for e in errors)]))
