"""What a worker is told to do in tests: light, so that it starts at once."""

from __future__ import annotations

import os
import time


def square(number: int) -> int:
    """Answer; 3 kills the worker, 5 hangs."""
    if number == 3:
        os._exit(1)
    if number == 5:
        time.sleep(60)
    return number * number
