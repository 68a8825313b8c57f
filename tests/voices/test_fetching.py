"""Published voices, from a server of our own that speaks as Piper's does."""

from __future__ import annotations

import gc
import hashlib
import json
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from matcue.errors import FileError, VoiceNotFound
from matcue.voices import piper_models
from matcue.voices.catalog import add_voice, own_voices
from tests.told import Says

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.voices.conftest import Told

NAME = "en_US-jane-medium"
FOLDER = f"en/en_US/jane/medium/{NAME}"


pytestmark = pytest.mark.filterwarnings("ignore:unclosed <socket:ResourceWarning")


class Shop:
    """What a server has: a text or bytes for each path, and how many bytes of it arrive."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.broken_off: dict[str, int] = {}
        self.waits = Event()
        self.waits.set()
        self.address = ""

    def publish(self, files: dict[str, bytes]) -> None:
        """List and have these files of the voice."""
        listed = {
            path: {"size_bytes": len(data), "md5_digest": hashlib.md5(data).hexdigest()}  # noqa: S324
            for path, data in files.items()
        }
        self.files = {**files, "voices.json": json.dumps({NAME: {"files": listed}}).encode()}


@pytest.fixture
def shop(monkeypatch: pytest.MonkeyPatch) -> Iterator[Shop]:
    download_voices = import_module("piper.download_voices")
    stock = Shop()

    class Counter(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.lstrip("/")
            if path not in stock.files:
                self.send_error(404)
                return
            self.send_response(200)
            self.send_header("Content-Length", str(len(stock.files[path])))
            self.end_headers()
            self.wfile.write(stock.files[path][: stock.broken_off.get(path)])
            if path in stock.broken_off:
                stock.waits.wait()

        def log_message(self, *_: object) -> None: ...

    with ThreadingHTTPServer(("127.0.0.1", 0), Counter) as server:
        stock.address = f"http://127.0.0.1:{server.server_port}"
        there = "{lang_family}/{lang_code}/{voice_name}/{voice_quality}"
        file = "{lang_code}-{voice_name}-{voice_quality}{extension}"
        monkeypatch.setattr(download_voices, "URL_FORMAT", f"{stock.address}/{there}/{file}")
        monkeypatch.setattr(download_voices, "VOICES_JSON", f"{stock.address}/voices.json")
        serving = Thread(target=server.serve_forever, args=(0.01,))
        serving.start()
        yield stock
        stock.waits.set()
        server.shutdown()
        serving.join()
    # A download that was given up leaves its socket to the collector, in whichever test that runs.
    gc.collect()


@pytest.mark.process
def test_a_published_voice_is_fetched_checked_and_tried(
    shelf: Path, jane: Path, shop: Shop, told: Told
) -> None:
    described = jane.with_name(f"{jane.name}.json")
    files = {f"{FOLDER}.onnx": jane.read_bytes(), f"{FOLDER}.onnx.json": described.read_bytes()}
    shop.publish({**files, "en/en_US/jane/medium/MODEL_CARD": b"Jane."})
    assert add_voice(NAME, told) == f"piper:{NAME}"
    assert (shelf / NAME / jane.name).read_bytes() == jane.read_bytes()
    total = sum(map(len, files.values()))
    assert told.steps[-1] == ("Fetching", total, total)


def _refused(shop: Shop, told: Told, name: str = NAME) -> str:
    with pytest.raises(FileError) as caught:
        add_voice(name, told)
    assert own_voices() == ()
    return str(caught.value)


@pytest.fixture
def small(shelf: Path, shop: Shop) -> Shop:
    """A shop with a voice that is small, and no voice."""
    shop.publish({f"{FOLDER}.onnx": b"a model", f"{FOLDER}.onnx.json": b"{}"})
    return shop


def test_files_that_are_not_what_is_published_are_refused(
    small: Shop, told: Told, shelf: Path
) -> None:
    small.files[f"{FOLDER}.onnx"] = b"A model"
    said = Says(f"{NAME}.onnx", "published", "try again", at=NAME)
    assert _refused(small, told) == said
    assert list(shelf.iterdir()) == []


def test_a_file_that_breaks_off_is_refused(small: Shop, told: Told, shelf: Path) -> None:
    small.broken_off[f"{FOLDER}.onnx"] = 3
    said = Says(f"{NAME}.onnx", "3 of 7 bytes", "try again", at=NAME)
    assert _refused(small, told) == said
    assert list(shelf.iterdir()) == []


def test_a_list_that_breaks_off_is_not_waited_for(small: Shop, tmp_path: Path) -> None:
    small.broken_off["voices.json"] = 9
    small.waits.clear()
    with pytest.raises(FileError, match="sends no more"):
        piper_models.fetch(NAME, tmp_path, lambda *_: None, patience=0.5)
    small.waits.set()


def test_a_server_that_stands_still_is_left(small: Shop, tmp_path: Path) -> None:
    small.broken_off[f"{FOLDER}.onnx"] = 3
    small.waits.clear()
    with pytest.raises(FileError) as caught:
        piper_models.fetch(NAME, tmp_path, lambda *_: None, patience=0.5)
    assert str(caught.value) == Says("server", "no more", "try again", at=NAME)


def test_a_file_that_is_listed_and_not_there_is_told(small: Shop, told: Told, shelf: Path) -> None:
    del small.files[f"{FOLDER}.onnx.json"]
    said = Says("cannot be fetched", "Not Found", "try again", at=NAME)
    assert _refused(small, told) == said
    assert list(shelf.iterdir()) == []


@pytest.mark.process
def test_what_is_published_and_no_voice_is_refused(small: Shop, told: Told, shelf: Path) -> None:
    assert _refused(small, told) == Says(f"{NAME}.onnx.json", "does not describe")
    assert list(shelf.iterdir()) == []


@pytest.mark.parametrize("text", [b"<html>", b"[]", b'{"en_US-jane-medium": {}}', b'"text"'])
def test_a_list_that_is_none_is_told(small: Shop, told: Told, text: bytes) -> None:
    small.files["voices.json"] = text
    name = NAME if b"jane" in text else "text"
    assert _refused(small, told, name) == Says("list", "voices", "cannot be read", at=name)


def test_without_a_network_it_is_told_what_else_can_be_done(
    small: Shop, told: Told, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("piper.download_voices.VOICES_JSON", "http://127.0.0.1:1/voices.json")
    said = Says("cannot be fetched", "`matcue voices add FILE.onnx`", at=NAME)
    assert _refused(small, told) == said


@pytest.mark.usefixtures("small")
def test_a_voice_that_nobody_published_is_told_with_the_nearest(told: Told) -> None:
    with pytest.raises(VoiceNotFound, match=r"“en_US-jan-medium”.*Did you mean en_US-jane-medium"):
        add_voice("en_US-jan-medium", told)
