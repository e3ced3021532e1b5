import Crypto
import Domain
import Foundation

/// The secrets of one database, in a file beside it that only its system user can read (`F.keys`, mode 0600).
///
/// Whoever has the database alone reads no telephone number and no second factor, and cannot sign a seal.
package struct Keyring: Sendable {
    /// Encrypts single fields: AES-256-GCM.
    private let fields: SymmetricKey
    /// Keys hashes of values that are few enough to be tried out: HMAC-SHA-256.
    private let digests: SymmetricKey
    /// Signs the audit's seals: Ed25519.
    private let seals: Curve25519.Signing.PrivateKey

    private init() {
        fields = SymmetricKey(size: .bits256)
        digests = SymmetricKey(size: .bits256)
        seals = Curve25519.Signing.PrivateKey()
    }

    /// Keys of no database, for where only what needs no keys is looked at.
    static var blank: Keyring { Keyring() }

    /// Notes in the database which keys are its own.
    func register(in session: any Session) throws {
        try session.run("INSERT INTO setting (key, value) VALUES ('keys', \(fingerprint))")
    }

    // MARK: Fields

    /// - Parameter context: where the value stands, such as `member.phone:12`; elsewhere it does not open.
    func encrypt(_ text: String, for context: String) throws -> [UInt8] {
        try encrypt(Array(text.utf8), for: context)
    }

    func encrypt(_ bytes: [UInt8], for context: String) throws -> [UInt8] {
        let box = try AES.GCM.seal(bytes, using: fields, authenticating: Array(context.utf8))
        guard let combined = box.combined else { throw StorageFault.corrupt("a field could not be encrypted") }
        return Array(combined)
    }

    /// - Throws: ``StorageFault/corrupt(_:)`` for what was not encrypted by this keyring for this place.
    func decrypt(_ bytes: [UInt8], for context: String) throws -> [UInt8] {
        do {
            return Array(
                try AES.GCM.open(AES.GCM.SealedBox(combined: bytes), using: fields, authenticating: Array(context.utf8))
            )
        } catch {
            throw StorageFault.corrupt("an encrypted field does not open with this database's keys")
        }
    }

    // MARK: Hashes

    /// A keyed hash, 64 hexadecimal digits. The same text for the same purpose has the same hash.
    ///
    /// - Parameter rest: what follows the text.
    package func digest(_ text: String, _ rest: [UInt8] = [], for purpose: String) -> String {
        var hash = HMAC<SHA256>(key: digests)
        hash.update(data: Array("\(purpose)\n\(text)".utf8))
        if !rest.isEmpty { hash.update(data: rest) }
        return Array(hash.finalize()).hexadecimal
    }

    // MARK: Seals

    func sign(_ text: String) throws -> String {
        Data(try seals.signature(for: Array(text.utf8))).base64EncodedString()
    }

    func hasSigned(_ text: String, _ signature: String) -> Bool {
        guard let signature = Data(base64Encoded: signature) else { return false }
        return seals.publicKey.isValidSignature(signature, for: Array(text.utf8))
    }

    /// Tells this keyring from every other; no secret.
    var fingerprint: String {
        SHA256.hash(data: seals.publicKey.rawRepresentation).hexadecimal
    }
}

// MARK: - The file

extension Keyring {
    private static let format = "zhibu-keys-1"

    static func path(for database: String) -> String { database + ".keys" }

    /// Makes the keys of a new database.
    ///
    /// - Throws: ``StorageFault``: other keys that lie there are not overwritten.
    static func make(for database: String) throws -> Keyring {
        let path = path(for: database)
        guard !FileManager.default.fileExists(atPath: path) else { throw StorageFault.alreadyExists(path: path) }
        let keyring = Keyring()
        let json: JSON = [
            "format": .string(format), "fields": .string(keyring.fields.base64),
            "digests": .string(keyring.digests.base64),
            "seals": .string(keyring.seals.rawRepresentation.base64EncodedString()),
        ]
        try write(json.bytes() + [UInt8(ascii: "\n")], to: path)
        return keyring
    }

    /// On disk before anything is encrypted with it, and never half.
    private static func write(_ bytes: [UInt8], to path: String) throws {
        let new = path + ".new"
        unlink(new)
        try DiskFile.create(new, bytes)
        try DiskFile.rename(new, to: path)
    }

    /// - Returns: nil if there is no such file.
    /// - Throws: ``StorageFault/keysUnreadable(path:)``.
    static func read(for database: String) throws -> Keyring? {
        try read(at: path(for: database))
    }

    /// - Returns: nil if there is no such file.
    /// - Throws: ``StorageFault/keysUnreadable(path:)``.
    static func read(at path: String) throws -> Keyring? {
        guard FileManager.default.fileExists(atPath: path) else { return nil }
        guard let data = FileManager.default.contents(atPath: path), let json = try? JSON.parse(data),
            json["format"]?.string == format, let keyring = Keyring(json)
        else { throw StorageFault.keysUnreadable(path: path) }
        return keyring
    }

    private init?(_ json: JSON) {
        guard let fields = SymmetricKey(base64: json["fields"]?.string),
            let digests = SymmetricKey(base64: json["digests"]?.string),
            let raw = json["seals"]?.string.flatMap({ Data(base64Encoded: $0) }),
            let seals = try? Curve25519.Signing.PrivateKey(rawRepresentation: raw)
        else { return nil }
        self.fields = fields
        self.digests = digests
        self.seals = seals
    }
}

extension SymmetricKey {
    fileprivate var base64: String {
        withUnsafeBytes { Data($0).base64EncodedString() }
    }

    fileprivate init?(base64: String?) {
        guard let data = base64.flatMap({ Data(base64Encoded: $0) }), data.count == 32 else { return nil }
        self.init(data: data)
    }
}
