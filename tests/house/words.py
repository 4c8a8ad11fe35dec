"""The words of the screens: the Indonesian ones are in the source, the English ones in `locale/en`.

`python -m tests.house.words [FILE.po ...]` takes English words in (also from other files), puts them in order, drops
what no page says any more, compiles, and prints what still has no English.
"""

import ast
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCE = Path(__file__).parents[2] / "src" / "sasando"
ENGLISH = SOURCE / "locale" / "en" / "LC_MESSAGES" / "django.po"
_CALLS = {"_", "gettext", "gettext_lazy", "ngettext", "ngettext_lazy", "gettext_noop"}
_IN_TEMPLATE = re.compile(r"\b(?:n?gettext|_)\(")

Words = str | tuple[str, str]


def said() -> set[Words]:
    """Every Indonesian sentence that a page may say; two of them where a number decides."""
    found: set[Words] = set()
    for folder in (SOURCE / "domain", SOURCE / "web", SOURCE / "project"):
        for file in folder.rglob("*.py"):
            if "migrations" not in file.parts:
                found.update(_in_python(file.read_text(encoding="utf-8")))
        for file in folder.rglob("*.html"):
            found.update(_in_template(file.read_text(encoding="utf-8")))
    return found


def _in_python(source: str) -> Iterator[Words]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and getattr(node.func, "id", getattr(node.func, "attr", "")) in _CALLS:
            yield from _of_call(node)


def _of_call(node: ast.Call) -> Iterator[Words]:
    texts = [arg.value for arg in node.args if isinstance(arg, ast.Constant) and isinstance(arg.value, str)]
    plural = getattr(node.func, "id", getattr(node.func, "attr", "")).startswith("ngettext")
    if plural and len(texts) >= 2:
        yield (texts[0], texts[1])
    elif texts:
        yield texts[0]


def _in_template(source: str) -> Iterator[Words]:
    code = templatize(source)
    for match in _IN_TEMPLATE.finditer(code):
        for end in range(code.find(")", match.start()), len(code)):
            if code[end] == ")":
                try:
                    tree = ast.parse(code[match.start() : end + 1], mode="eval")
                except SyntaxError:
                    continue
                if isinstance(tree.body, ast.Call):
                    yield from _of_call(tree.body)
                break


def known() -> Catalog:
    """The English words."""
    with ENGLISH.open("rb") as file:
        return read_po(file, locale="en")


def key_of(words: Words) -> str:
    """By what a catalogue finds them."""
    return words if isinstance(words, str) else words[0]


def missing(catalogue: Catalog) -> list[str]:
    """What has no English."""
    return sorted(key_of(words) for words in said() if not _is_known(catalogue, words))


def _is_known(catalogue: Catalog, words: Words) -> bool:
    message = catalogue.get(key_of(words))
    return bool(message and (message.string if isinstance(message.string, str) else all(message.string)))


def take_in(files: list[Path]) -> None:
    """Write the catalogue anew, with what these files add."""
    catalogues = [known()] if ENGLISH.exists() else []
    for file in files:
        with file.open("rb") as opened:
            catalogues.append(read_po(opened, locale="en"))
    made = Catalog(locale="en", project="Sasando", fuzzy=False)
    for words in sorted(said(), key=key_of):
        strings = [found.string for one in catalogues if (found := one.get(key_of(words))) and any(found.string)]
        made.add(words, _fitting(words, strings))
    ENGLISH.parent.mkdir(parents=True, exist_ok=True)
    with ENGLISH.open("wb") as file:
        write_po(file, made, width=0, omit_header=False, sort_output=True)
    with ENGLISH.with_suffix(".mo").open("wb") as file:
        write_mo(file, made)


def _fitting(words: Words, strings: list[str | tuple[str, ...]]) -> str | tuple[str, str]:
    """The first of these with as many forms as are needed."""
    if isinstance(words, str):
        return next((one if isinstance(one, str) else one[0] for one in strings), "")
    return next(((one, one) if isinstance(one, str) else (one[0], one[-1]) for one in strings), ("", ""))


if __name__ == "__main__":
    take_in([Path(name) for name in sys.argv[1:]])
    sys.stdout.writelines(f"{text}\n" for text in missing(known()))
