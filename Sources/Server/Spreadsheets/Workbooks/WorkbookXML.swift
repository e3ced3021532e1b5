import Expat

/// What reads the elements of a part, in their order. Names come without their prefix: the same element has another one,
/// or another namespace, with every writer.
protocol WorkbookXMLHandler: AnyObject {
    func start(_ name: String, _ attributes: WorkbookXML.Attributes) throws(SpreadsheetFault)
    /// A piece of text, which may come in several.
    func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(SpreadsheetFault)
    /// Whether the reading pauses behind this element.
    func end(_ name: String) throws(SpreadsheetFault) -> Bool
}

/// Reads a part by the system's Expat, in pieces: what is unpacked is handed on and forgotten.
///
/// There is no document type in a workbook, so none is taken, and with it neither entities nor anything from outside. How
/// deep elements lie in one another, how long a tag is and how many names there are is bounded, because Expat keeps those.
final class WorkbookXML {
    private static let piece: CInt = 32_768
    private static let deepest = 64
    /// In bytes.
    private static let longestTag = 1 << 20
    private static let mostNames = 4096

    private let part: WorkbookArchive.Part
    private let handler: any WorkbookXMLHandler
    private let parser: OpaquePointer
    private var fault: SpreadsheetFault?
    private var depth = 0
    private var elements = Names<String>()
    private var attributes = Names<UnsafePointer<CChar>>()
    private var fed = 0
    private var isPaused = false
    private var isAtEnd = false

    init(_ part: WorkbookArchive.Part, to handler: any WorkbookXMLHandler) throws(SpreadsheetFault) {
        guard let parser = XML_ParserCreate(nil) else { throw SpreadsheetFault(.workbook(.tooLarge(part: part.name))) }
        self.part = part
        self.handler = handler
        self.parser = parser
        // The parser does not outlive this object, which ends it.
        XML_SetUserData(parser, Unmanaged.passUnretained(self).toOpaque())
        XML_SetElementHandler(
            parser,
            { reader, name, attributes in
                guard let reader, let name, let attributes else { return }
                Unmanaged<WorkbookXML>.fromOpaque(reader).takeUnretainedValue().start(name, attributes)
            },
            { reader, name in
                guard let reader, let name else { return }
                Unmanaged<WorkbookXML>.fromOpaque(reader).takeUnretainedValue().end(name)
            }
        )
        XML_SetCharacterDataHandler(parser) { reader, text, count in
            guard let reader, let text else { return }
            Unmanaged<WorkbookXML>.fromOpaque(reader).takeUnretainedValue().text(text, Int(count))
        }
        XML_SetStartDoctypeDeclHandler(parser) { reader, _, _, _, _ in
            guard let reader else { return }
            Unmanaged<WorkbookXML>.fromOpaque(reader).takeUnretainedValue().refuseDocumentType()
        }
    }

    deinit {
        XML_ParserFree(parser)
    }

    /// Reads a part from its beginning to its end.
    static func read(_ part: WorkbookArchive.Part, by handler: any WorkbookXMLHandler) throws(SpreadsheetFault) {
        let xml = try WorkbookXML(part, to: handler)
        while try xml.advance() {}
    }

    /// Reads on until the handler pauses. False at the end of the part.
    func advance() throws(SpreadsheetFault) -> Bool {
        while true {
            let status: XML_Status
            if isPaused {
                isPaused = false
                status = XML_ResumeParser(parser)
            } else {
                if isAtEnd { return false }
                guard let buffer = XML_GetBuffer(parser, Self.piece) else { throw broken }
                let count = try part.read(into: buffer, count: Int(Self.piece))
                fed += count
                isAtEnd = count == 0
                status = XML_ParseBuffer(parser, CInt(count), count == 0 ? 1 : 0)
            }
            if let fault { throw fault }
            switch status {
            case XML_STATUS_SUSPENDED:
                isPaused = true
                return true
            case XML_STATUS_OK:
                // What is not used up yet is the beginning of a tag.
                if fed - Int(XML_GetCurrentByteIndex(parser)) > Self.longestTag { throw tooLarge }
            default:
                throw broken
            }
        }
    }

