"""Times as players and video sites show them."""

from __future__ import annotations


def clock(seconds: float) -> str:
    """Hours, if there are any, minutes and whole seconds; what has not passed does not count.

    >>> clock(0), clock(81.9), clock(3700)
    ('0:00', '1:21', '1:01:40')
    """
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"
