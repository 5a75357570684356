"""Print our time and docxtpl's on the same work, in one run, then what start-up costs. `--full` also lets docxtpl make 5,000 fiches."""

from __future__ import annotations

import argparse
import gc
import io
import math
import platform
import statistics
import time
import tracemalloc
from collections.abc import Callable
from itertools import islice
from typing import Any

from docxtpl import DocxTemplate
from jinja2 import Environment

from benchmarks import demarrage, echanges, froid
from benchmarks.workloads import Work, convention, dossier, fiches, letters, minutes
from ctg_docs.engine import Template
from ctg_docs.engine.opc import package

ROUNDS = 3


def with_docxtpl(work: Work) -> Callable[[dict[str, Any]], bytes]:
    def make(context: dict[str, Any]) -> bytes:
        template = DocxTemplate(io.BytesIO(work.template))
        template.render(context, jinja_env=Environment(autoescape=True))
        buffer = io.BytesIO()
        template.save(buffer)
        return buffer.getvalue()

    return make


def per_document(make: Callable[[dict[str, Any]], bytes], contexts: list[dict[str, Any]]) -> float:
    """Milliseconds for one document, the collector resting as in a batch."""
    gc.collect()
    start = time.perf_counter()
    for context in contexts:
        make(context)
    return (time.perf_counter() - start) * 1000 / len(contexts)


def zlib_only(template: Template) -> Callable[[dict[str, Any]], bytes]:
    def make(context: dict[str, Any]) -> bytes:
        with package.slow_deflate():
            return template.render(context)

    return make


def row(work: Work, theirs: bool = True) -> dict[str, float]:
    """Measure one work, the engines taking turns in each round; medians."""
    contexts = list(work.contexts())
    few = list(islice(contexts, 10))
    template = Template.load(work.template)
    makers = {"fast": (template.render, contexts), "zlib": (zlib_only(template), contexts)}
    if theirs:
        makers["docxtpl"] = (with_docxtpl(work), few)
    rounds = 1 if theirs and work.name.startswith("dossier") else ROUNDS
    found: dict[str, list[float]] = {name: [] for name in makers}
    for _ in range(rounds):
        for name, (make, given) in makers.items():
            found[name].append(per_document(make, given))
    return {name: statistics.median(times) for name, times in found.items()}


def peak_megabytes(work: Work) -> float:
    """Memory one rendering needs above what is there already."""
    template, contexts = Template.load(work.template), list(work.contexts())
    template.render(contexts[0])
    gc.collect()
    tracemalloc.start()
    template.render(contexts[0])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / 1e6


def verdict(ratio: float, target: float) -> str:
    return f"×{ratio:.0f} (visé ×{target:g})" if target else f"×{ratio:.0f}"


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument(
        "--full", action="store_true", help="docxtpl makes 5,000 fiches too (a minute, 2 GB)"
    )
    full = options.parse_args().full
    print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}\n")
    print(
        "| travail | nous, ms | nous sans isal, ms | docxtpl, ms | gain | gain sans isal |\n|---|---|---|---|---|---|"
    )
    for work in (letters(), fiches(), convention(), minutes(), dossier(1000)):
        t = row(work)
        print(
            f"| {work.name} | {t['fast']:.3f} | {t['zlib']:.3f} | {t['docxtpl']:.1f} "
            f"| {verdict(t['docxtpl'] / t['fast'], work.target_fast)} "
            f"| {verdict(t['docxtpl'] / t['zlib'], work.target_zlib)} |"
        )
    print("\n| dossier de N fiches | nous, ms | mémoire de pointe, Mo |\n|---|---|---|")
    times = {}
    for count in (10, 100, 1000, 5000):
        work = dossier(count)
        times[count] = row(work, theirs=False)["fast"]
        print(f"| {count} | {times[count]:.2f} | {peak_megabytes(work):.1f} |")
    print(
        f"\nExposant de croissance de 100 à 5 000 fiches : {math.log(times[5000] / times[100], 50):.2f} (visé 1,05)."
    )
    print()
    froid.main()
    print()
    demarrage.main()
    echanges.main()
    if full:
        work = dossier(5000)
        theirs = per_document(with_docxtpl(work), list(work.contexts()))
        print(
            f"docxtpl, 5 000 fiches : {theirs:.0f} ms, soit {verdict(theirs / times[5000], work.target_fast)}."
        )


if __name__ == "__main__":
    main()
