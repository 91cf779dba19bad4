"""The Content-Security-Policy of a page: what it may run and load, which is nothing from elsewhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256


def content_security_policy(*, styles: Sequence[str], scripts: Sequence[str]) -> str:
    """A policy that allows these very styles and scripts, and pictures, videos and captions from beside the page.

    Scripts cannot connect to anything; forms cannot be sent; the base address cannot be moved.

    >>> content_security_policy(styles=[], scripts=[])[:36]
    "default-src 'none'; style-src 'none'"
    """
    return "; ".join(
        [
            "default-src 'none'",
            f"style-src {_hashes(styles)}",
            f"script-src {_hashes(scripts)}",
            "img-src 'self' data:",
            "media-src 'self' data:",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


def _hashes(texts: Sequence[str]) -> str:
    hashes = [f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'" for text in texts]
    return " ".join(hashes) or "'none'"
