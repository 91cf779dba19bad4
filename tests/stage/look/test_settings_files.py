"""light.cfg repeats manim.cfg, because manim reads one or the other; they must not drift apart."""

from configparser import ConfigParser
from pathlib import Path

ROOT = Path(__file__).parents[3]
OWN_FOLDERS = {"video_dir", "images_dir", "partial_movie_dir"}


def settings(name: str) -> dict[str, dict[str, str]]:
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / name)
    return {section: dict(parser[section]) for section in parser.sections()}


def test_light_differs_from_dark_only_in_background_and_folders():
    dark, light = settings("manim.cfg"), settings("light.cfg")
    assert dark.keys() == light.keys()
    assert dark["video_encoder.options"] == light["video_encoder.options"]
    assert dark["CLI"].keys() == light["CLI"].keys()
    different = {key for key in dark["CLI"] if dark["CLI"][key] != light["CLI"][key]}
    assert different == {"background_color", *OWN_FOLDERS}
    for key in OWN_FOLDERS:
        assert light["CLI"][key].replace("_light", "") == dark["CLI"][key]
