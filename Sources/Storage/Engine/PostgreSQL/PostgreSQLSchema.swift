import Crypto
import Foundation

/// The schema as PostgreSQL is told it: made from the very statements that SQLite is told, so that there is one schema.
struct PostgreSQLSchema: Sendable {
    /// Of each migration, in their order.
    let statements: [String]
    /// By kind and name, such as `trigger audit_is_never_edited`, what there is after all of them.
    let names: Set<String>

    /// Of all migrations that there are: rendered once, which takes a while.
    static let whole = PostgreSQLSchema(Migration.all)

    static func of(_ migrations: [Migration]) -> PostgreSQLSchema {
        migrations.map(\.name) == Migration.all.map(\.name) ? whole : PostgreSQLSchema(migrations)
    }

    init(_ migrations: [Migration]) {
        var made = Rendering()
        statements = migrations.map { made.render($0.statements) }
        names = made.names.union(["table schema_step", "table schema_watch", "table last_key", "table kept_content"])
    }

    /// What every database of ours has before its first migration.
    static let steps = #"""
        CREATE TABLE IF NOT EXISTS schema_step (name TEXT COLLATE "C" NOT NULL PRIMARY KEY);
        CREATE TABLE IF NOT EXISTS schema_watch (digest TEXT COLLATE "C" NOT NULL);
        CREATE TABLE IF NOT EXISTS last_key (table_name TEXT COLLATE "C" NOT NULL PRIMARY KEY, last BIGINT NOT NULL);
        -- What records carry, which a database in a file has in a folder beside it.
        CREATE TABLE IF NOT EXISTS kept_content (
            hash TEXT COLLATE "C" NOT NULL PRIMARY KEY, kept_at BIGINT NOT NULL, bytes BYTEA NOT NULL);

        CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN RAISE EXCEPTION '%', TG_ARGV[0] USING ERRCODE = 'ZH001'; END $$;

        -- Takes a table away that another one is to replace, and keeps what refers to it.
        CREATE OR REPLACE FUNCTION set_aside(replaced TEXT) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE entry RECORD;
        BEGIN
            CREATE TEMP TABLE IF NOT EXISTS set_aside (replaced TEXT, referring TEXT, definition TEXT) ON COMMIT DROP;
            FOR entry IN
                SELECT conname, conrelid::regclass AS referring, pg_get_constraintdef(oid) AS definition FROM pg_constraint
                 WHERE contype = 'f' AND confrelid = replaced::regclass AND conrelid <> confrelid
            LOOP
                INSERT INTO set_aside VALUES (replaced, entry.referring, entry.definition);
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', entry.referring, entry.conname);
            END LOOP;
            EXECUTE format('DROP TABLE %I', replaced);
        END $$;

