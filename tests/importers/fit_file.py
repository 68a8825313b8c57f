"""Small FIT files."""

from __future__ import annotations

import struct
from typing import Final

ENUM, STRING, UINT16, UINT32 = 0x00, 0x07, 0x84, 0x86
FILE_ID, WORKOUT, WORKOUT_STEP = 0, 26, 27
WORKOUT_FILE, ACTIVITY_FILE = 5, 4
TIME, DISTANCE, OPEN, REPEAT, REPEAT_UNTIL_TIME, REPS = 0, 1, 5, 6, 7, 29
ACTIVE, REST, WARM_UP, COOL_DOWN = range(4)
_CRC: Final = (
    0x0000, 0xCC01, 0xD801, 0x1400, 0xF001, 0x3C00, 0x2800, 0xE401,
    0xA001, 0x6C00, 0x7800, 0xB401, 0x5000, 0x9C01, 0x8801, 0x4400,
)  # fmt: skip

Field = tuple[int, int, int | str]
"""The number of a field, its type, and its value."""


def step(
    name: str, duration_type: int, value: int, *, intensity: int = ACTIVE, target: int = 0
) -> bytes:
    """A step of a workout; the target is how often a repeat is done in all."""
    fields: list[Field] = [
        (0, STRING, name),
        (1, ENUM, duration_type),
        (2, UINT32, value),
        (3, ENUM, 2),
        (4, UINT32, target),
        (7, ENUM, intensity),
    ]
    return _message(WORKOUT_STEP, fields)


def fit_file(*steps: bytes, kind: int = WORKOUT_FILE, count: int = 1) -> bytes:
    """A file of these steps, which says that there are `count`."""
    head = _message(FILE_ID, [(0, ENUM, kind)])
    workout = _message(WORKOUT, [(8, STRING, "Mine"), (6, UINT16, count)])
    records = head + workout + b"".join(steps)
    header = struct.pack("<BBHI4s", 14, 0x10, 2000, len(records), b".FIT")
    whole = header + struct.pack("<H", _checksum(header)) + records
    return whole + struct.pack("<H", _checksum(whole))


def _message(number: int, fields: list[Field]) -> bytes:
    """The definition of a message, and the message."""
    values = [_packed(kind, value) for _, kind, value in fields]
    described = b"".join(
        bytes((field, len(packed), kind))
        for (field, kind, _), packed in zip(fields, values, strict=True)
    )
    definition = struct.pack("<BBBHB", 0x40, 0, 0, number, len(fields)) + described
    return definition + b"\0" + b"".join(values)


def _packed(kind: int, value: int | str) -> bytes:
    if isinstance(value, str):
        return value.encode() + b"\0"
    return struct.pack({ENUM: "<B", UINT16: "<H", UINT32: "<I"}[kind], value)


def _checksum(content: bytes) -> int:
    crc = 0
    for byte in content:
        for half in (byte & 0xF, byte >> 4):
            crc = (crc >> 4) & 0x0FFF ^ _CRC[crc & 0xF] ^ _CRC[half]
    return crc
