"""Frames, their writing, and both ends of a channel."""

import asyncio
import os
import typing

import pytest
from patrond import channel
from patrond.channel import (
    Beat,
    Cancel,
    Drain,
    Fork,
    Halted,
    Hello,
    InHand,
    Link,
    Load,
    Pause,
    Wake,
    pair,
    receive,
    send,
)
from patrond.channel.frames import LARGEST, Frame, decode, encode

SAMPLES = [
    Hello("1.2", 5),
    Beat((InHand(1, 10.5), InHand(2, 11.0)), held=True),
    Beat(),
    Halted(120.0, "no credit «é»\n"),
    Pause(True, 12.5, True),
    Drain(150.0),
    Cancel(7),
    Load('{"a": 1}', "0123456789ab"),
    Fork(3, 1),
]


@pytest.mark.parametrize("frame", SAMPLES, ids=lambda frame: type(frame).__name__)
def test_a_frame_comes_out_as_it_went_in(frame):
    assert decode(encode(frame)) == frame


def test_every_kind_of_frame_is_known_by_its_name():
    kinds = typing.get_args(Frame)
    assert len({kind.__name__ for kind in kinds}) == len(kinds)
    assert all(getattr(channel, kind.__name__) is kind for kind in kinds)


@pytest.mark.parametrize(
    ("data", "read"),
    [
        (b'{"kind":"Wake","by":"a newer version"}', Wake()),
        (b'{"kind":"Pause"}', Pause()),
        (b'{"kind":"Sing","song":1}', None),
        (b'{"kind":"Cancel"}', None),
        (b"{}", None),
    ],
)
def test_a_frame_of_another_version_is_read_as_far_as_it_is_understood(data, read):
    assert decode(data) == read


def test_a_thousand_jobs_fit_into_a_beat_and_what_is_too_large_is_refused():
    beat = Beat(tuple(InHand(10**9 + n, 123456.789012345) for n in range(1000)))
    assert decode(encode(beat)) == beat
    with pytest.raises(ValueError, match="cannot send a frame"):
        encode(Load("x" * LARGEST, "i"))


def test_descriptors_travel_and_are_copies():
    ours, theirs = pair()
    reader, writer = os.pipe()
    send(ours, Fork(1, 1), [writer])
    os.close(writer)

    got = receive(theirs)
    os.write(got.fds[0], b"x")

    assert got.frame == Fork(1, 1)
    assert os.read(reader, 1) == b"x"
    assert not os.get_inheritable(got.fds[0])
    for fd in (reader, *got.fds):
        os.close(fd)
    ours.close()
    assert receive(theirs).eof
    theirs.close()


def test_each_end_learns_of_the_others_death_at_once():
    async def scenario():
        ours, theirs = pair()
        gone = asyncio.Event()
        frames = []
        link = Link(ours, lambda frame, fds: frames.append(frame), gone.set)
        send(theirs, Wake())
        theirs.close()
        async with asyncio.timeout(1):
            await gone.wait()
        link.send(Wake())  # to nobody: no error
        return frames

    assert asyncio.run(scenario()) == [Wake()]


def test_a_peer_that_does_not_read_never_makes_us_wait_and_gets_the_newest_beat():
    async def scenario():
        ours, theirs = pair()
        link = Link(ours, lambda frame, fds: None, lambda: None)
        for n in range(20_000):
            link.send(Beat((InHand(n, 0.0),)))
        link.send(Cancel(5))
        theirs.setblocking(False)
        seen = []
        while Cancel(5) not in seen:
            try:
                seen.append(receive(theirs).frame)
            except BlockingIOError:
                await asyncio.sleep(0)
        link.close()
        theirs.close()
        return seen

    seen = asyncio.run(asyncio.wait_for(scenario(), 5))

    assert seen[-2:] == [Beat((InHand(19_999, 0.0),)), Cancel(5)]
    assert len(seen) < 20_000


def test_descriptors_that_must_wait_are_kept_open_until_they_are_sent():
    async def scenario():
        ours, theirs = pair()
        link = Link(ours, lambda frame, fds: None, lambda: None)
        for _ in range(2_000):
            link.send(Cancel(1))
        reader, writer = os.pipe()
        link.send(Fork(9, 1), (writer,))
        os.close(writer)
        theirs.setblocking(False)
        while True:
            try:
                got = receive(theirs)
            except BlockingIOError:
                await asyncio.sleep(0)
                continue
            if got.frame == Fork(9, 1):
                break
        os.write(got.fds[0], b"y")
        said = os.read(reader, 1)
        for fd in (reader, *got.fds):
            os.close(fd)
        link.close()
        theirs.close()
        return said

    assert asyncio.run(asyncio.wait_for(scenario(), 5)) == b"y"
