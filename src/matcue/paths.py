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


def chime_file(of: str, role: str) -> Path:
    """Return the file of a chime that matcue brings, by its set and its role."""
    return bundled("sounds") / "chimes" / of / f"{role}.wav"


def config_file() -> Path:
    """Return the path of the user's config file."""
    return user_config_path(APP) / "config.toml"


def lexicon_file() -> Path:
    """Return the path of the user's own spellings for the voices."""
    return user_config_path(APP) / "lexicon.yaml"


def routines_folder() -> Path:
    """Return the folder of the user's own routines."""
    return user_data_path(APP) / "routines"


def routine_folders() -> tuple[Path, Path]:
    """Return where routines are looked for: a person's own folder first, then the bundled one."""
    return routines_folder(), bundled("routines")


def voices_folder() -> Path:
    """Return the folder of the voices that the user added."""
    return user_data_path(APP) / "voices"


def clips_folder() -> Path:
    """Return the folder in which spoken clips are cached."""
    return user_cache_path(APP) / "clips"


def bookmarks_folder() -> Path:
    """Return the folder of the bookmarks: how far sessions came that were broken off."""
    return user_state_path(APP) / "sessions"
