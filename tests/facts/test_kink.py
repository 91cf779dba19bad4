"""What is true of one weight at a price."""

from __future__ import annotations

import numpy as np
import pytest

from sparsity.facts.kink import KinkFacts

SETTINGS = [(2, 3), (1, 2), (0.01, 0.2), (100, 90), (8, 9.5)]
with_settings = pytest.mark.parametrize(("price", "wish"), SETTINGS, ids=str)


def test_the_thresholds_of_the_usual_price():
    facts = KinkFacts(2, 3)
    assert (facts.threshold, facts.hard_jump) == (1, pytest.approx(2**0.5))
    assert facts.half_jump == pytest.approx((1.5, 1))
    assert [facts.answer(3, p) for p in (1, 2)] == [2, 1]
    assert facts.sums_written == ("(w - z)^2 + 2 abs(w)", "(w - z)^2 + 2 w^2")
    assert KinkFacts(1, 2).sums_written[1] == "(w - z)^2 +  w^2"


@with_settings
@pytest.mark.parametrize("p", [1, 2])
@pytest.mark.parametrize("share", [0.0, 0.4, 1.0])
def test_the_answer_is_where_the_drawn_cost_is_least(price, wish, p, share):
    facts = KinkFacts(price, wish)
    for z in np.linspace(-wish, wish, 13):
        answer = facts.answer(z, p, share)
        least = facts.cost(answer, z, p, share)
        for low, high, (c0, c1, c2) in facts.sum_pieces(z, p, share):
            w = np.linspace(max(low, -2 * wish), min(high, 2 * wish), 2001)
            drawn = c0 + c1 * w + c2 * w**2
            assert drawn == pytest.approx([facts.cost(x, z, p, share) for x in w])
            assert drawn.min() >= least - 1e-9 * price


@with_settings
def test_the_kink_holds_up_to_the_threshold_and_the_square_at_zero_only(price, wish):
    facts = KinkFacts(price, wish)
    for share in (-1, -0.5, 0, 0.5, 1):
        assert facts.answer(share * facts.threshold, 1) == 0
    assert facts.answer(1.001 * facts.threshold, 1) > 0
    assert facts.answer(1e-6, 2) > 0


@with_settings
@pytest.mark.parametrize("p", [0, 0.5, 1, 2])
def test_what_is_traced_is_the_answer_and_jumps_where_it_does(price, wish, p):
    facts = KinkFacts(price, wish)
    pieces = facts.map_pieces(p)
    assert len(pieces) == (3 if p < 1 else 1)
    ends = np.concatenate([z for z, _ in pieces])
    assert (ends[0], ends[-1]) == (-wish, wish)
    assert (np.diff(ends) >= 0).all()
    for z, w in pieces:
        inside = np.linspace(z[0], z[-1], 41)[1:-1]
        traced = np.interp(inside, z, w)
        assert traced == pytest.approx([facts.answer(x, p) for x in inside], abs=2e-3 * wish)
    if p < 1:
        landing = facts.hard_jump if p == 0 else facts.half_jump[1]
        assert pieces[2][1][0] == landing
        assert facts.answer(pieces[2][0][0] * (1 + 1e-9), p) == pytest.approx(landing, rel=1e-3)


@pytest.mark.parametrize(
    ("price", "wish", "message"),
    [
        (0, 3, "price must be a number from 0.01 to 100, not 0"),
        ("2", 3, "price must be a number"),
        (2, 1.5, "wish must be a number from 1.95 to 6, not 1.5: or the thresholds of this price are not seen"),
        (2, 7, "wish must be a number"),
        (2, None, "wish must be a number"),
    ],
    ids=str,
)
def test_numbers_without_a_story_are_refused(price, wish, message):
    with pytest.raises(ValueError, match=f"^{message}"):
        KinkFacts(price, wish)
