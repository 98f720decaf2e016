"""What every area may use: a real MariaDB, and in it a fresh database with the site's tables."""

import itertools
import os
from collections.abc import Iterator

import pytest

from support.mariadb import MariaDB
from support.site import Site, make_site

_numbers = itertools.count(1)


@pytest.fixture(scope="session")
def mariadb() -> Iterator[MariaDB]:
    """A server for the whole run (one in each xdist worker); started by the first test that asks for it."""
    server = MariaDB()
    try:
        server.start()
        yield server
    finally:
        server.remove()


@pytest.fixture
def site_database(mariadb: MariaDB) -> Iterator[Site]:
    """The site with its own tables and none of patrond's: users, patterns and jobs, empty. A new database: alter it."""
    site = make_site(mariadb, f"site_{os.getpid()}_{next(_numbers)}")
    yield site
    site.drop()


@pytest.fixture(scope="session")
def _installed(mariadb: MariaDB) -> Site:
    from patrond.db import schema
    from patrond.db.mysql import MysqlDatabase

    site = make_site(mariadb, f"site_{os.getpid()}_installed")
    connection = MysqlDatabase(site.url).connect()
    schema.install(connection)
    connection.close()
    return site


@pytest.fixture
def installed_site(_installed: Site) -> Site:
    """The same after `patrond db install`, emptied and not made anew for each test: add tables, alter none."""
    _installed.empty()
    return _installed
