"""Exercises of Workrave."""

from __future__ import annotations

from matcue.importers.folding import lasts
from matcue.importers.timers import workrave
from tests.importers.outline import document, outline, read_by

FILE = """<?xml version="1.0" encoding="utf-8"?>
<exercises>
 <exercise>
  <title>Wrist stretch</title>
  <title xml:lang="de">Handgelenk</title>
  <description>Bend your
   wrist.</description>
  <sequence>
   <image src="wrist.png" duration="12"/>
   <image src="wrist.png" mirrorx="yes" duration="12"/>
  </sequence>
 </exercise>
 <exercise>
  <title xml:lang="de">Nacken</title>
  <sequence>
   <image src="neck-1.png" duration="5"/>
   <image src="neck-2.png" duration="7"/>
  </sequence>
 </exercise>
</exercises>
"""


def test_a_mirrored_picture_is_the_other_side_and_two_pictures_are_two_positions() -> None:
    (programme,) = read_by(workrave, FILE)

    assert outline(programme.steps) == [
        "time Wrist stretch 12 both",
        "time Nacken, position 1 5",
        "time Nacken, position 2 7",
    ]
    assert programme.steps[0].text == "Bend your wrist."
    assert lasts(programme.steps) == 36


def test_a_mirror_image_of_another_length_is_a_position_of_its_own() -> None:
    (programme,) = read_by(
        workrave, FILE.replace('mirrorx="yes" duration="12"', 'mirrorx="yes" duration="9"')
    )

    assert outline(programme.steps)[:2] == [
        "time Wrist stretch, position 1 12",
        "time Wrist stretch, position 2 9",
    ]


def test_other_xml_is_left_to_other_readers() -> None:
    assert not workrave.recognises(document("<exercises><exercise name='Bridge'/></exercises>"))
