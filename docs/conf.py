"""How Sphinx builds the site: sphinx-build -W -n docs docs/_build."""

from __future__ import annotations

import inspect
import re
from enum import Enum
from importlib.metadata import version as installed_version
from textwrap import indent
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
myst_enable_extensions = ["colon_fence", "deflist"]
myst_heading_anchors = 3

html_theme = "furo"
html_title = f"rivertype {release}"
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False


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
    """A class's fields, or an enum's members, each as it is declared and with its docstring."""

    def markdown(self, name: str) -> Iterator[str]:
        """Write a definition of each."""
        class_ = getattr(rivertype, name)
        attributes = ModuleAnalyzer.for_module(class_.__module__).find_attr_docs()
        for (owner, attribute), docstring in attributes.items():
            if owner == name:
                yield from definition(declaration(class_, attribute), " ".join(filter(None, docstring)))


class Description(FromDocstrings):
    """What the docstring of a function or class says."""

    def markdown(self, name: str) -> Iterator[str]:
        """Write the docstring."""
        yield from inspect.getdoc(getattr(rivertype, name)).splitlines()


class Methods(FromDocstrings):
    """The public methods of a class, each with its signature and docstring."""

    def markdown(self, name: str) -> Iterator[str]:
        """Write a definition of each."""
        class_ = getattr(rivertype, name)
        for method in vars(class_):
            if not method.startswith("_") and inspect.isroutine(function := getattr(class_, method)):
                yield from definition(f"{name}.{method}{signature(function)}", inspect.getdoc(function))


def definition(term: str, text: str) -> Iterator[str]:
    """An item of a definition list: code, and what it is."""
    yield f"`{term}`"
    yield from indent(text, "  ").replace("  ", ": ", 1).splitlines()
    yield ""


def declaration(class_: type, name: str) -> str:
    """A field, attribute or member with its type and default."""
    if issubclass(class_, Enum):
        return f"{name} = {class_[name].value!r}"
    parameter = inspect.signature(class_).parameters[name]
    declared = f"{name}: {parameter.annotation}"
    default = parameter.default
    if default is parameter.empty:
        return declared
    return f"{declared} = {f'JobState.{default.name}' if isinstance(default, Enum) else repr(default)}"


def signature(function: object) -> str:
    """The signature of a function or method as its caller sees it."""
    written = str(inspect.signature(function)).replace("'", "").replace("column.Row", "Row")
    return re.sub(r"\(self(, )?", "(", written)


def setup(app: Sphinx) -> None:
    """Make the directives known."""
    app.add_directive("fields", Fields)
    app.add_directive("description", Description)
    app.add_directive("methods", Methods)
