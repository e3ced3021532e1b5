/// What the audit may hold of a value. There is no default: whoever keeps a value says it.
package enum AuditVisibility: Hashable, Sendable {
    /// As it is.
    case open
    /// As a keyed hash, which tells whether it was this value to whoever has the keys and the value.
    case hashed
    /// Not at all.
    case omitted
}