    private var broken: SpreadsheetFault { SpreadsheetFault(.workbook(.broken(part: part.name))) }
    private var tooLarge: SpreadsheetFault { SpreadsheetFault(.workbook(.tooLarge(part: part.name))) }

    private func stop(_ fault: SpreadsheetFault) {
        if self.fault == nil { self.fault = fault }
        XML_StopParser(parser, 0)
    }

    private func refuseDocumentType() {
        stop(SpreadsheetFault(.workbook(.documentType(part: part.name))))
    }

    private func start(
        _ name: UnsafePointer<CChar>, _ attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>
    ) {
        guard fault == nil else { return }
        do throws(SpreadsheetFault) {
            depth += 1
            if depth > Self.deepest { throw broken }
            let attributes = Attributes(pairs: attributes)
            let name = String(cString: name)
            try note(name, attributes)
            try handler.start(name.withoutPrefix, attributes)
        } catch {
            stop(error)
        }
    }

    private func text(_ text: UnsafePointer<CChar>, _ count: Int) {
        guard fault == nil else { return }
        do throws(SpreadsheetFault) {
            let bytes = UnsafeRawBufferPointer(start: text, count: count)
            try handler.text(bytes.assumingMemoryBound(to: UInt8.self))
        } catch {
            stop(error)
        }
    }

    private func end(_ name: UnsafePointer<CChar>) {
        guard fault == nil else { return }
        depth -= 1
        do throws(SpreadsheetFault) {
            if try handler.end(String(cString: name).withoutPrefix) { XML_StopParser(parser, 1) }
        } catch {
            stop(error)
        }
    }

    /// Counts the names that Expat has to keep. It keeps an attribute's in one place for good, so that the place says it.
    private func note(_ name: String, _ attributes: Attributes) throws(SpreadsheetFault) {
        var isNew = elements.isNew(name)
        var pair = attributes.pairs
        while let attribute = pair[0] {
            if self.attributes.isNew(attribute) { isNew = true }
            pair += 2
        }
        if isNew, elements.count + self.attributes.count > Self.mostNames { throw tooLarge }
    }

    /// The names that came so far. Those that come all the time are found without hashing.
    private struct Names<Name: Hashable> {
        private var frequent: [Name] = []
        private var all: Set<Name> = []

        var count: Int { all.count }

        mutating func isNew(_ name: Name) -> Bool {
            if let place = frequent.firstIndex(of: name) {
                if place > 0 { frequent.swapAt(place, place - 1) }
                return false
            }
            if frequent.count < 24 { frequent.append(name) }
            return all.insert(name).inserted
        }
    }

    /// The attributes of an element, for as long as it is read.
    struct Attributes {
        fileprivate let pairs: UnsafeMutablePointer<UnsafePointer<CChar>?>

        /// The value of the attribute, by its name without prefix.
        subscript(_ name: StaticString) -> String? {
            bytes(name).map { String(decoding: $0, as: UTF8.self) }
        }

        /// The same, before it is made a text of.
        func bytes(_ name: StaticString) -> UnsafeBufferPointer<UInt8>? {
            var pair = pairs
            while let found = pair[0], let value = pair[1] {
                if Self.matches(found, name) {
                    var count = 0
                    while value[count] != 0 { count += 1 }
                    return UnsafeRawBufferPointer(start: value, count: count).assumingMemoryBound(to: UInt8.self)
                }
                pair += 2
            }
            return nil
        }

        private static func matches(_ found: UnsafePointer<CChar>, _ name: StaticString) -> Bool {
            var count = 0
            var local = 0
            while found[count] != 0 {
                count += 1
                if found[count - 1] == CChar(UInt8(ascii: ":")) { local = count }
            }
            guard count - local == name.utf8CodeUnitCount else { return false }
            return name.withUTF8Buffer { wanted in
                wanted.indices.allSatisfy { UInt8(bitPattern: found[local + $0]) == wanted[$0] }
            }
        }

        /// `1` and `true`, as XML Schema has it.
        func flag(_ name: StaticString) -> Bool {
            let value = self[name]
            return value == "1" || value == "true" || value == "on"
        }
    }
}

extension String {
    fileprivate var withoutPrefix: String {
        guard let colon = utf8.lastIndex(of: UInt8(ascii: ":")) else { return self }
        return String(self[utf8.index(after: colon)...])
    }
}
