import Foundation
import NIOSSL

/// What the server shows for itself over TLS: a certificate with its chain, and the key that goes with it.
package struct TLSIdentity: Sendable {
    /// The files that it was read from.
    let certificate: String
    let key: String
    /// TLS 1.2 or later, HTTP/1.1.
    let configuration: TLSConfiguration

    /// Why two files are no identity, and what to do.
    package enum Refusal: Error, Sendable, Equatable, CustomStringConvertible {
        case missing(path: String)
        case notReadable(path: String)
        case openToOthers(path: String)
        case noCertificate(path: String)
        case noKey(path: String)
        case mismatch(certificate: String, key: String)

        package var description: String {
            switch self {
            case .missing(let path): "there is no file \(path)"
            case .notReadable(let path):
                "\(path) may not be read by the user who runs the server: give the file to that user, or to a group of theirs"
            case .openToOthers(let path):
                "\(path) can be used by everybody on this machine, who could pose as the server: chmod o= \(path)"
            case .noCertificate(let path):
                "\(path) holds no certificate in PEM, which begins with -----BEGIN CERTIFICATE-----"
            case .noKey(let path):
                """
                \(path) holds no key in PEM that can be read without a passphrase; \
                ‘openssl pkey -in \(path) -out FILE’ takes a passphrase away
                """
            case .mismatch(let certificate, let key):
                """
                the key in \(key) does not go with the first certificate in \(certificate): name the pair that was issued \
                together
                """
            }
        }
    }

    /// Reads both from PEM files: the server's own certificate before those that vouch for it, and a key without a
    /// passphrase.
    package init(certificate: String, key: String) throws(Refusal) {
        let chain: [NIOSSLCertificate]
        do {
            chain = try NIOSSLCertificate.fromPEMBytes(Self.read(certificate, isSecret: false))
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .noCertificate(path: certificate)
        }
        let privateKey: NIOSSLPrivateKey
        do {
            privateKey = try NIOSSLPrivateKey(bytes: Self.read(key, isSecret: true), format: .pem)
        } catch let refusal as Refusal {
            throw refusal
        } catch {
            throw .noKey(path: key)
        }
        var configuration = TLSConfiguration.makeServerConfiguration(
            certificateChain: chain.map { .certificate($0) }, privateKey: .privateKey(privateKey)
        )
        configuration.minimumTLSVersion = .tlsv12
        configuration.applicationProtocols = ["http/1.1"]
        // Made here for its refusal alone: better now than at the first handshake.
        guard (try? NIOSSLContext(configuration: configuration)) != nil else {
            throw .mismatch(certificate: certificate, key: key)
        }
        self.certificate = certificate
        self.key = key
        self.configuration = configuration
    }

    /// No identity is larger; what is, was named by mistake.
    private static let largestFile = 1 << 20

    /// - Parameter isSecret: whether the file must be closed to others. With the key, any user of the machine could pose
    ///   as the server. A group may read it: that is how Debian hands keys to services that are not root
    ///   (`root:ssl-cert`, mode 0640).
    /// - Returns: the content, which is not empty.
    private static func read(_ path: String, isSecret: Bool) throws(Refusal) -> [UInt8] {
        // Not to hang on a pipe.
        let descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else { throw errno == EACCES ? .notReadable(path: path) : .missing(path: path) }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { throw .missing(path: path) }
        guard !isSecret || status.st_mode & S_IRWXO == 0 else { throw .openToOthers(path: path) }
        guard let content = try? file.read(upToCount: largestFile), !content.isEmpty else {
            throw isSecret ? .noKey(path: path) : .noCertificate(path: path)
        }
        return Array(content)
    }
}
