"""What a worker has of its parent, and what it must not have."""

from pathlib import Path

import pytest


def descriptors(pid: int) -> list[str]:
    return [str(path.readlink()) for path in Path(f"/proc/{pid}/fd").iterdir()]


def status(pid: int, field: str) -> str:
    lines = Path(f"/proc/{pid}/status").read_text().splitlines()
    return next(line.split(":", 1)[1].strip() for line in lines if line.startswith(f"{field}:"))


@pytest.fixture
def daemon(make_settings, start, monkeypatch, tmp_path):
    monkeypatch.setenv("NOTIFY_SOCKET", str(tmp_path / "nobody"))
    monkeypatch.setenv("ANTHROPIC_API_KEY", "sk-ant-from-the-environment")
    running = start(make_settings())
    running.wait_ready()
    return running


def test_a_worker_holds_no_descriptor_of_master_nursery_or_sister(daemon):
    for pid in daemon.workers():
        held = descriptors(pid)
        assert "anon_inode:[pidfd]" not in held
        assert not [path for path in held if path.endswith("patrond.sock.lock")]
        # Its channel, and the loop's two to wake itself.
        assert len([path for path in held if path.startswith("socket:")]) == 3
        assert [path for path in held if path.endswith(f"-{pid}.lock")]


def test_the_nursery_holds_its_channel_and_its_children_alone(daemon):
    held = descriptors(daemon.nursery())
    assert len([path for path in held if path.startswith("socket:")]) == 1
    assert held.count("anon_inode:[pidfd]") == 2
    assert not [path for path in held if path.endswith(".lock") or "sqlite" in path]


def test_no_signal_stays_blocked_in_a_worker_and_term_is_its_own(daemon):
    for pid in daemon.workers():
        assert int(status(pid, "SigBlk"), 16) == 0
        assert int(status(pid, "SigCgt"), 16) & (1 << (15 - 1))


def test_the_nursery_has_one_thread(daemon):
    assert status(daemon.nursery(), "Threads") == "1"


def test_children_have_neither_the_service_manager_nor_the_key_in_their_environment(daemon):
    for pid in (daemon.nursery(), *daemon.workers()):
        environment = Path(f"/proc/{pid}/environ").read_bytes()
        assert b"NOTIFY_SOCKET" not in environment and b"ANTHROPIC_API_KEY" not in environment


def test_every_process_says_in_its_title_what_it_is(daemon):
    pids = (daemon.pid, daemon.nursery(), *daemon.workers())
    titles = [Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")[0].decode() for pid in pids]
    assert titles[0].startswith("patrond: master [")
    assert titles[1:] == ["patrond: nursery", "patrond: worker 1 [idle]", "patrond: worker 2 [idle]"]


def test_the_sdk_is_loaded_for_claude_alone_and_never_in_the_master(make_settings, start, claude):
    running = start(make_settings(provider=claude, workers={"count": 1}))
    running.wait_ready()

    def has_sdk(pid: int) -> bool:
        return "jiter" in Path(f"/proc/{pid}/maps").read_text()  # a compiled part that only the SDK uses

    assert has_sdk(running.nursery()) and not has_sdk(running.pid)
    assert running.stop() == 0

    builtin = start(make_settings(workers={"count": 1}))
    builtin.wait_ready()
    assert not has_sdk(builtin.nursery())
