"""Documentation: where a finding leads to read on: to the project's own pages about its schema."""

from collections.abc import Iterable

from edition.diagnostic import Diagnostic
from edition.file import is_file
from edition.project import Project

__all__ = ["led"]


def led(found: Iterable[Diagnostic], project: Project) -> list[Diagnostic]:
    """Return findings that lead to the Guidelines of TEI with the project's page in its place.

    `edition schema document` writes the pages into OUTPUT/schema, under the names that they have
    in the Guidelines. What is not documented there leads where it led before. With a `base` the
    address is the public one, else that of the file.
    """
    if not project.is_project or not project.documentation.is_dir():
        return list(found)
    return [
        each if each.url is None else each.changed(url=_address(each.url, project))
        for each in found
    ]


def _address(url: str, project: Project) -> str:
    from edition.relaxng.phrase import GUIDELINES

    start, _, end = GUIDELINES.partition("{}")
    file = project.documentation / f"ref-{url.removeprefix(start)}"
    if not (url.startswith(start) and url.endswith(end) and is_file(file)):
        return url
    base = project.settings.base
    if not base:
        return file.resolve().as_uri()
    return f"{base.rstrip('/')}/{project.documentation.name}/{file.name}"
