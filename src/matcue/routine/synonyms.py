"""What people write who have not read the format, and what a file has for it."""

from __future__ import annotations

from typing import Final

_WORDS_FOR: Final = {
    ("stretch",): "exercise, pose, asana, move, movement, activity",
    ("title", "stretch", "name"): "name, title",
    ("say", "words", "full"): "text, speak, speech, spoken, instruction, instructions, cue, script",
    ("full",): "say, long",
    ("short",): "brief",
    ("rest",): "pause, break, relax, delay, sleep, recover, recovery, off",
    ("pause", "rest"): "silence, quiet, stillness",
    ("breathe",): "breathing, breath, pranayama",
    ("rounds",): "sets, cycles, breaths",
    ("beat",): "tempo, pulse, bpm",
    ("flow",): "vinyasa",
    ("chime",): "bell, gong, sound, ring, beep, tone",
    ("include",): "import, routine",
    ("repeat", "sets", "rounds", "interval"): "loop, round, rounds, series, circuit, laps",
    ("interval",): "intervals, tabata, emom, hiit",
    ("work",): "on, active",
    ("every",): "each",
    ("between",): "long rest, round rest, rest between rounds, between rounds",
    ("reps", "repeat", "rounds"): "times, repeats, rep, repetition, repetitions",
    ("reps", "rounds"): "repeat",
    ("hold", "time", "work", "rest", "wait", "for"): (
        "duration, length, second, seconds, sec, secs, s, minute, minutes, min, mins, for, timer"
    ),
    ("sides: both",): "each side, per side, both sides, both, bilateral",
    ("sides",): "side",
    ("sets",): "set",
    ("posture",): "position, stance, start",
    ("variant",): "variation, version, option, level, modification",
    ("tempo",): "rhythm, cadence",
    ("about", "how"): "description, summary, purpose, goal, note, notes, comment",
    ("steps",): "exercises, stretches, sequence, program, programme, plan, workout, flow",
    ("needs",): "equipment, props, material, materials",
    ("effort",): "difficulty, intensity",
    ("often",): "frequency",
    ("because",): "reason, why, rationale",
    ("welcome",): "intro, introduction, opening, greeting",
    ("closing",): "outro, ending, goodbye",
}
KEYS: Final = {word: keys for keys, words in _WORDS_FOR.items() for word in words.split(", ")}
"""The keys that somebody may mean by another word, the likeliest first; some go with a value."""

VALUES: Final = {
    "lying": "on the back",
    "supine": "on the back",
    "prone": "face down",
    "sitting": "seated",
    "sitting on a chair": "on a chair",
    "chair": "on a chair",
    "all fours": "hands and knees",
    "side-lying": "on the side",
    "l": "left",
    "r": "right",
    "l/r": "both",
    "r/l": "both",
    "each": "both",
    "each side": "both",
    "per side": "both",
    "left and right": "both",
    "alternate": "alternating",
    "alternately": "alternating",
    "in turn": "alternating",
    "yes": "both",
    "2": "both",
    "no": "none",
}
"""What other people call a posture, or the sides of an exercise."""
