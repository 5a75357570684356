"""Compare the engine with docxtpl, in one run, on the same work. Run with `python -m benchmarks`."""
