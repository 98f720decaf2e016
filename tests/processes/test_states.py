"""The slot's table of moves, as a table and as a property; and that the document is made from it."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st
from patrond.control import WorkerState
from patrond.master.slot import Slot
from patrond.master.states import LIVE, MOVES, Event
from patrond.master.states_document import document

DOCUMENT = Path(__file__).parents[2] / "docs" / "states.md"


def test_the_document_is_made_from_the_table():
    assert DOCUMENT.read_text() == document(), "run: python -m patrond.master.states_document > docs/states.md"


def test_every_state_is_reached_and_left():
    assert set(MOVES.values()) == set(WorkerState)
    assert {state for state, _ in MOVES} == set(WorkerState)


def test_every_live_state_can_be_killed_and_can_die():
    for state in LIVE:
        assert (state, Event.DIED) in MOVES
        assert state is WorkerState.KILLING or (state, Event.KILL) in MOVES


def test_a_worker_is_asked_for_only_where_none_is():
    assert {state for state, event in MOVES if event is Event.FORK} == set(WorkerState) - LIVE


@given(st.lists(st.sampled_from(list(Event))))
def test_any_history_ends_in_a_known_state_and_a_late_event_changes_nothing(events):
    slot = Slot(1)
    for event in events:
        before = slot.state
        moved = slot.move(event)
        assert slot.state in set(WorkerState)
        assert moved == ((before, event) in MOVES)
        assert moved or slot.state is before


@given(st.lists(st.sampled_from(list(Event))))
def test_after_a_death_nothing_but_a_fork_makes_it_live_again(events):
    slot = Slot(1, WorkerState.STOPPED)
    for event in events:
        if event is Event.FORK:
            break
        slot.move(event)
        assert not slot.is_live
