/// What an examination came to.
package struct Examination: Hashable, Sendable {
    /// What was looked at, in the order in which it was.
    package let checks: [Finding.Check]
    package let findings: [Finding]
    /// How much there was: audit entries, seals, records, snapshots, sheets, attachments.
    package let extent: Extent

    package struct Extent: Hashable, Sendable {
        package var entries: Int64 = 0
        package var seals: Int64 = 0
        package var records: Int64 = 0
        package var snapshots: Int64 = 0
        package var sheets: Int64 = 0
        /// Contents of files that records carry, each once.
        package var attachments: Int64 = 0
        /// Those that lie beside the database and nothing refers to: of uploads that were broken off. They go after a day.
        package var strays: Int64 = 0

        package init() {}
    }

    package init(checks: [Finding.Check], findings: [Finding], extent: Extent) {
        self.checks = checks
        self.findings = findings
        self.extent = extent
    }

    package var isSound: Bool { findings.isEmpty }
}

extension Examination {
    /// Something that is not as it should be with a database, or with what lies beside it.
    package struct Finding: Hashable, Sendable {
        package let check: Check
        /// What is wrong, and where. It quotes nothing that is kept of people.
        package let detail: Sentence

        package init(_ check: Check, _ detail: Sentence) {
            self.check = check
            self.detail = detail
        }

        /// What is looked at.
        package enum Check: String, CaseIterable, Hashable, Sendable {
            /// Who may read the files, and what lies beside the database.
            case files
            /// Space on its disk.
            case space
            /// The keys beside the database are its own.
            case keys
            /// SQLite's own check of pages and indexes.
            case pages
            /// Every reference leads to a row.
            case references
            /// Tables, indexes and triggers are those that the program made: also the triggers that forbid rewriting.
            case schema
            /// Every entry of the audit against its seal, every seal against the one before.
            case audit
            /// Every record against what the last entry about it left behind, and every such entry against its record.
            case records
            /// Every snapshot against its hash, and recomputed from its inputs.
            case snapshots
            /// Every sheet's total against its points.
            case sheets
            /// Every encrypted field opens with the keys.
            case fields
            /// Nothing is dated after now.
            case clock
            /// Every file that a record carries is there, and is what it was.
            case attachments
            /// What PostgreSQL is set to, where the database is there: whether it loses or bends what is kept.
            case server

            /// What to do where the check found something.
            package var advice: Sentence {
                switch self {
                case .files: "only the system user who runs zhibu should reach these files: chmod 600, of a folder 700"
                case .space:
                    "make room on the disk before it is full: until then writes are refused, and nothing is lost"
                case .keys: "put this database's own keys file back from where copies of it are kept"
                case .pages, .references:
                    """
                    the file is damaged, by the disk or from outside: stop the server, keep the file as it is, and restore \
                    the newest backup whose ‘zhibu doctor’ finds nothing
                    """
                case .schema:
                    """
                    somebody changed the database past zhibu: find out who and what, compare with a backup from before, \
                    and restore one
                    """
                case .audit, .records, .snapshots, .sheets:
                    """
                    records were changed past zhibu: keep the file as evidence, tell discipline inspection, and compare \
                    with a backup from before
                    """
                case .attachments:
                    """
                    put these files back from the folder zhibu.files beside the backups, under the same names; what is in no \
                    backup is lost
                    """
                case .fields:
                    "the values cannot be read any more; record them anew, or restore a backup in which they open"
                case .server:
                    "have it set by whoever runs PostgreSQL, as docs/operations.md says: where one machine is not enough"
                case .clock:
                    """
                    set the machine's clock (NTP); if it is right and was ahead before, ‘zhibu serve --accept-clock’ goes \
                    on by it
                    """
                }
            }
        }
    }
}
