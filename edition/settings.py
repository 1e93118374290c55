"""Settings: the eight keys of edition.toml."""

import re
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Refused, Severity
from edition.file import read_bytes
from edition.suggestion import nearest
from edition.value import Value

__all__ = ["Settings", "place", "read_settings"]


class Settings(Value):
    """What `edition.toml` may say; everything else is read from the TEI headers."""

    base: str = ""
    output: str = "build"
    formats: tuple[str, ...] = ()
    schema: str = ""
    style: str = ""
    language: str = "en"
    ignore: tuple[str, ...] = ()
    baseline: str = ""


def read_settings(file: Path) -> tuple[Settings, tuple[Diagnostic, ...]]:
    """Return the settings of a file, and a finding for each key that cannot be used.

    Raises Refused where the file is no TOML.
    """
    text = _text(file)
    values: dict[str, object] = {}
    diagnostics = []
    for key, value in _table(text, file).items():
        fault = _setting_fault(key, value)
        if fault is None:
            values[key] = tuple(value) if isinstance(value, list) else value
        else:
            at, hint = Location(str(file), *_place_of(key, text)), _hint(key)
            diagnostics.append(Diagnostic(at, "unknown-setting", Severity.ERROR, fault, hint))
    return Settings(**values), tuple(diagnostics)  # type: ignore[arg-type]  # checked one by one


def place(file: Path, key: str) -> Location:
    """Return where a file of settings states one: the parser tells no places."""
    return Location(str(file), *_place_of(key, _text(file)))


def _text(file: Path) -> str:
    try:
        return read_bytes(file, str(file)).decode("utf-8-sig")
    except UnicodeDecodeError:
        raise _malformed(file, 1, 1, "the file is not UTF-8") from None


def _table(text: str, file: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason, _, place = str(error).partition(" (at ")
        numbers = [int(number) for number in re.findall(r"\d+", place)]
        end = (text.count("\n") + 1, len(text) - text.rfind("\n"))
        line, column = numbers if len(numbers) == 2 else end
        raise _malformed(file, line, column, reason) from None


def _hint(key: str) -> str:
    known = Settings.field_names
    close = nearest(key, known, most=1) if key not in known else []
    return f"Did you mean “{close[0]}”?" if close else f"The keys are: {', '.join(known)}."


def _setting_fault(key: str, value: object) -> str | None:
    default = Settings.field_defaults.get(key)
    if default is None:
        return f"“{key}” is no setting of edition."
    if isinstance(default, tuple):
        strings = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return None if strings else f"“{key}” has to be a list of strings."
    if not isinstance(value, str):
        return f"“{key}” has to be a string."
    if key == "base" and value and not value.startswith(("http://", "https://")):
        return f"“base” has to be a web address, and “{value}” is none."
    return None


def _malformed(file: Path, line: int, column: int, reason: str) -> Refused:
    return Refused(
        Diagnostic(
            Location(str(file), line, column),
            "malformed-settings",
            Severity.ERROR,
            f"The settings cannot be read: {reason}.",
            'Mend this line; a setting is written KEY = "VALUE".',
        )
    )


def _place_of(key: str, text: str) -> tuple[int, int]:
    """Return line and column of a key; of one that is written in no common way, the first."""
    written = re.compile(rf"[ \t]*\[*[ \t]*[\"']?{re.escape(key)}(?![\w-])")
    for number, line in enumerate(text.split("\n"), 1):
        if written.match(line):
            return number, len(line) - len(line.lstrip()) + 1
    return 1, 1
