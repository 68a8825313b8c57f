"""The sound devices of this machine, by name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, TypeVar

from miniaudio import Backend, Devices, DeviceType, MiniaudioError, ffi

from matcue.errors import DeviceError, DeviceNotFound
from matcue.processes import in_thread, silence_stderr
from matcue.sinks.output import Output
from matcue.suggestions import closest_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_Answer = TypeVar("_Answer")

PATIENCE: Final = 5.0
"""Seconds that a sound system may take to answer."""

DUMMY: Final = "auto_null"
"""The id that PulseAudio and PipeWire give to what stands in for a device where there is none."""


@dataclass(frozen=True, slots=True)
class Listing:
    """The devices of one sound system."""

    backend: Backend
    outputs: tuple[Output, ...]

    @property
    def only_dummy(self) -> bool:
        """Whether what is played is heard nowhere."""
        return bool(self.outputs) and all(output.id == DUMMY for output in self.outputs)

    def called(self, name: str) -> Output:
        """Find the first device with a name or an id.

        Raises:
            DeviceNotFound: there is none; with the nearest names.
        """
        for output in self.outputs:
            if output.is_called(name):
                return output
        raise DeviceNotFound(name, self._nearest(name.casefold()))

    def _nearest(self, name: str) -> tuple[str, ...]:
        """Suggest up to three names of devices that contain a name or look like it."""
        spelled = {output.id.casefold(): output.name for output in self.outputs if output.id}
        spelled |= {output.name.casefold(): output.name for output in self.outputs}
        holding = [spelled[each] for each in spelled if name in each]
        return closest_of(name, spelled, holding)


class SoundSystem(Devices):  # type: ignore[misc]
    """The first of some sound systems that runs, and which of its devices is the default.

    PulseAudio's are not asked for more: one that went meanwhile would crash it
    (github.com/mackron/miniaudio/issues/1103). ALSA's are, as it lists some that are none.
    """

    def _get_info(self, device_type: DeviceType, device_info: Any) -> dict[str, Any]:  # noqa: ANN401
        if self._system is not Backend.PULSEAUDIO:
            super()._get_info(device_type, device_info)
        return {"default": bool(device_info.isDefault)}

    @property
    def _system(self) -> Backend:
        return Backend(self._context[0].backend)

    def listing(self) -> Listing:
        """List its devices."""
        backend = self._system
        has_ids = backend is Backend.PULSEAUDIO
        outputs = (
            Output(each["name"], _text(each["id"]) if has_ids else "", each["default"], each["id"])
            for each in self.get_playbacks()
        )
        return Listing(backend, tuple(outputs))


def answered(ask: Callable[[], _Answer], patience: float = PATIENCE) -> _Answer:
    """Call `ask` in a thread; return what the sound system answers, or raise what that raises.

    Raises:
        DeviceError: it took longer than `patience`, in seconds, and was left behind.
    """
    try:
        return in_thread(ask).result(patience)
    except TimeoutError as error:
        raise DeviceError("the sound system does not answer") from error


def listing(backends: Iterable[Backend]) -> Listing:
    """List the devices of the first of these sound systems that runs.

    Raises:
        DeviceError: it does not answer.
        MiniaudioError: none runs.
    """
    return answered(lambda: SoundSystem(list(backends)).listing())


def outputs() -> tuple[Output, ...]:
    """List this machine's devices as the sink miniaudio finds them; empty where there is none.

    Raises:
        DeviceError: the sound system does not answer.
    """
    try:
        with silence_stderr():
            return listing(backend for backend in Backend if backend is not Backend.NULL).outputs
    except MiniaudioError:
        return ()


def _text(handle: Any) -> str:  # noqa: ANN401 - a union that miniaudio keeps to itself
    return str(ffi.string(ffi.cast("char *", handle)).decode(errors="replace"))
