"""A browser for tests: Flask's client that signs in at once and sends the token of a form by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask.testing import FlaskClient

from workbench.accounts.operations import open_session
from workbench.accounts.queries import person_by_email
from workbench.kit.storage import transaction
from workbench.kit.web.cookies import cookie_name
from workbench.kit.web.csrf import token_for

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.people import Someone


class Browser(FlaskClient):
    """Flask's client; ``sign_in`` opens a session without the page and without its slow password check."""

    def sign_in(self, someone: Someone) -> Browser:
        """Sign in as one of the people of the tests."""
        with transaction(write=True):
            person = person_by_email(someone.email)
            assert person is not None, "this person was not made"
            token = open_session(person_id=person.id, by="test")
        self.carry(token)
        return self

    def carry(self, token: str) -> None:
        """Take a session cookie, as if an earlier answer had set it."""
        with self.application.app_context():
            self.set_cookie(cookie_name(), token, domain="localhost")

    def token(self) -> str:
        """Return the session cookie that this browser holds."""
        with self.application.app_context():
            found = self.get_cookie(cookie_name())
        return found.value if found else ""

    def csrf(self) -> str:
        """Return the token that a form of this browser would hold."""
        with self.application.app_context():
            if not self.token():
                self.carry("browser-of-nobody")
            return token_for(self.token())

    def send(self, url: str, data: dict[str, Any] | None = None, **options: Any) -> TestResponse:
        """Post a form with its token."""
        return self.post(url, data={"csrf_token": self.csrf(), **(data or {})}, **options)
