"""What lies under words for which a session stands still."""

from __future__ import annotations

from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

import numpy as np
import pytest

from matcue.audio.beds import Loop
from matcue.audio.envelope import DUCKED
from matcue.audio.layers import Background, LevelledBed, WakeTone
from matcue.audio.limiter import CEILING
from matcue.audio.loudness import true_peak
from matcue.audio.mastering import Master
from matcue.audio.mix import Mix
from matcue.audio.transport import CALM, Transport
from matcue.timeline.arrange import arrange, lay
from matcue.timeline.commands import Command
from matcue.timeline.model import Pause, Script, Section
from matcue.units import HOUSE_RATE

if TYPE_CHECKING:
    from matcue.audio.samples import Block

SECOND = HOUSE_RATE
NOTHING = np.zeros((3 * SECOND, 1), np.float32)


@cache
def bed() -> LevelledBed:
    """A hum of 100 Hz."""
    hum = np.sin(2 * np.pi * 100 * np.arange(30 * SECOND) / SECOND)
    return LevelledBed(Loop(hum.reshape(-1, 1)), -28)


def level(block: Block) -> float:
    """The highest level of a hum."""
    return float(np.abs(block).max())


def mix(*under: Background) -> Mix:
    """A minute without a word."""
    script = Script("T", "T", (Section("S", (Pause(Fraction(60)),)),))
    return Mix(lay(script, [arrange(script.sections[0], 0, {})], "v"), {}, Master(-18, under))


def answered(transport: Transport, size: int) -> Block:
    """Ten seconds of a session that stands for three of them, after its first ten."""
    transport.read(10 * SECOND)
    transport.say(NOTHING, 11 * SECOND)
    return np.concatenate([transport.read(size) for _ in range(10 * SECOND // size)])


@pytest.mark.parametrize("size", [63, 441, 4410, 44_100])
def test_the_bed_goes_on_softly_under_an_answer_and_then_as_it_was(size: int) -> None:
    whole = mix(bed())
    heard = answered(Transport(whole), size)
    during = heard[SECOND + CALM : 4 * SECOND]
    assert level(during[:SECOND]) == pytest.approx(bed().gain * DUCKED, rel=0.01)
    assert level(during[SECOND:]) == pytest.approx(bed().gain * DUCKED, rel=0.01)
    after = whole.render(11 * SECOND + CALM, len(heard) - 4 * SECOND - CALM)
    assert heard[4 * SECOND + CALM :].tobytes() == after.tobytes()
    steepest = bed().gain * 2 * np.pi * 100 / SECOND
    assert np.abs(np.diff(heard[:, 0])).max() < 1.5 * steepest


def test_the_bed_sounds_the_same_however_it_is_cut() -> None:
    whole = answered(Transport(mix(bed())), 10 * SECOND)
    assert answered(Transport(mix(bed())), 441).tobytes() == whole.tobytes()


def test_in_a_pause_an_answer_is_heard_alone() -> None:
    transport = Transport(mix(bed()))
    transport.read(10 * SECOND)
    transport.send(Command.PAUSE)
    transport.say(NOTHING, 0)
    assert not transport.read(5 * SECOND)[CALM:].any()


def test_the_bed_rises_with_the_words_that_end_a_pause() -> None:
    transport = Transport(mix(bed()))
    transport.read(10 * SECOND)
    transport.send(Command.PAUSE)
    transport.greet(NOTHING, 10 * SECOND)
    transport.read(SECOND)
    transport.send(Command.RESUME)
    heard = transport.read(3 * SECOND)
    assert level(heard[:100]) < 0.01 * bed().gain
    assert level(heard[CALM:]) == pytest.approx(bed().gain * DUCKED, rel=0.01)


def test_who_pauses_in_the_midst_of_an_answer_hears_no_click() -> None:
    transport = Transport(mix(bed()))
    transport.read(10 * SECOND)
    transport.say(NOTHING, 10 * SECOND)
    before = transport.read(SECOND)
    transport.send(Command.PAUSE)
    heard = np.concatenate([before, transport.read(SECOND)])
    assert np.abs(np.diff(heard[:, 0])).max() < 0.01
    assert not heard[SECOND + CALM :].any()


def test_a_link_is_kept_awake_under_an_answer() -> None:
    transport = Transport(mix(WakeTone(Fraction(1, 2))))
    transport.read(10 * SECOND)
    transport.say(NOTHING, 10 * SECOND)
    assert transport.read(3 * SECOND).any(axis=1).mean() > 0.99


def test_an_answer_over_a_bed_leaves_room_for_it() -> None:
    loud = np.tile(np.array([[1.0], [-1.0]], np.float32), (SECOND, 1))
    under = LevelledBed(bed().bed, -20)
    alone = Master(-12, (under,)).alone(loud)
    assert 10 ** (true_peak(alone[:, 0]) / 20) + under.ducked <= CEILING * 1.0001
