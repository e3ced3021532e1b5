import Domain

/// The two columns in which rows say from which day and until which they hold. NULL in the first means since before the
/// records began, in the second until further notice.
struct SpanColumns {
    private let from: SQL
    private let until: SQL

    /// The columns `from_date` and `until_date`.
    ///
    /// - Parameter table: its name in the query.
    init(of table: SQL) {
        self.init(from: "\(table).from_date", until: "\(table).until_date")
    }

    init(from: SQL, until: SQL) {
        (self.from, self.until) = (from, until)
    }

    /// Holds for the rows that are in force on the day.
    func areInForce(on day: LocalDate) -> SQL {
        "(\(from) IS NULL OR \(from) <= \(day)) AND (\(until) IS NULL OR \(until) >= \(day))"
    }

    /// Holds for the rows that are in force on any day from `first` on; on any day at all if that is nil.
    func reach(_ first: LocalDate?) -> SQL {
        guard let first else { return "1 = 1" }
        return "(\(until) IS NULL OR \(until) >= \(first))"
    }

    /// Holds for the rows that are in force on any day of the span.
    func meet(_ span: DateSpan) -> SQL {
        guard let last = span.until else { return reach(span.from) }
        return "(\(from) IS NULL OR \(from) <= \(last)) AND \(reach(span.from))"
    }

    /// Where an area's days stand.
    static let ofAreas = SpanColumns(from: "responsibility_area.established", until: "responsibility_area.retired")
}

extension Transaction {
    /// Holds for the rows of a table with `from_date` and `until_date` that are in force today.
    func present(_ table: SQL) -> SQL {
        SpanColumns(of: table).areInForce(on: today)
    }
}

extension DateSpan {
    /// From the columns `from_date` and `until_date`.
    init(row: SQLRow) throws {
        guard let span = DateSpan(from: try row["from_date"], until: try row["until_date"]) else {
            throw StorageFault.corrupt("a span that ends before it begins")
        }
        self = span
    }
}
