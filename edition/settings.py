"""Settings: the eight keys of edition.toml."""

from dataclasses import dataclass
from pathlib import Path

from edition.diagnostic import Diagnostic, Location, Refused, Severity, nearest
from edition.document import read_bytes

__all__ = ["Settings", "read_settings"]


@dataclass(frozen=True)
class Settings:
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
    import tomllib

    try:
        table = tomllib.loads(read_bytes(file, str(file)).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise Refused(
            Diagnostic(
                Location(str(file), 1, 1),
                "malformed-settings",
                Severity.ERROR,
                f"The settings cannot be read: {error}.",
                "Mend the line that is named.",
            )
        ) from None
    known = Settings.__dataclass_fields__
    values: dict[str, object] = {}
    diagnostics = []
    for key, value in table.items():
        fault = _setting_fault(key, value)
        if fault is None:
            values[key] = tuple(value) if isinstance(value, list) else value
            continue
        close = nearest(key, tuple(known), most=1) if key not in known else []
        diagnostics.append(
            Diagnostic(
                Location(str(file), _line_of(file, key)),
                "unknown-setting",
                Severity.ERROR,
                fault,
                f"Did you mean “{close[0]}”?" if close else f"The keys are: {', '.join(known)}.",
            )
        )
    return Settings(**values), tuple(diagnostics)  # type: ignore[arg-type]  # checked one by one


def _setting_fault(key: str, value: object) -> str | None:
    default = getattr(Settings(), key, None) if key in Settings.__dataclass_fields__ else None
    if default is None:
        return f"“{key}” is no setting of edition."
    if isinstance(default, tuple):
        strings = isinstance(value, list) and all(isinstance(item, str) for item in value)
        return None if strings else f"“{key}” has to be a list of strings."
    return None if isinstance(value, str) else f"“{key}” has to be a string."


def _line_of(file: Path, key: str) -> int:
    lines = file.read_text("utf-8", "replace").split("\n")
    return next((n for n, line in enumerate(lines, 1) if line.lstrip().startswith(key)), 1)
