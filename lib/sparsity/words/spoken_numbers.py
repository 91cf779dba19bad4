"""Numbers and simple fractions as English words."""

from __future__ import annotations

BELOW_TWENTY = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"),
    *("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_THOUSANDS = ("", "thousand", "million", "billion", "trillion")
_PARTS = ("half", "third", "quarter", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")


def number_in_words(digits: str) -> list[str]:
    """Say a number without a sign, as it is written.

    >>> number_in_words("10"), number_in_words("0.667"), number_in_words("1.0050")
    (['ten'], ['zero', 'point', 'six', 'six', 'seven'], ['one', 'point', 'zero', 'zero', 'five', 'zero'])
    >>> " ".join(number_in_words("1234567"))
    'one million two hundred thirty-four thousand five hundred sixty-seven'

    Larger numbers are not written in digits.

    >>> number_in_words("1000000000000000")
    Traceback (most recent call last):
        ...
    ValueError: number must have at most 15 digits before the point to be said, not '1000000000000000'
    """
    whole, _, rest = digits.partition(".")
    if len(whole) > 3 * len(_THOUSANDS):
        raise ValueError(
            f"number must have at most {3 * len(_THOUSANDS)} digits before the point to be said, not {digits!r}"
        )
    return _whole(int(whole)) + (["point", *(BELOW_TWENTY[int(digit)] for digit in rest)] if rest else [])


def fraction_in_words(numerator: int, denominator: int) -> list[str]:
    """Say a fraction of two whole numbers from 0.

    >>> fraction_in_words(1, 2), fraction_in_words(3, 4), fraction_in_words(5, 101)
    (['one', 'half'], ['three', 'quarters'], ['five', 'over', 'one', 'hundred', 'one'])
    >>> fraction_in_words(5, 2)
    ['five', 'halves']
    """
    if numerator < 1 or not 2 <= denominator <= len(_PARTS) + 1:
        return [*_whole(numerator), "over", *_whole(denominator)]
    part = _PARTS[denominator - 2]
    several = "halves" if part == "half" else f"{part}s"
    return [*_whole(numerator), part if numerator == 1 else several]


def _whole(number: int) -> list[str]:
    words: list[str] = []
    for power, name in reversed(list(enumerate(_THOUSANDS))):
        group = number // 1000**power % 1000
        if group:
            words += _below_thousand(group) + ([name] if name else [])
    return words or ["zero"]


def _below_thousand(number: int) -> list[str]:
    hundreds, rest = divmod(number, 100)
    words = [BELOW_TWENTY[hundreds], "hundred"] if hundreds else []
    if rest >= 20:
        tens, ones = divmod(rest, 10)
        words.append(_TENS[tens - 2] + (f"-{BELOW_TWENTY[ones]}" if ones else ""))
    elif rest:
        words.append(BELOW_TWENTY[rest])
    return words
