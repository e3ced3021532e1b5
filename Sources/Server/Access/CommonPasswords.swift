import Seeds

/// The passwords that are tried first everywhere (`Resources/README.md`).
enum CommonPasswords {
    private static let all: Set<String> = {
        guard let seed = zhibu_seed_named("common-passwords.txt") else {
            preconditionFailure("this program was built without its list of common passwords")
        }
        let text = String(
            decoding: UnsafeBufferPointer(start: seed.pointee.bytes, count: seed.pointee.size), as: UTF8.self)
        return Set(text.split(separator: "\n").map(String.init))
    }()

    /// - Parameter password: in lower case.
    static func contain(_ password: String) -> Bool { all.contains(password) }
}
