"""Failures are told in one plain line."""

from __future__ import annotations

import errno

from sparsity.lecture.reasons import plain_reason


def test_a_full_disk_is_recognised_behind_other_errors():
    error = RuntimeError("Failed to encode video segment")
    error.__cause__ = OSError(errno.ENOSPC, "No space left on device")
    assert plain_reason(error) == "the disk is full"


def test_a_reason_is_one_line():
    assert plain_reason(ValueError("no\n  such thing")) == "no such thing"
    assert plain_reason(PermissionError(errno.EACCES, "Permission denied", "a\nb")) == "a b: Permission denied"
    assert plain_reason(KeyError("x")) == "KeyError: 'x'"
    assert plain_reason(MemoryError()) == "MemoryError"
