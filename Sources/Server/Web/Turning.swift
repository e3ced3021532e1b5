import Domain

/// The way from one year's page, or one month's, to those beside it.
struct Turning: Sendable {
    let earlierPath: String
    let earlierName: String
    let laterPath: String
    let laterName: String

    init(year: Int, _ path: (Int) -> LocalPath) {
        (earlierPath, earlierName) = (path(year - 1).text, String(year - 1))
        (laterPath, laterName) = (path(year + 1).text, String(year + 1))
    }

    /// - Parameter list: the page, to which the month is added.
    init(_ month: Month, of list: LocalPath, _ words: Words) {
        func turned(_ months: Int) -> (path: String, name: String) {
            let month = month.adding(months: months)
            return (list.with("month", month.description).text, words.month(month))
        }
        (earlierPath, earlierName) = turned(-1)
        (laterPath, laterName) = turned(1)
    }
}
