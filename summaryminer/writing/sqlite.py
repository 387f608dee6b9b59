"""SQLite: all tables in one database, column types from ``schema.py``."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from pathlib import Path

from summaryminer import schema

__all__ = ["write_tables"]

_TYPES = {"text": "TEXT", "category": "TEXT", "integer": "INTEGER", "number": "REAL"}


def write_tables(path: Path, tables: Mapping[str, Iterable[tuple[object, ...]]]) -> dict[str, int]:
    """Writes a database and returns how many rows each of its tables has.

    Args:
        path: the file; it appears whole or not at all.
        tables: table name → tuples in column order.

    Raises:
        OSError: it can't be written.
    """
    partial = path.with_name(path.name + ".partial")
    partial.unlink(missing_ok=True)
    counts: dict[str, int] = {}
    connection = sqlite3.connect(partial, isolation_level=None)
    try:
        # Nobody sees the file before it is whole, so nothing needs to be undone: no journal.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("BEGIN")
        for table, rows in tables.items():
            columns = schema.TABLES[table]
            described = ", ".join(f'"{c.name}" {_TYPES[c.type]}{"" if c.nullable else " NOT NULL"}' for c in columns)
            connection.execute(f'CREATE TABLE "{table}" ({described})')
            statement = f'INSERT INTO "{table}" VALUES ({", ".join("?" * len(columns))})'
            counts[table] = connection.executemany(statement, rows).rowcount
            counts[table] = max(0, counts[table])
        connection.execute("COMMIT")
    except sqlite3.OperationalError as error:
        raise OSError(None, f"the database can't be written: {error}", str(path)) from error
    finally:
        connection.close()
    partial.replace(path)
    return counts
