/* Single-statement durable commits: how often SQLite itself can say "it is on disk", one INSERT at a time.
 *
 *     commits DATABASE SECONDS
 *
 * The settings are the server's (WAL, synchronous = FULL, foreign keys on, no memory-mapped I/O); the row is about as
 * long as a sheet's. Prints commits a second. */
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void run(sqlite3 *database, const char *sql)
{
    char *message = NULL;
    if (sqlite3_exec(database, sql, NULL, NULL, &message) != SQLITE_OK) {
        fprintf(stderr, "commits: %s\n", message);
        exit(1);
    }
}

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

int main(int count, char **arguments)
{
    if (count != 3) {
        fprintf(stderr, "usage: commits DATABASE SECONDS\n");
        return 64;
    }
    double seconds = atof(arguments[2]);
    sqlite3 *database = NULL;
    if (sqlite3_open(arguments[1], &database) != SQLITE_OK) {
        fprintf(stderr, "commits: cannot open %s\n", arguments[1]);
        return 73;
    }
    run(database, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0");
    run(database, "CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, area_id INTEGER NOT NULL, tier TEXT NOT NULL,"
                  " assessor_id INTEGER, total INTEGER NOT NULL, recorded_at INTEGER NOT NULL, recorded_by TEXT NOT NULL)"
                  " STRICT");
    sqlite3_stmt *statement = NULL;
    if (sqlite3_prepare_v2(database, "INSERT INTO entry (area_id, tier, assessor_id, total, recorded_at, recorded_by)"
                                     " VALUES (?, 'branch', ?, ?, ?, '1000101')", -1, &statement, NULL) != SQLITE_OK) {
        fprintf(stderr, "commits: %s\n", sqlite3_errmsg(database));
        return 1;
    }
    long commits = 0;
    double begin = now(), end = begin;
    while (end - begin < seconds) {
        sqlite3_bind_int64(statement, 1, commits % 1000 + 1);
        sqlite3_bind_int64(statement, 2, commits % 999 + 1);
        sqlite3_bind_int64(statement, 3, 8400 + commits % 1600);
        sqlite3_bind_int64(statement, 4, 1790000000 + commits);
        if (sqlite3_step(statement) != SQLITE_DONE) {
            fprintf(stderr, "commits: %s\n", sqlite3_errmsg(database));
            return 1;
        }
        sqlite3_reset(statement);
        commits++;
        end = now();
    }
    printf("%.1f\n", (double)commits / (end - begin));
    sqlite3_finalize(statement);
    sqlite3_close(database);
    return 0;
}