        CREATE OR REPLACE FUNCTION put_back(replaced_one TEXT) RETURNS void LANGUAGE plpgsql AS $$
        DECLARE entry RECORD;
        BEGIN
            FOR entry IN SELECT * FROM set_aside WHERE replaced = replaced_one AND to_regclass(referring) IS NOT NULL LOOP
                EXECUTE format('ALTER TABLE %s ADD %s', entry.referring, entry.definition);
            END LOOP;
            DELETE FROM set_aside WHERE replaced = replaced_one;
        END $$;
        """#
}

/// SQLite's words for PostgreSQL's, statement by statement.
private struct Rendering {
    private(set) var names: Set<String> = []
    /// Of each trigger and index, by its kind and name, the table it is on.
    private var tables: [String: String] = [:]

    mutating func render(_ text: String) -> String {
        Self.split(text).map { render(statement: $0) }.joined(separator: "\n")
    }

    /// A trigger ends with its `END`, any other statement with a semicolon at the end of a line.
    private static func split(_ text: String) -> [String] {
        var (statements, lines, isTrigger) = ([String](), [Substring](), false)
        for line in text.split(separator: "\n") where !line.trimmingPrefix(while: \.isWhitespace).hasPrefix("--") {
            lines.append(line)
            isTrigger = isTrigger || line.contains("CREATE TRIGGER")
            guard line.hasSuffix(isTrigger ? "END;" : ";") else { continue }
            statements.append(lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines))
            (lines, isTrigger) = ([], false)
        }
        return statements
    }

    private mutating func render(statement: String) -> String {
        if let trigger = statement.wholeMatch(of: Self.trigger) {
            return render(
                name: trigger.1, event: trigger.2, table: trigger.3, condition: trigger.4, words: trigger.5)
        }
        if let trigger = statement.wholeMatch(of: Self.noting) {
            return render(name: trigger.1, event: trigger.2, table: trigger.3, statement: trigger.4)
        }
        if let made = statement.prefixMatch(of: /CREATE TABLE (\w+)/) { names.insert("table \(made.1)") }
        if let made = statement.prefixMatch(of: /CREATE (?:UNIQUE )?INDEX (\w+)\s+ON (\w+)/) {
            note("index", made.1, on: made.2)
        }
        if let gone = statement.wholeMatch(of: /DROP (TRIGGER|INDEX) (\w+);/) {
            let name = "\(gone.1.lowercased()) \(gone.2)"
            names.remove(name)
            guard let table = tables.removeValue(forKey: name), gone.1 == "TRIGGER" else { return statement }
            return statement.replacing(";", with: " ON \(table);")
        }
        if let gone = statement.wholeMatch(of: /DROP TABLE (\w+);/) {
            names.remove("table \(gone.1)")
            for (name, _) in tables where tables[name] == String(gone.1) {
                names.remove(name)
                tables[name] = nil
            }
            return "SELECT set_aside('\(gone.1)');"
        }
        if let renamed = statement.wholeMatch(of: /ALTER TABLE (\w+) RENAME TO (\w+);/) {
            names.remove("table \(renamed.1)")
            names.insert("table \(renamed.2)")
            for name in tables.keys where tables[name] == String(renamed.1) { tables[name] = String(renamed.2) }
            return "\(statement)\nSELECT put_back('\(renamed.2)');"
        }
        let counted = statement.firstMatch(of: /CREATE TABLE (\w+)[^;]*AUTOINCREMENT/).map { made in
            "\nINSERT INTO last_key (table_name, last) VALUES ('\(made.1)', 0);"
        }
        return Self.inItsWords(statement) + (counted ?? "")
    }

    private mutating func note(_ kind: String, _ name: Substring, on table: Substring) {
        names.insert("\(kind) \(name)")
        tables["\(kind) \(name)"] = String(table)
    }

    private static func inItsWords(_ statement: String) -> String {
        statement
            .replacing(/\)\s*(?:STRICT(?:, WITHOUT ROWID)?|WITHOUT ROWID(?:, STRICT)?);/, with: ");")
            .replacing(
                /INTEGER PRIMARY KEY(?: AUTOINCREMENT)?/, with: "BIGINT GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY"
            )
            .replacing(/\bINTEGER\b/, with: "BIGINT")
            .replacing(/\bBLOB\b/, with: "BYTEA")
            .replacing(/\bTEXT\b/, with: #"TEXT COLLATE "C""#)
            // Conditions are numbers in SQLite.
            .replacing(/coalesce\((\w+ IN \([^()]*\)), 0\)/) { "coalesce(\($0.1), FALSE)" }
            .replacing(/(\w+) GLOB '([^']*)'/) { "\($0.1) ~ '^\($0.2)$'" }
    }

    // MARK: Triggers

    /// Most of ours refuse something.
    private static var trigger: Regex<(Substring, Substring, Substring, Substring, Substring?, Substring)> {
        /CREATE TRIGGER (\w+)\s+BEFORE (UPDATE|UPDATE OF [\w,\s]+?|INSERT|DELETE) ON (\w+)\s*(?:WHEN (.*?))?\s*BEGIN\s+SELECT RAISE\(ABORT, '((?:[^']|'')*)'\);\s+END;/
            .dotMatchesNewlines()
    }

    /// Others note that something was changed.
    private static var noting: Regex<(Substring, Substring, Substring, Substring, Substring)> {
        /CREATE TRIGGER (\w+)\s+AFTER (UPDATE|UPDATE OF [\w,\s]+?|INSERT|DELETE) ON (\w+)\s+BEGIN (UPDATE [^;]*;) END;/
    }

    private mutating func render(
        name: Substring, event: Substring, table: Substring, statement: Substring
    ) -> String {
        note("trigger", name, on: table)
        return """
            CREATE FUNCTION \(name)() RETURNS trigger LANGUAGE plpgsql AS $note$
            BEGIN \(statement) RETURN NULL; END $note$;
            CREATE TRIGGER \(name) AFTER \(event) ON \(table) FOR EACH ROW EXECUTE FUNCTION \(name)();
            """
    }

    private mutating func render(
        name: Substring, event: Substring, table: Substring, condition: Substring?, words: Substring
    ) -> String {
        note("trigger", name, on: table)
        if let condition, condition.contains("SELECT") {
            return Self.asking(name, event, table, Self.comparing(condition), words)
        }
        let when = condition.map { " WHEN (\(Self.comparing($0)))" } ?? ""
        var trigger =
            "CREATE TRIGGER \(name) BEFORE \(event) ON \(table) FOR EACH ROW\(when) EXECUTE FUNCTION refuse('\(words)');"
        // What can never go one by one does not go all at once either.
        if event == "DELETE", condition == nil {
            note("trigger", "\(name)_at_all", on: table)
            trigger +=
                "\nCREATE TRIGGER \(name)_at_all BEFORE TRUNCATE ON \(table) FOR EACH STATEMENT EXECUTE FUNCTION refuse('\(words)');"
        }
        return trigger
    }

    /// What looks at other rows does so in a function of its own: no WHEN of PostgreSQL's may.
    private static func asking(
        _ name: Substring, _ event: Substring, _ table: Substring, _ condition: String, _ words: Substring
    ) -> String {
        """
        CREATE FUNCTION \(name)() RETURNS trigger LANGUAGE plpgsql AS $refuse$
        BEGIN
            IF \(condition) THEN RAISE EXCEPTION '%', '\(words)' USING ERRCODE = '\(PostgreSQLError.refused)'; END IF;
            IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
            RETURN NEW;
        END $refuse$;
        CREATE TRIGGER \(name) BEFORE \(event) ON \(table) FOR EACH ROW EXECUTE FUNCTION \(name)();
        """
    }

    /// `IS` compares values in SQLite, and only with NULL, TRUE and FALSE in PostgreSQL.
    private static func comparing(_ condition: Substring) -> String {
        String(condition)
            .replacing(/\bIS NOT (?!NULL\b|DISTINCT\b)/, with: "IS DISTINCT FROM ")
            .replacing(/\bIS (?!NOT\b|NULL\b|DISTINCT\b)/, with: "IS NOT DISTINCT FROM ")
    }
}

// MARK: - What notes the touched records

extension PostgreSQLSchema {
    /// Triggers that note in the connection's own `touched` which records are written to; none of the schema's, but of the
    /// program that works on it. They are made anew only where they are others than those that are there.
    static func watching(_ subjects: [AuditSubject]) -> String {
        let (triggers, digest) = (triggers(watching: subjects), digest(of: subjects))
        return """
            DO $watching$
            DECLARE entry RECORD;
            BEGIN
                IF EXISTS (SELECT 1 FROM schema_watch WHERE digest = '\(digest)') THEN RETURN; END IF;
                FOR entry IN
                    SELECT oid::regprocedure AS function FROM pg_proc
                     WHERE pronamespace = current_schema()::regnamespace AND proname LIKE 'touch\\_%'
                LOOP
                    EXECUTE format('DROP FUNCTION %s CASCADE', entry.function);
                END LOOP;
                \(triggers)
                DELETE FROM schema_watch;
                INSERT INTO schema_watch (digest) VALUES ('\(digest)');
            END $watching$;
            """
    }

    private static func triggers(watching subjects: [AuditSubject]) -> String {
        subjects.flatMap { subject in
            subject.rows.enumerated().map { $1.triggers(for: subject, number: $0) }
        }.joined(separator: "\n")
    }

    /// Tells these triggers from any others.
    static func digest(of subjects: [AuditSubject]) -> String {
        SHA256.hash(data: Data(triggers(watching: subjects).utf8)).map { String(format: "%02x", $0) }.joined()
    }

    /// Which migrations a database has been through, and the digest of the triggers that watch its records; nothing of one
    /// that none was made in.
    static func state(in session: any Session) throws -> (done: Set<String>, watched: String?) {
        guard try session.exists("SELECT 1 WHERE to_regclass('schema_watch') IS NOT NULL") else { return ([], nil) }
        let done = try session.rows("SELECT name FROM schema_step") { try $0.at(0) as String }
        return (Set(done), try session.value("SELECT digest FROM schema_watch"))
    }
}

extension RecordRows {
    fileprivate func triggers(for subject: AuditSubject, number: Int) -> String {
        func note(_ row: String) -> String {
            """
            INSERT INTO touched (subject, record)
            SELECT '\(subject.rawValue)', \(key.map { "\(row).\($0)" } ?? "0") WHERE \(condition(on: "\(row)."))
            ON CONFLICT DO NOTHING;
            """
        }
        let name = "touch_\(table)_\(subject.rawValue.lowercased())_\(number)"
        let watched = (columns + [key].compactMap(\.self)).joined(separator: ", ")
        return """
            CREATE FUNCTION \(name)() RETURNS trigger LANGUAGE plpgsql AS $touch$
            BEGIN
                IF TG_OP <> 'INSERT' THEN \(note("OLD")) END IF;
                IF TG_OP <> 'DELETE' THEN \(note("NEW")) END IF;
                RETURN NULL;
            END $touch$;
            CREATE TRIGGER \(name) AFTER INSERT OR UPDATE OF \(watched) OR DELETE ON \(table)
                FOR EACH ROW EXECUTE FUNCTION \(name)();
            """
    }
}
