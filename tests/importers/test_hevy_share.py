"""A workout that was shared as text."""

from __future__ import annotations

from matcue.importers.lists import hevy_share
from tests.importers.outline import document, outline, read_by

SHARED = """Treino da noite
sexta-feira, 7 ago. 2026 às 20:21

Ponte
Série 1: 12 repetições
Série 2: 12 repetições

Prancha
"o joelho da Ana dói"
Série 1: 45s
Série 2: 1min\u202f5s

Agachamento
Série 1: 12,5 kg x 10 repetições

@hevyapp
https://hevy.com/workout/abc123
"""


def test_sets_are_read_in_any_language_and_dates_and_notes_stay_behind() -> None:
    (programme,) = read_by(hevy_share, SHARED)

    assert (programme.format, programme.title, programme.language) == (
        "hevy-share",
        "Treino da noite",
        "pt",
    )
    assert outline(programme.steps) == [
        "reps Ponte 12 times x2",
        "hold Prancha 45",
        "hold Prancha 65",
        "reps Agachamento 10 times",
    ]
    assert [(out.line, out.source, out.why) for out in programme.left_out] == [
        (2, None, "personal"),
        (9, None, "personal"),
        (16, None, "personal"),
        (17, None, "personal"),
        (14, None, "a session tells no weights (1 of them)"),
    ]


def test_sets_without_the_app_are_a_list_like_others() -> None:
    assert not hevy_share.recognises(document("Bridge\nSet 1: 10 reps\n"))
