import Domain

/// A page of this server to go on to. What a link or a form names is taken for one only if it cannot lead anywhere else.
struct LocalPath: Sendable, Hashable {
    /// With its query, percent-encoded.
    let text: String

    static let home = LocalPath(known: "/")
    static let signIn = LocalPath(known: "/sign-in")
    static let account = LocalPath(known: "/account")
    static let secondFactor = LocalPath(known: "/account/second-factor")
    static let cycles = LocalPath(known: "/cycles")
    static let adjustments = LocalPath(known: "/adjustments")
    static let honours = LocalPath(known: "/honours")
    static let ledger = LocalPath(known: "/honours/ledger")
    static let awards = LocalPath(known: "/awards")
    static let objections = LocalPath(known: "/objections")
    static let eligibility = LocalPath(known: "/eligibility")
    static let meetings = LocalPath(known: "/meetings")
    static let findings = LocalPath(known: "/findings")
    static let due = LocalPath(known: "/due")
    static let plans = LocalPath(known: "/plans")
    static let foci = LocalPath(known: "/foci")
    static let asks = LocalPath(known: "/asks")
    static let talks = LocalPath(known: "/talks")
    static let care = LocalPath(known: "/care")
    static let careCounts = LocalPath(known: "/care/counts")
    static let handovers = LocalPath(known: "/hand-overs")
    static let ledgers = LocalPath(known: "/ledgers")
    static let motions = LocalPath(known: "/motions")
    static let appraisals = LocalPath(known: "/appraisals")
    static let elections = LocalPath(known: "/elections")
    static let secretBallots = LocalPath(known: "/secret-ballots")
    static let vote = LocalPath(known: "/vote")
    static let suggestions = LocalPath(known: "/suggestions")
    static let suggest = LocalPath(known: "/suggest")
    static let suggestAnswer = LocalPath(known: "/suggest/answer")
    static let operations = LocalPath(known: "/api")
    static let attachments = LocalPath(known: "/attachments")
    static let overview = LocalPath(known: "/overview")
    static let branches = LocalPath(known: "/branches")
    static let members = LocalPath(known: "/members")
    static let areas = LocalPath(known: "/areas")
    static let appointments = LocalPath(known: "/appointments")
    static let assignments = LocalPath(known: "/assignments")
    static let administration = LocalPath(known: "/administration")
    static let imports = LocalPath(known: "/imports")
    static let search = LocalPath(known: "/search")
    static let help = LocalPath(known: "/help")
    static let start = LocalPath(known: "/start")

    /// The page of one of the things that `list` is about, or a part of it.
    static func one<Subject>(_ list: LocalPath, _ id: ID<Subject>, _ part: String? = nil) -> LocalPath {
        LocalPath(known: "\(list.text)/\(id.rawValue)" + (part.map { "/\($0)" } ?? ""))
    }

    static func cycle(_ id: ID<Cycle>, _ part: String? = nil) -> LocalPath { one(.cycles, id, part) }
    static func branch(_ id: ID<Branch>, _ part: String? = nil) -> LocalPath { one(.branches, id, part) }
    static func member(_ id: ID<Member>, _ part: String? = nil) -> LocalPath { one(.members, id, part) }
    static func area(_ id: ID<ResponsibilityArea>, _ part: String? = nil) -> LocalPath { one(.areas, id, part) }
    static func objection(_ id: ID<Objection>, _ part: String? = nil) -> LocalPath { one(.objections, id, part) }
    static func eligibilityNote(_ id: ID<EligibilityNote>, _ part: String) -> LocalPath { one(.eligibility, id, part) }
    static func meeting(_ id: ID<Meeting>, _ part: String? = nil) -> LocalPath { one(.meetings, id, part) }
    static func finding(_ id: ID<Finding>, _ part: String? = nil) -> LocalPath { one(.findings, id, part) }
    /// - Parameter name: of the ledger, in the API and here.
    static func ledger(_ name: String) -> LocalPath { LocalPath(known: "/\(name)") }
    static func adjustment(_ id: ID<Adjustment>, _ part: String? = nil) -> LocalPath { one(.adjustments, id, part) }
    static func assignment(_ id: ID<Assignment>, _ part: String? = nil) -> LocalPath { one(.assignments, id, part) }
    static func appointment(_ id: ID<Appointment>, _ part: String? = nil) -> LocalPath { one(.appointments, id, part) }

    /// A page below this one.
    func part(_ name: String) -> LocalPath { LocalPath(known: "\(text)/\(name)") }

    private init(known text: String) {
        self.text = text
    }

    /// nil unless it is an absolute path: browsers read `//host`, `/\host` and what holds tabs or line breaks as other
    /// hosts.
    init?(_ raw: String) {
        let bytes = Array(raw.utf8)
        guard bytes.first == UInt8(ascii: "/"), bytes.count <= 500, bytes.dropFirst().first != UInt8(ascii: "/"),
            bytes.allSatisfy({ (0x21...0x7E).contains($0) && !"\\\"<>#^`{|}".utf8.contains($0) })
        else { return nil }
        text = raw
    }

    /// The path alone.
    var path: Substring { text.prefix { $0 != "?" } }

    /// The path with one more item in its query.
    func with(_ name: String, _ value: String) -> LocalPath {
        LocalPath(known: "\(text)\(text.contains("?") ? "&" : "?")\(name)=\(Self.encoded(value))")
    }

    /// A text, percent-encoded.
    static func encoded(_ text: String) -> String {
        var encoded = ""
        for byte in text.utf8 {
            if unreserved.contains(byte) {
                encoded.unicodeScalars.append(Unicode.Scalar(byte))
            } else {
                let hex = String(byte, radix: 16, uppercase: true)
                encoded += "%\(hex.count == 1 ? "0" : "")\(hex)"
            }
        }
        return encoded
    }

    func with(_ notice: Notice) -> LocalPath { with("notice", notice.rawValue) }

    private static let unreserved = Set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/".utf8)
}
