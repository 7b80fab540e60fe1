"""How Sphinx builds the site: sphinx-build -W -n docs docs/_build."""

from __future__ import annotations

import inspect
import re
from importlib.metadata import version as installed_version
from typing import TYPE_CHECKING

from docutils.statemachine import StringList
from sphinx.pycode import ModuleAnalyzer
from sphinx.util.docutils import SphinxDirective

import rivertype

if TYPE_CHECKING:
    from collections.abc import Iterator

    from docutils import nodes
    from sphinx.application import Sphinx

project = "rivertype"
author = "The rivertype authors"
project_copyright = author
version = release = installed_version("rivertype")

extensions = ["myst_parser"]
exclude_patterns = ["_build", "examples"]
myst_enable_extensions = ["colon_fence"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"rivertype {release}"
html_static_path = ["_static"]
html_css_files = ["tables.css"]
html_copy_source = False
html_show_sphinx = False

# The sentence of a field's docstring that names it elsewhere: Go `At`, key `at`.
NAMES_ELSEWHERE = re.compile(r"(.*)\bGo (`\w+`)(?:, (?:column|key) (`\w+`))?\.(.*)")


class FromDocstrings(SphinxDirective):
    """A directive that writes Markdown from the source, for the page's own parser to read."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Give the nodes of what `markdown` writes."""
        return self.parse_text_to_nodes(StringList(list(self.markdown(self.arguments[0])), source=__file__))

    def markdown(self, name: str) -> Iterator[str]:
        """Write the lines on a public name."""
        raise NotImplementedError


class Fields(FromDocstrings):
    """A table of a class's fields, or of an enum's members."""

    def markdown(self, name: str) -> Iterator[str]:
        """Write a row for each field."""
        class_ = getattr(rivertype, name)
        types = inspect.get_annotations(class_)
        yield "| Field and type | Go and column | What it holds |"
        yield "|---|---|---|"
        for field, docstring in attribute_docstrings(class_.__module__, name):
            before, go, elsewhere, after = NAMES_ELSEWHERE.fullmatch(docstring).groups(default="")
            type_ = types.get(field, "").replace("|", r"\|")
            yield f"| `{field}` {type_ and f'`{type_}`'} | {go} {elsewhere} | {before}{after} |"


class Description(FromDocstrings):
    """What the docstring of a function or class says, and for an exception those of its attributes."""

    def markdown(self, name: str) -> Iterator[str]:
        """Write the docstring."""
        described = getattr(rivertype, name)
        yield from inspect.getdoc(described).splitlines()
        if inspect.isclass(described) and issubclass(described, Exception):
            for attribute, docstring in attribute_docstrings(described.__module__, name):
                yield from ("", f"`{attribute}`: {docstring}")


class Methods(FromDocstrings):
    """The public methods of a class."""

    def markdown(self, name: str) -> Iterator[str]:
        """Write the signature and the docstring of each."""
        class_ = getattr(rivertype, name)
        for method in vars(class_):
            if not method.startswith("_") and inspect.isroutine(function := getattr(class_, method)):
                yield from (f"**`{name}.{method}{signature(function)}`**", "")
                yield from (*inspect.getdoc(function).splitlines(), "")


def attribute_docstrings(module: str, owner: str) -> Iterator[tuple[str, str]]:
    """The attributes of a class, each with its docstring on one line."""
    for (class_, attribute), docstring in ModuleAnalyzer.for_module(module).find_attr_docs().items():
        if class_ == owner:
            yield attribute, " ".join(filter(None, docstring))


def signature(function: object) -> str:
    """The signature of a function or method as its caller sees it."""
    written = str(inspect.signature(function)).replace("'", "").replace("column.Row", "Row")
    return re.sub(r"\(self(, )?", "(", written)


def setup(app: Sphinx) -> None:
    """Make the directives known."""
    app.add_directive("fields", Fields)
    app.add_directive("description", Description)
    app.add_directive("methods", Methods)
