"""Colours can be read and told apart, also by colour-blind viewers."""

from itertools import combinations

import numpy as np
import pytest
from manim import ManimColor, tempconfig

from sparsity.stage.look.theme import DARK, LIGHT, Theme, current_theme, relative_luminance

THEMES = pytest.mark.parametrize("theme", [DARK, LIGHT], ids=["dark", "light"])
TEXT_ROLES = ("ink", "muted", "solution", "l1", "l2", "lp", "loss", "contact")
# Roles that stand for mathematical things and appear together on one plane.
ACTOR_ROLES = ("solution", "l1", "l2", "lp", "loss", "contact")

# Machado, Oliveira and Fernandes (2009): complete dichromacy, on linear RGB.
PROTANOPIA = np.array(
    [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
)
DEUTERANOPIA = np.array(
    [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
)


def contrast(one: ManimColor, other: ManimColor) -> float:
    light, dark = sorted((relative_luminance(one), relative_luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def lab(color: ManimColor, vision: np.ndarray) -> np.ndarray:
    rgb = np.asarray(color.to_rgb())
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    seen = np.clip(vision @ linear, 0, 1)
    to_xyz = np.array([[0.4124, 0.3576, 0.1805], [0.2126, 0.7152, 0.0722], [0.0193, 0.1192, 0.9505]])
    f = np.cbrt(to_xyz @ seen / [0.9505, 1.0, 1.089])
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@THEMES
@pytest.mark.parametrize("role", TEXT_ROLES)
def test_text_colours_have_a_contrast_of_at_least_4_5(theme: Theme, role: str):
    assert contrast(theme.roles()[role], theme.background) >= 4.5


@THEMES
@pytest.mark.parametrize("vision", [np.eye(3), PROTANOPIA, DEUTERANOPIA], ids=["full", "protanopia", "deuteranopia"])
def test_actors_stay_apart_for_every_kind_of_colour_vision(theme: Theme, vision: np.ndarray):
    colors = theme.roles()
    for one, other in combinations(ACTOR_ROLES, 2):
        distance = np.linalg.norm(lab(colors[one], vision) - lab(colors[other], vision))
        assert distance >= 15, (one, other, distance)


@THEMES
@pytest.mark.parametrize("vision", [np.eye(3), PROTANOPIA, DEUTERANOPIA], ids=["full", "protanopia", "deuteranopia"])
def test_a_contact_is_filled_like_nothing_else(theme: Theme, vision: np.ndarray):
    colors = theme.roles()
    for role in (*ACTOR_ROLES[:-1], "background"):
        distance = np.linalg.norm(lab(theme.contact_fill, vision) - lab(colors[role], vision))
        assert distance >= 25, (role, distance)


@THEMES
def test_a_contact_stands_out_by_its_fill_or_by_the_rim_around_it(theme: Theme):
    assert contrast(theme.contact_fill, theme.contact_rim) >= 3
    assert max(contrast(color, theme.background) for color in (theme.contact_fill, theme.contact_rim)) >= 3


@THEMES
def test_the_fill_of_a_contact_is_bright_gold(theme: Theme):
    red, green, blue = theme.contact_fill.to_rgb()
    assert red > green > 0.7 > 0.3 > blue


@THEMES
def test_the_grid_is_visible_but_fainter_than_any_actor(theme: Theme):
    colors = theme.roles()
    assert contrast(theme.grid, theme.background) >= 1.2
    assert contrast(theme.grid, theme.background) < min(contrast(colors[r], theme.background) for r in ACTOR_ROLES)


@pytest.mark.parametrize(
    ("background", "expected"),
    [("#0F1720", DARK), ("#000000", DARK), ("#303030", DARK), ("#FFFFFF", LIGHT), ("#F4F1E8", LIGHT)],
)
def test_the_theme_follows_the_background(background: str, expected: Theme):
    with tempconfig({"background_color": background}):
        assert current_theme() is expected
