"""A scene in a notebook: paths, and a video with captions that needs no other file."""

from __future__ import annotations

import re
from base64 import b64decode
from pathlib import Path

import pytest

from sparsity.lecture import RenderedScene, render_scene


@pytest.fixture(scope="module")
def rendered(tmp_path_factory: pytest.TempPathFactory) -> RenderedScene:
    out = tmp_path_factory.mktemp("notebook")
    return render_scene("diamond", quality="draft", aspect="1:1", out=out, data_point=[-4.0, 2])


def test_all_paths_are_files(rendered: RenderedScene):
    paths = [rendered.video, rendered.captions, rendered.chapters, rendered.transcript, rendered.poster]
    assert all(path.is_file() for path in [*paths, *rendered.stills])
    assert len(rendered.stills) == len(rendered.manifest["beats"]) > 4
    assert rendered.manifest["changed_parameters"] == {"data_point": "-4,2"}


def test_a_notebook_shows_the_video_with_its_captions_inside(rendered: RenderedScene):
    html = rendered._repr_html_()
    inlined = dict(re.findall(r'src="data:([a-z/0-9]+);base64,([^"]+)"', html))
    assert b64decode(inlined["video/mp4"]) == rendered.video.read_bytes()
    assert b64decode(inlined["text/vtt"]) == rendered.captions.read_bytes()
    assert "http" not in re.sub(r"base64,[^\"]+", "", html)


def test_what_a_scene_refuses_is_an_error_that_says_why(tmp_path: Path):
    with pytest.raises(RuntimeError, match=r"diamond could not be rendered: data_point \(x, y\) must have y other"):
        render_scene("diamond", quality="draft", out=tmp_path, data_point=(10, 0))
    with pytest.raises(ValueError, match="data_point takes numbers"):
        render_scene("diamond", out=tmp_path, data_point="nonsense")
    with pytest.raises(ValueError, match="unknown scene 'dimond'"):
        render_scene("dimond", out=tmp_path)
    assert not list(tmp_path.rglob("*.mp4"))
