"""`make search-quality`: how often the right page comes up, for wordings as people type them.

Imports the questions of `--data` into a database and an index of its own, asks the API every wording, and prints
recall@1 / recall@5 / MRR@10 per set and kind, without a judgement. Two sets of wordings come with the data or are
ours (quality/wordings), one is of misspellings, and one asks for each page by its own question.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

from quality import product
from quality.baseline import plain_searches
from quality.measuring import BEGINNING, PLAIN, SEARCH, SUGGEST, Answer, Ways, ask, ways_to_ask
from quality.misspellings import read_misspellings
from quality.queries import OURS, OWN, Wanted, own_questions, read_wanted
from quality.report import as_json, groups_of, misses, table
from quality.texts import Text, read_texts

SETS = ("rijksoverheid", "irma")
MISSPELLINGS = "lexical-nl/misspellings-opentaal-corrections.tsv"
SAMPLE = 500


def main() -> None:
    arguments = parse()
    files = {name: file for name in SETS if (file := arguments.data / name / "faq.jsonl").is_file()}
    if not files:
        sys.exit(f"{arguments.data} holds no questions: name the folder of the data with --data.")
    began = time.perf_counter()
    texts = {name: read_texts(file) for name, file in files.items()}
    with ExitStack() as stack:
        folder = arguments.folder or Path(
            stack.enter_context(tempfile.TemporaryDirectory(prefix="vraagbaak-quality-"))
        )
        prepare(folder, files)
        answers = measure(arguments, texts)
    show(arguments, answers, texts, seconds=time.perf_counter() - began)


def parse() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m quality", description=__doc__)
    parser.add_argument("--data", type=Path, default=Path("../shared/data"), help="default: %(default)s")
    parser.add_argument(
        "--folder", type=Path, help="keep the database here and use it again; the index is always made anew"
    )
    parser.add_argument("--set", action="append", help="only sets whose name holds this; may be repeated")
    parser.add_argument("--misses", action="store_true", help="list what is not first, and what came instead")
    parser.add_argument("--misses-of", choices=[SEARCH, SUGGEST, BEGINNING], default=SEARCH)
    parser.add_argument("--anywhere", action="store_true", help="ask without naming the language")
    parser.add_argument("--json", action="store_true", help="print JSON instead of tables")
    return parser.parse_args()


def prepare(folder: Path, files: dict[str, Path]) -> None:
    filled = folder / "filled"
    folder.mkdir(parents=True, exist_ok=True)
    product.start(folder.resolve())
    product.make_database()
    if not filled.exists():
        product.fill(files)
        filled.touch()
    product.index()


def measure(arguments: argparse.Namespace, texts: dict[str, list[Text]]) -> list[Answer]:
    everything = [text for of_set in texts.values() for text in of_set]
    ways = ways_to_ask(product.Api(anywhere=arguments.anywhere), plain_searches(everything))
    typed: Ways = {way: ways[way] for way in (SEARCH, SUGGEST, PLAIN)}
    known: Ways = {way: ways[way] for way in (SEARCH, PLAIN)}
    return [
        *ask(chosen(arguments, wordings(arguments.data, texts)), ways),
        *ask(chosen(arguments, misspelt(arguments.data, everything)), typed),
        *ask(chosen(arguments, by_question(texts)), known),
    ]


def chosen(arguments: argparse.Namespace, queries: Sequence[Wanted]) -> list[Wanted]:
    parts = arguments.set or [""]
    return [wanted for wanted in queries if any(part in wanted.set for part in parts)]


def wordings(data: Path, texts: dict[str, list[Text]]) -> list[Wanted]:
    queries: list[Wanted] = []
    for name in texts:
        given, ours = data / name / "queries.jsonl", OWN / f"{name}.jsonl"
        if given.is_file():
            queries += read_wanted(given, name=name)
        if ours.is_file():
            queries += read_wanted(ours, name=f"{OURS}{name}")
    return queries


def misspelt(data: Path, texts: Sequence[Text]) -> list[Wanted]:
    file = data / MISSPELLINGS
    return read_misspellings(file, texts=texts, size=SAMPLE) if file.is_file() else []


def by_question(texts: dict[str, list[Text]]) -> list[Wanted]:
    return [
        wanted
        for name, of_set in texts.items()
        for wanted in own_questions(of_set, name=f"{name} by its own question")
    ]


def show(
    arguments: argparse.Namespace, answers: list[Answer], texts: dict[str, list[Text]], *, seconds: float
) -> None:
    groups = groups_of(answers)
    if arguments.json:
        print(json.dumps(as_json(answers, groups, seconds=seconds), ensure_ascii=False, indent=2))
        return
    print("Each figure: recall@1 / recall@5 / MRR@10.\n")
    print("\n\n".join(table(name, kinds) for name, kinds in groups.items()))
    if arguments.misses:
        questions = {text.id: text.question for of_set in texts.values() for text in of_set}
        print("\n" + misses(answers, questions, way=arguments.misses_of))
    print(f"\n{len(answers)} answers in {seconds:.0f} s.")


if __name__ == "__main__":
    main()
