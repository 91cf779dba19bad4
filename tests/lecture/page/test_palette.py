"""What is written in the colours of the films is legible on the page, too."""

from __future__ import annotations

import re

import pytest
from manim import ManimColor

from sparsity.lecture.page.palette import palettes
from sparsity.stage.look.theme import relative_luminance


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("role", ["ink", "muted", "solution", "l1"])
@pytest.mark.parametrize("behind", ["paper", "background"])
def test_text_stands_out(theme: str, role: str, behind: str):
    colors = dict(re.findall(r"--(\w+): (#\w+)", palettes()[theme]))
    light, dark = sorted((relative_luminance(ManimColor(colors[name])) for name in (role, behind)), reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5
