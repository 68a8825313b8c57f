"""Where matcue's own files lie, and those that a person keeps."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from platformdirs import user_cache_path, user_config_path, user_data_path, user_state_path

APP: Final = "matcue"


def bundled(folder: str) -> Path:
    """Return a folder of matcue's own: in the installed package, or beside `src` in a checkout."""
    package = Path(__file__).parent
    installed = package / folder
    return installed if installed.is_dir() else package.parents[1] / folder


def config_file() -> Path:
    """Return the file of a person's own choices."""
    return user_config_path(APP) / "config.toml"


def lexicon_file() -> Path:
    """Return the file of a person's own spellings for the voices."""
    return user_config_path(APP) / "lexicon.yaml"


def routines_folder() -> Path:
    """Return the folder of a person's own routines."""
    return user_data_path(APP) / "routines"


def voices_folder() -> Path:
    """Return the folder of the voices that a person added."""
    return user_data_path(APP) / "voices"


def clips_folder() -> Path:
    """Return the folder of the spoken clips that are kept."""
    return user_cache_path(APP) / "clips"


def bookmark_file() -> Path:
    """Return the file that tells how far the last session came that was broken off."""
    return user_state_path(APP) / "session.json"
