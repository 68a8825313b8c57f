"""A script of reads and commands; time is the number of frames read."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcue.audio.mix import Mix
from matcue.audio.samples import Block
from matcue.audio.transport import RAMP, Paused, Transport
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.commands import Command
from matcue.timeline.model import Gate, Pause, Script, Section, Sound, Speech
from matcue.units import HOUSE_RATE

WORD = Speech("word")
SECOND = HOUSE_RATE
CLIPS: dict[Sound, Block] = {WORD: np.full((10 * SECOND, 1), 0.5, np.float32)}


def mix(sections: int = 3) -> Mix:
    """Sections of ten loud seconds each, without a gap."""
    script = Script("T", "T", tuple(Section(f"S{i}", (WORD,)) for i in range(sections)))
    parts = [arrange(s, i, {WORD: 10 * SECOND}) for i, s in enumerate(script.sections)]
    return Mix(lay(script, parts, "v"), CLIPS)


def drained(transport: Transport, size: int) -> Block:
    blocks = [transport.read(size)]
    while len(blocks[-1]) == size:
        blocks.append(transport.read(size))
    return np.concatenate(blocks)


@pytest.mark.parametrize("size", [63, 441, 4097, 16384])
def test_without_a_command_it_gives_the_mix_and_nothing_else(size: int) -> None:
    whole = mix(1)
    assert drained(Transport(whole), size).tobytes() == whole.render(0, whole.frames).tobytes()


def test_an_end_on_a_block_s_border_is_an_empty_block() -> None:
    transport = Transport(mix(1))
    assert len(transport.read(10 * SECOND)) == 10 * SECOND
    assert len(transport.read(441)) == 0


def test_paused_it_gives_silence_and_stands_still_then_goes_on_to_the_frame() -> None:
    transport = Transport(mix())
    transport.read(SECOND)
    transport.send(Command.PAUSE_OR_RESUME)
    fading = transport.read(SECOND)
    assert transport.paused
    assert transport.position == SECOND
    assert not transport.read(SECOND).any()
    assert fading[:RAMP].all()
    assert not fading[RAMP:].any()
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(SECOND)
    assert transport.position == 2 * SECOND


@pytest.mark.parametrize("size", [50, 441, 1000])
def test_nothing_clicks(size: int) -> None:
    """No command makes a step larger than its ramp does, whatever the size of the blocks."""
    transport = Transport(mix())
    blocks = []
    pause = Command.PAUSE_OR_RESUME
    for command in (None, pause, pause, Command.NEXT, Command.PREVIOUS, pause):
        if command:
            transport.send(command)
        blocks += [transport.read(size) for _ in range(2000 // size)]
    steps = np.abs(np.diff(np.concatenate(blocks)[:, 0]))
    assert steps.max() <= 0.5 / RAMP * 1.01


def test_next_goes_to_the_next_section_and_from_the_last_to_the_end() -> None:
    transport = Transport(mix(2))
    transport.send(Command.NEXT)
    transport.read(100)
    assert transport.position == 10 * SECOND + 100
    transport.send(Command.NEXT)
    assert len(transport.read(SECOND)) == RAMP
    assert transport.position == 20 * SECOND


@pytest.mark.parametrize(("into", "goes_to"), [(1, 0), (4, 10)])
def test_previous_goes_to_the_start_or_soon_after_it_to_the_section_before(
    into: int, goes_to: int
) -> None:
    transport = Transport(mix())
    transport.read((10 + into) * SECOND)
    transport.send(Command.PREVIOUS)
    transport.read(0)
    assert transport.position == goes_to * SECOND


def test_previous_from_the_first_section_starts_it_again() -> None:
    transport = Transport(mix())
    transport.read(SECOND)
    transport.send(Command.PREVIOUS)
    transport.read(0)
    assert transport.position == 0


def test_skipping_while_paused_stays_paused() -> None:
    transport = Transport(mix())
    transport.send(Command.PAUSE_OR_RESUME)
    transport.send(Command.NEXT)
    assert not transport.read(SECOND)[RAMP:].any()
    assert (transport.paused, transport.position) == (True, 10 * SECOND)


def test_who_leaves_out_an_exercise_that_is_not_prepared_yet_leaves_out_all_of_it() -> None:
    knee = tuple(Section(f"S{i}", (WORD,), "knee") for i in range(3))
    script = Script("T", "T", (*knee, Section("Last", (WORD,))))
    parts = [arrange(s, i, {WORD: 10 * SECOND}) for i, s in enumerate(script.sections)]
    transport = Transport(Mix(lay(script, parts[:1], "v"), CLIPS), complete=False)
    transport.read(SECOND)
    transport.send(Command.SKIP)
    transport.read(SECOND)
    for ready in (2, 4):
        transport.extend(Mix(lay(script, parts[:ready], "v"), CLIPS), complete=ready == 4)
        transport.read(0)
    assert transport.position == 30 * SECOND


def test_who_leaves_out_an_exercise_whose_other_side_is_not_there_yet_leaves_it_out_too() -> None:
    sides = (Section("Left", (WORD,), "knee"), Section("Rest", (WORD,)))
    script = Script("T", "T", (*sides, Section("Right", (WORD,), "knee"), Section("Last", (WORD,))))
    parts = [arrange(s, i, {WORD: 10 * SECOND}) for i, s in enumerate(script.sections)]
    transport = Transport(Mix(lay(script, parts[:2], "v"), CLIPS), complete=False)
    transport.send(Command.SKIP)
    assert not transport.read(SECOND).any()
    transport.extend(Mix(lay(script, parts, "v"), CLIPS), complete=True)
    transport.read(0)
    assert transport.position == 30 * SECOND


@pytest.mark.parametrize("ready", [(4,), (2, 3, 4)], ids=["at once", "one after another"])
@pytest.mark.parametrize(
    ("presses", "section"),
    [
        ("next", 1),
        ("next next", 2),
        ("next next next", 3),
        ("next next previous", 1),
        ("next previous", 0),
        ("next next previous next", 2),
    ],
)
def test_what_is_pressed_before_the_next_section_is_there_is_done_then(
    presses: str, section: int, ready: tuple[int, ...]
) -> None:
    transport = Transport(mix(1), complete=False)
    transport.read(SECOND)
    for press in presses.split():
        transport.send(Command(press))
        transport.read(SECOND)
    went_back = transport.position if section == 0 else None
    for sections in ready:
        transport.extend(mix(sections), complete=sections == 4)
        transport.read(0)
    assert transport.position == (10 * SECOND * section if went_back is None else went_back)
    assert went_back in {None, SECOND}


def test_who_waits_for_the_next_section_does_not_go_beyond_it() -> None:
    transport = Transport(mix(1), complete=False)
    transport.read(11 * SECOND)
    transport.send(Command.NEXT)
    transport.read(0)
    transport.extend(mix(3), complete=True)
    transport.read(0)
    assert transport.position == 10 * SECOND


def test_what_is_owed_is_still_owed_when_the_session_becomes_slower() -> None:
    transport = Transport(mix(1), complete=False)
    for _ in range(2):
        transport.send(Command.NEXT)
    transport.revise(mix(1), complete=False)
    transport.extend(mix(3), complete=True)
    transport.read(0)
    assert transport.position == 20 * SECOND


def test_what_was_heard_fades_out_at_a_stop() -> None:
    transport = Transport(mix())
    transport.read(SECOND)
    transport.send(Command.STOP)
    heard = np.concatenate([transport.read(100) for _ in range(6)])
    assert len(heard) == RAMP
    assert np.abs(np.diff(heard[:, 0])).max() <= 0.5 / RAMP * 1.01
    assert heard[-1] <= 0.5 / RAMP * 1.01


def test_stop_ends_at_once_also_while_paused() -> None:
    transport = Transport(mix())
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(SECOND)
    transport.send(Command.STOP)
    assert len(transport.read(SECOND)) == 0
    assert transport.stopped


def test_what_is_not_prepared_yet_is_waited_for_in_silence() -> None:
    transport = Transport(mix(1), complete=False)
    block = transport.read(12 * SECOND)
    assert len(block) == 12 * SECOND
    assert block[: 10 * SECOND].all()
    assert not block[10 * SECOND :].any()
    assert transport.position == 10 * SECOND
    transport.extend(mix(2), complete=True)
    assert transport.read(SECOND)[1:].all()
    assert len(drained(transport, SECOND)) == 9 * SECOND


class Growing(Mix):
    """A mix that is extended by another thread at the worst moment: while its length is asked."""

    transport: Transport

    @property
    def frames(self) -> int:
        length = super().frames
        self.transport.extend(mix(2), complete=True)
        return length


def test_a_section_that_arrives_during_a_read_is_never_skipped() -> None:
    first = mix(1)
    growing = Growing(first.timeline, CLIPS)
    transport = growing.transport = Transport(growing, complete=False, position=10 * SECOND)
    assert len(transport.read(SECOND)) == SECOND
    assert len(drained(transport, SECOND)) == 10 * SECOND


COMMANDS = st.sampled_from([*Command])
STEPS = st.lists(st.one_of(COMMANDS, st.integers(0, 5 * SECOND)), max_size=30)


@given(STEPS)
def test_position_and_end_follow_a_simple_model(steps: list[Command | int]) -> None:
    """The same commands on a model that knows nothing of sound."""
    whole = mix(3)
    transport, model = Transport(whole), _Model()
    for step in steps:
        if isinstance(step, Command):
            transport.send(step)
            model.obey(step)
            continue
        block, read = transport.read(step), model.read(step)
        assert transport.position == model.position
        if read < step:
            assert read <= len(block) <= read + RAMP
            break
        assert len(block) == step


class _Model:
    position = 0
    paused = stopped = False

    def obey(self, command: Command) -> None:
        if self.stopped:
            return
        section = min(self.position // (10 * SECOND), 2)
        match command:
            case Command.STOP:
                self.stopped = True
            case Command.PAUSE_OR_RESUME:
                self.paused = not self.paused
            case Command.PAUSE | Command.RESUME:
                self.paused = command is Command.PAUSE
            case Command.NEXT | Command.SKIP:
                self.position = 10 * SECOND * (section + 1)
            case Command.PREVIOUS:
                well_in = self.position - 10 * SECOND * section > 3 * SECOND
                self.position = 10 * SECOND * max(section - (not well_in), 0)
            case Command.REPEAT | Command.REDO_SIDE:
                self.position = 10 * SECOND * section

    def read(self, frames: int) -> int:
        if self.stopped:
            return 0
        left = 30 * SECOND - self.position
        if self.paused:
            return frames
        self.position += min(frames, left)
        return min(frames, left)


def test_a_pause_in_the_middle_loses_nothing_and_repeats_nothing() -> None:
    """But for the ramp around it, what is heard before and after is the mix, cut in two."""
    script = Script("T", "T", (Section("T", (WORD, Pause(Fraction(1)), WORD)),))
    parts = [arrange(s, i, {WORD: 10 * SECOND}) for i, s in enumerate(script.sections)]
    ramp = np.linspace(0, 1, 10 * SECOND, dtype=np.float32).reshape(-1, 1)
    whole = Mix(lay(script, parts, "v"), {WORD: ramp})
    transport = Transport(whole)
    before = transport.read(5 * SECOND)
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(2 * SECOND)
    transport.send(Command.PAUSE_OR_RESUME)
    after = drained(transport, 4096)
    assert np.array_equal(before, whole.render(0, 5 * SECOND))
    assert np.array_equal(after[RAMP:], whole.render(0, whole.frames)[5 * SECOND + RAMP :])


GATE = 10 * SECOND


def gated() -> Mix:
    """Two loud sections, the first with a gate in its middle."""
    items = (WORD, Gate(), WORD)
    script = Script("T", "T", (Section("A", items), Section("B", (WORD,))))
    parts = [arrange(s, i, {WORD: 10 * SECOND}) for i, s in enumerate(script.sections)]
    return Mix(lay(script, parts, "v"), CLIPS)


@pytest.mark.parametrize("size", [63, 441, 4097, 441_000, 441_001, 2_000_000])
def test_at_a_gate_it_waits_for_the_person(size: int) -> None:
    transport = Transport(gated())
    heard = np.concatenate([transport.read(size) for _ in range(GATE // size + 2)])
    assert transport.paused
    assert transport.position == GATE
    assert heard[: GATE + RAMP].all()
    assert not heard[GATE + RAMP :].any()
    assert np.abs(np.diff(heard[GATE - 1 :, 0])).max() < 0.01
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(SECOND)
    assert transport.position == GATE + SECOND


def test_a_gate_that_was_opened_waits_again_for_who_comes_back() -> None:
    transport = Transport(gated())
    transport.read(11 * SECOND)
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(SECOND)
    transport.send(Command.PREVIOUS)
    transport.read(11 * SECOND)
    assert (transport.paused, transport.position) == (True, GATE)


def test_who_goes_on_at_a_gate_skips_its_section() -> None:
    transport = Transport(gated())
    transport.read(11 * SECOND)
    transport.send(Command.NEXT)
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(SECOND)
    assert transport.position == 2 * GATE + SECOND


def test_two_gates_at_one_place_are_one() -> None:
    script = Script("T", "T", (Section("A", (WORD, Gate(), Gate(), WORD)),))
    transport = Transport(
        Mix(lay(script, [arrange(script.sections[0], 0, {WORD: 10 * SECOND})], "v"), CLIPS)
    )
    transport.read(11 * SECOND)
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(SECOND)
    assert not transport.paused


def test_the_words_at_the_end_of_a_pause_are_heard_once() -> None:
    transport = Transport(mix(1), position=SECOND)
    transport.send(Command.PAUSE)
    transport.greet(CLIPS[WORD][:SECOND], SECOND)
    for command in (Command.RESUME, Command.PAUSE, Command.RESUME):
        transport.send(command)
    transport.read(SECOND)
    assert transport.position == 2 * SECOND


@pytest.mark.parametrize("size", [441, 1764])
@pytest.mark.parametrize("back", [0, 1, 100, 1764, 3528])
def test_what_was_not_heard_is_given_again(size: int, back: int) -> None:
    whole = mix(1)
    transport = Transport(whole)
    for _ in range(20):
        transport.read(size)
    transport.rewind(back)
    assert transport.position == 20 * size - back
    again = transport.read(SECOND)
    expected = whole.render(20 * size - back, SECOND)
    assert not again[0].any(), "it fades in"
    assert again[RAMP:].tobytes() == expected[RAMP:].tobytes()


def test_what_was_not_heard_of_two_devices_is_given_again() -> None:
    transport = Transport(mix(1))
    transport.read(SECOND)
    for _ in range(3):
        transport.rewind(100)
    assert transport.position == SECOND - 300


def test_only_what_follows_the_words_is_given_again() -> None:
    transport = Transport(mix(1))
    transport.read(SECOND)
    transport.say(CLIPS[WORD][:SECOND], SECOND)
    transport.read(3 * SECOND)
    transport.rewind(SECOND)
    assert transport.position == 2 * SECOND


def test_silence_that_was_not_heard_moves_nothing() -> None:
    transport = Transport(mix())
    transport.read(SECOND)
    transport.send(Command.PAUSE_OR_RESUME)
    transport.read(1764)
    transport.rewind(1764)
    assert transport.position == SECOND
    transport.rewind(441)
    assert transport.position == SECOND - 441


def test_a_jump_that_was_not_heard_stays() -> None:
    transport = Transport(mix())
    transport.read(SECOND)
    transport.send(Command.NEXT)
    transport.read(441)
    transport.rewind(3528)
    assert transport.position == 10 * SECOND


def test_the_end_that_was_not_heard_is_given_again() -> None:
    transport = Transport(mix(1))
    transport.read(10 * SECOND - 100)
    assert len(transport.read(441)) == 100
    transport.rewind(3528)
    assert transport.position == 10 * SECOND - 3528
    assert len(transport.read(SECOND)) == 3528


def told_by(transport: Transport) -> list[Paused]:
    """What a transport tells from now on."""
    told: list[Paused] = []
    transport.tell = told.append
    return told


@pytest.mark.parametrize("command", [Command.PAUSE, Command.PAUSE_OR_RESUME])
def test_a_pause_that_is_asked_for_tells_its_frame_once(command: Command) -> None:
    transport = Transport(mix())
    told = told_by(transport)
    transport.read(SECOND)
    transport.send(command)
    for _ in range(3):
        transport.read(441)
    assert told == [Paused(SECOND)]


@pytest.mark.parametrize("command", [Command.RESUME, Command.PAUSE_OR_RESUME])
def test_who_goes_on_is_told_nothing(command: Command) -> None:
    transport = Transport(mix())
    transport.send(Command.PAUSE)
    transport.read(SECOND)
    told = told_by(transport)
    transport.send(command)
    transport.read(SECOND)
    assert not transport.paused
    assert told == []


def test_a_gate_tells_nothing_until_a_pause_is_asked_for_there() -> None:
    transport = Transport(gated())
    told = told_by(transport)
    transport.read(11 * SECOND)
    assert transport.paused
    assert told == []
    transport.send(Command.PAUSE)
    transport.read(441)
    assert told == [Paused(GATE)]


def test_what_is_asked_is_done_when_its_event_is_set() -> None:
    transport = Transport(mix())
    during: list[bool] = []

    def move(*_: object) -> int:
        during.append(moved.is_set())
        return 5 * SECOND

    moved = transport.send(move)
    assert not moved.is_set()
    transport.read(0)
    assert moved.is_set()
    assert during == [False]
    assert transport.position == 5 * SECOND


def test_a_revised_mix_is_the_one_that_plays_when_its_event_is_set() -> None:
    transport, longer = Transport(mix(1)), mix(2)
    revised = transport.revise(longer, complete=True)
    assert not revised.is_set()
    transport.read(0)
    assert revised.is_set()
    assert transport.mix is longer


def test_nobody_waits_for_what_a_stop_came_before() -> None:
    transport = Transport(mix())
    transport.send(Command.STOP)
    before = [transport.send(Command.NEXT), transport.revise(mix(2), complete=True)]
    transport.read(0)
    after = [transport.send(Command.NEXT), transport.revise(mix(2), complete=True)]
    assert all(event.is_set() for event in (*before, *after))
    assert transport.position == 0


def test_nobody_waits_for_a_transport_that_is_not_read_any_more() -> None:
    transport = Transport(mix())
    before = transport.send(Command.NEXT)
    assert not before.is_set()
    transport.close()
    after = transport.send(Command.NEXT)
    assert before.is_set()
    assert after.is_set()
    assert transport.position == 0
