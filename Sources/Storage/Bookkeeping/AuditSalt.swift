import Domain

/// What hides personal values in an audit entry behind keyed hashes. Whether it was this name or that number can be checked
/// by whoever has the keys and the value; nobody reads it from the entry.
struct AuditSalt {
    /// The entry's own: equal values of two entries do not show as equal.
    let text: String

    /// 128 bits in hexadecimal, drawn as two words: each is asked of the system.
    init() {
        var generator = SystemRandomNumberGenerator()
        text = withUnsafeBytes(of: (generator.next() as UInt64, generator.next() as UInt64)) { Array($0).hexadecimal }
    }

    init(kept text: String) {
        self.text = text
    }

    func hash(of value: JSON, with keys: Keyring) -> String {
        keys.digest("\(text)\n\(value.text)", for: "audit")
    }
}
