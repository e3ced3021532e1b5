import Domain

/// The handbook in Chinese (`docs/zh-CN`), as it was put into the program. All of it is read and checked at once.
struct Handbook: Sendable {
    /// Its pages, by the names of their files and in the order of their contents.
    enum Chapter: String, CaseIterable, Sendable {
        case contents = "README"
        case install
        case firstDay = "first-day"
        case monthOffice = "month-office"
        case monthSecretary = "month-secretary"
        case monthMember = "month-member"
        case meetings, decisions, auditor, proof, questions

        var path: LocalPath { self == .contents ? .handbook : .handbook.part(rawValue) }
    }

    private let pages: [Chapter: Markdown]

    /// That of this program.
    static let embedded = Result { () throws(WebResources.Fault) in try Handbook(reading: embeddedFile) }

    /// - Parameter file: the content of a file by its name below `docs/zh-CN`.
    init(reading file: @escaping (String) -> [UInt8]?) throws(WebResources.Fault) {
        var pages: [Chapter: Markdown] = [:]
        for chapter in Chapter.allCases {
            let name = "\(chapter.rawValue).md"
            guard let bytes = file(name) else { throw .missing(name) }
            do {
                pages[chapter] = try Markdown(String(decoding: bytes, as: UTF8.self)) { Self.target(of: $0, file) }
            } catch {
                throw .unreadable(name, "\(error)")
            }
        }
        self.pages = pages
    }

    /// - Throws: ``WebResources/Fault`` for a chapter that is missing; none is, once the handbook was read.
    func page(_ chapter: Chapter) throws(WebResources.Fault) -> Markdown {
        guard let page = pages[chapter] else { throw .missing(chapter.rawValue) }
        return page
    }

    /// Where a link of the handbook leads: to its own pages and pictures; what stands elsewhere in the repository is not in
    /// the program.
    private static func target(of link: String, _ file: (String) -> [UInt8]?) -> Markdown.Target? {
        if link.hasPrefix("../") { return .elsewhere }
        if link.hasSuffix(".md") { return Chapter(rawValue: String(link.dropLast(3))).map { .page($0.path.text) } }
        guard link.hasPrefix("images/"), let (width, height) = file(link).flatMap(Self.size) else { return nil }
        return .picture(
            Markdown.Picture(path: LocalPath.handbook.part(link).text, width: String(width), height: String(height)))
    }

    /// How wide and how high a PNG is, by its head; nil for what is none.
    private static func size(of picture: [UInt8]) -> (width: Int, height: Int)? {
        guard picture.count > 24, picture.prefix(4) == [0x89, 0x50, 0x4E, 0x47] else { return nil }
        func number(at offset: Int) -> Int { picture[offset..<offset + 4].reduce(0) { $0 << 8 | Int($1) } }
        return (number(at: 16), number(at: 20))
    }

    /// A file of the folder that is in this program.
    static func embeddedFile(_ name: String) -> [UInt8]? { SeedFile.bytes(of: "handbook/\(name)") }
}

extension LocalPath {
    static let handbook = LocalPath.help.part("handbook")
}
