"""The picture of the chimes' spectra, as the pages show it."""

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from xml.etree import ElementTree as ET

from matcue.routine.enums import Chimes, Profile

DOCS = Path(__file__).parents[2] / "docs"
SVG = "{http://www.w3.org/2000/svg}"


def test_the_spectra_are_those_of_the_chimes() -> None:
    spec = spec_from_file_location("spectra", DOCS / "reference/spectra.py")
    assert spec
    assert spec.loader
    spectra = module_from_spec(spec)
    spec.loader.exec_module(spectra)
    assert spectra.drawing() == spectra.TARGET.read_text(encoding="utf-8"), spectra.REPAIR


def test_there_is_a_spectrum_for_each_chime_and_words_for_who_cannot_see_it() -> None:
    picture = ET.parse(DOCS / "chimes.svg").getroot()  # noqa: S314 - our own file
    assert len(picture.findall(f"{SVG}polygon")) == len(Profile) * len(Chimes)
    assert picture.get("role") == "img"
    assert picture.findtext(f"{SVG}title")
    assert picture.findtext(f"{SVG}desc")
