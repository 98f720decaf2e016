"""Rule 13: one instance at a time does the chores; an economy that nothing depends on."""

from patrond.db.mysql import MysqlDatabase
from patrond.queue.turn import Turn

from support.house import House
from support.mariadb import MariaDB
from support.site import Site

STRANGER = "UPDATE jobs SET status = 'processing', reserved_by = 'worker_1', reserved_at = :at"


def turn_at(url: str) -> Turn:
    """Over a connection of its own."""
    return Turn(MysqlDatabase(url).connect())


def test_of_two_one_has_the_turn_and_the_other_the_next(installed_site: Site) -> None:
    one, other = turn_at(installed_site.url), turn_at(installed_site.url)

    with one.take() as mine, other.take() as theirs:
        assert (mine, theirs) == (True, False)
    with other.take() as theirs, one.take() as mine:
        assert (mine, theirs) == (False, True)


def test_the_turn_goes_with_a_connection_that_is_lost(installed_site: Site) -> None:
    connection = MysqlDatabase(installed_site.url).connect()
    lost, other = Turn(connection), turn_at(installed_site.url)

    with lost.take() as mine:
        (row,) = connection.text("SELECT CONNECTION_ID() AS id")
        installed_site.run(f"KILL {row['id']}")
        installed_site.run("DO SLEEP(0.05)")
        with other.take() as theirs:
            assert (mine, theirs) == (True, True)


def test_a_turn_that_nobody_gives_back_is_not_waited_for_without_end(installed_site: Site) -> None:
    """Its host is cut off, and the server has not noticed."""
    gone, waiting = turn_at(installed_site.url), turn_at(installed_site.url)

    with gone.take():
        looks = []
        for _ in range(5):
            with waiting.take() as ours:
                looks.append(ours)
    assert looks == [False, False, False, True, True]


def test_two_databases_of_one_server_do_not_wait_for_each_other(mariadb: MariaDB, installed_site: Site) -> None:
    names = ["site_" + "x" * 58 + end for end in "ab"]  # as long as a name may be: longer than a lock's would be
    with mariadb.root() as root, root.cursor() as cursor:
        for name in names:
            cursor.execute(f"CREATE DATABASE `{name}`")
    try:
        turns = [turn_at(mariadb.url(name)) for name in (*names, *names[:1])]
        with turns[0].take() as first, turns[1].take() as second, turns[2].take() as again:
            assert (first, second, again) == (True, True, False)
    finally:
        with mariadb.root() as root, root.cursor() as cursor:
            for name in names:
                cursor.execute(f"DROP DATABASE `{name}`")


def test_what_is_stuck_is_left_to_the_one_whose_turn_it_is(house: House) -> None:
    _, job_id = house.ask()
    house.rows(STRANGER, at=house.clock.now())
    other = house.open_desk()
    for desk in (house.desk, other):
        desk.queue.release_stuck()
    house.pass_by(minutes=15)

    with Turn(other.connection).take():
        seen = house.queue.release_stuck()

    if house.desk.connection.dialect == "mysql":
        assert seen == []
        assert house.queue.release_stuck() == [job_id]
    else:  # one file has one host, and its writers take turns already
        assert seen == [job_id]
    house.pass_by(minutes=1)
    assert other.queue.release_stuck() == []
