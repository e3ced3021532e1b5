/// On whose behalf a use case runs. Every use case takes one; the audit names it.
package enum Principal: Hashable, Sendable {
    /// A command run beside the database file itself, or a request over loopback, by the system user named.
    case `operator`(systemUser: String)

    /// How the audit and the records name the author: `operator:anna`.
    package var name: String {
        switch self {
        case .operator(let systemUser): "operator:\(systemUser)"
        }
    }

    /// Whether the figures of a month that is still open may be shown, marked as a preview.
    package var mayPreviewOpenMonths: Bool {
        switch self {
        case .operator: true
        }
    }
}
