"""What the bars stand on: the site in MariaDB, the fake API, and patrond as an operator installs it between them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from support.claude import KEY
from support.fake_api import FakeApi
from support.installation import JWT_SECRET, Installation
from support.site import Site


@pytest.fixture
def api() -> Iterator[FakeApi]:
    with FakeApi() as fake:
        yield fake


@pytest.fixture
def customer(installed_site: Site) -> int:
    """Somebody with a subscription."""
    return installed_site.add_user(subscription_type="yearly")


@pytest.fixture
def install(installed_site: Site, api: FakeApi, tmp_path: Path) -> Iterator[Callable[..., Installation]]:
    """Makes patrond for that site and API, in French as the site is; keywords are sections of the settings."""
    made: list[Installation] = []

    def make(**sections: Any) -> Installation:
        known: dict[str, Any] = {
            "language": "fr",
            "database": {"url": installed_site.url},
            "provider": {"name": "claude", "base_url": api.url},
        }
        environ = {"ANTHROPIC_API_KEY": KEY, "JWT_SECRET": JWT_SECRET}
        made.append(Installation(tmp_path, environ=environ, **{**known, **sections}))
        return made[-1]

    yield make
    for installation in made:
        installation.remove()
