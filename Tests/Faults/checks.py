"""Whether a database file is whole, and has what was acknowledged. Reads a copy or a file at rest, by SQLite alone."""

import dataclasses
import shutil
import sqlite3

from deeds import MARK

# What deeds leave behind.
SHEETS = f"SELECT comment, count(*) FROM sheet WHERE comment LIKE '{MARK}-%' GROUP BY comment"
AREAS = "SELECT id, version, boundary FROM responsibility_area"
# The audit's entries, which are numbered from one on.
NUMBERS = "SELECT count(*), min(id), max(id) FROM audit"


@dataclasses.dataclass
class Findings:
    """What is wrong with a file; nothing, if it holds."""

    faults: list = dataclasses.field(default_factory=list)
    missing: list = dataclasses.field(default_factory=list)
    doubled: list = dataclasses.field(default_factory=list)

    @property
    def is_clean(self):
        return not (self.faults or self.missing or self.doubled)


def copy_crashed(database, folder):
    """The file and its log as they lie there. The index beside them does not outlive the machine and is left out."""
    folder.mkdir(parents=True, exist_ok=True)
    copied = folder / database.name
    for suffix in ["", "-wal", "-journal", ".keys"]:
        source = database.with_name(database.name + suffix)
        target = folder / source.name
        target.unlink(missing_ok=True)
        if source.exists():
            shutil.copyfile(source, target)
    (folder / f"{database.name}-shm").unlink(missing_ok=True)
    return copied


def faults(connection):
    """What SQLite finds wrong with the file, and the gaps in the audit's numbers."""
    found = [row[0] for row in connection.execute("PRAGMA integrity_check(5)") if row[0] != "ok"]
    found += [f"foreign key: {row}" for row in connection.execute("PRAGMA foreign_key_check")]
    return found + gaps(*connection.execute(NUMBERS).fetchone())


def gaps(count, first, last):
    """What is wrong with the audit's numbers, by what NUMBERS was answered with."""
    return [f"{count} audit entries are numbered {first} to {last}"] if count and (first != 1 or last != count) else []


def examine(database, effects):
    """Opens the file as the next start would, and looks for everything that was acknowledged.

    :param effects: by key, ``Effect``s.
    """
    findings = Findings()
    connection = sqlite3.connect(database)
    try:
        findings.faults = faults(connection)
        sheets, areas = (connection.execute(query).fetchall() for query in (SHEETS, AREAS))
    except sqlite3.DatabaseError as error:
        findings.faults.append(str(error))
        return findings
    finally:
        connection.close()
    compare(findings, sheets, areas, effects)
    return findings


def compare(findings, sheets, areas, effects):
    """What is missing of the effects, or there more than once, by what SHEETS and AREAS were answered with."""
    sheets = dict(sheets)
    areas = {id: (version, boundary) for id, version, boundary in areas}
    findings.doubled = [key for key, count in sheets.items() if count > 1]
    for key, effect in effects.items():
        if effect.kind == "sheet":
            found = key in sheets
        else:
            # What was made or edited stands, or was overwritten by an edit with a later version.
            version, boundary = areas.get(effect.id, (0, None))
            found = version > effect.version or version == effect.version and boundary == key
        if not found:
            findings.missing.append(key)

