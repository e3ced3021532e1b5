"""A small writer by SQLite alone, for comparison: writes rows, and says each one's key once it is committed.

    plain_writer.py DATABASE SYNCHRONOUS ROWS
"""

import sqlite3
import sys

database, synchronous, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
connection = sqlite3.connect(database, isolation_level=None)
assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
connection.execute(f"PRAGMA synchronous = {synchronous}")
connection.execute("PRAGMA wal_autocheckpoint = 100")
for number in range(rows):
    key = f"fault-plain-{number}"
    connection.execute("INSERT INTO note (key, filling) VALUES (?, ?)", (key, key * (number % 200)))
    sys.stdout.write(f"{key}\n")
    sys.stdout.flush()
