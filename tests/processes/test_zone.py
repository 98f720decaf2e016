"""Rule 12: the site's zone, whatever the server's; and a warning where database.timezone must be wrong. On MariaDB."""

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from patrond.db.mysql import MysqlDatabase
from patrond.master import master
from patrond.master.zone import read_stamps, shift

from support.master import running, until_so
from support.site import PARIS


@pytest.fixture
def server_zone(mariadb, installed_site) -> Iterator:
    """Sets the server's own zone, as its start would, for sessions that begin afterwards."""

    def set_to(zone):
        installed_site.run("SET GLOBAL time_zone = %s", zone)
        installed_site.connection.close()
        installed_site.connection = mariadb.root(installed_site.name)

    yield set_to
    set_to("+00:00")


@pytest.fixture
def settings_in(make_settings, installed_site):
    def make(zone):
        database = {"url": installed_site.url, "timezone": zone}
        return make_settings(database=database, provider={"name": "builtin"})

    return make


async def warning_after(settings, site, monkeypatch, *, ask_first):
    """What the master says of the zone, when the site's rows come before or after its start."""
    monkeypatch.setattr(master, "_ZONE_EVERY", 0.1)
    user = site.add_user()
    asked = [site.ask(user)[1] for _ in range(3)] if ask_first else []
    async with running(settings) as control:
        if not ask_first:
            await asyncio.sleep(0.3)  # its looks at a table that is still empty
            asked = [site.ask(user)[1] for _ in range(3)]

        def taken():
            ids = ", ".join(map(str, asked))
            (row,) = site.run(f"SELECT SUM(status = 'completed') AS n FROM jobs WHERE id IN ({ids})")
            return row["n"] == len(asked)

        await until_so(lambda: control.overview().zone_warning or taken(), 10)
        await asyncio.sleep(0.3)  # some looks more
        return control.overview().zone_warning


@pytest.mark.parametrize("ask_first", [True, False], ids=["rows are there", "rows come later"])
@pytest.mark.parametrize("zone", ["UTC", "Asia/Tokyo"])
def test_a_zone_that_must_be_wrong_is_told(settings_in, installed_site, monkeypatch, zone, ask_first):
    """With UTC the site's jobs would wait for an hour or two; with Tokyo they are taken at once, and misread."""
    warning = asyncio.run(warning_after(settings_in(zone), installed_site, monkeypatch, ask_first=ask_first))

    assert warning is not None
    assert zone in warning


@pytest.mark.parametrize("zone", ["+00:00", "+09:00", "-08:00", "SYSTEM"])
def test_the_right_zone_is_not_doubted_and_its_jobs_are_taken_whatever_the_servers(
    settings_in, installed_site, monkeypatch, server_zone, zone
):
    server_zone(zone)

    assert asyncio.run(warning_after(settings_in("Europe/Paris"), installed_site, monkeypatch, ask_first=True)) is None


@pytest.mark.parametrize("pass_", [0, 1], ids=["first pass", "second pass"])
def test_octobers_repeated_hour_is_no_reason_to_doubt_the_zone(installed_site, pass_):
    """Rows as they were written in that night, read from the real table."""
    utc = datetime(2026, 10, 25, pass_, 20, tzinfo=UTC)
    user = installed_site.add_user()
    for minute in range(10):
        at = utc + timedelta(minutes=minute)
        _, job = installed_site.ask(user, at=at.astimezone(PARIS))
        installed_site.run("UPDATE jobs SET created_at = %s WHERE id = %s", at.replace(tzinfo=None), job)
    connection = MysqlDatabase(installed_site.url).connect()
    stamps = read_stamps(connection)
    connection.close()

    assert len(stamps) == 10
    assert shift(stamps, PARIS) is None
    assert shift(stamps, ZoneInfo("UTC")) is not None
