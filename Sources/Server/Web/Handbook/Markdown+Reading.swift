import Domain

extension Markdown {
    /// - Parameter target: where a link leads, by what stands in its brackets; nil for one that leads nowhere.
    init(_ text: String, target: @escaping (String) -> Target?) throws(Fault) {
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
        guard let first = lines.popFirst(), first.hasPrefix("# ") else {
            throw Fault(line: String(text.prefix { $0 != "\n" }), cause: "a page begins with its title")
        }
        var reading = Reading(rest: lines, target: target)
        title = try reading.plain(first.dropFirst(2))
        blocks = try reading.blocks()
    }

    /// What is still to be read.
    private struct Reading {
        var rest: ArraySlice<Substring>
        let target: (String) -> Target?
        /// Of the headings so far.
        var ids: Set<String> = []

        mutating func blocks() throws(Fault) -> [Block] {
            var blocks: [Block] = []
            while let line = rest.first {
                if line.isEmpty {
                    rest.removeFirst()
                    continue
                }
                blocks.append(try block(line))
                if let next = rest.first, !next.isEmpty { throw fault(next, "an empty line is missing before it") }
            }
            return blocks
        }

        private mutating func block(_ line: Substring) throws(Fault) -> Block {
            if line.hasPrefix("```") { return Block(code: try code()) }
            if line.hasPrefix("|") { return Block(table: try table()) }
            if line.hasPrefix(">") { return Block(quote: try quote()) }
            if let mark = Mark(line) {
                let list = List(items: try items(isNumbered: mark.number != nil))
                return mark.number == nil ? Block(bullets: list) : Block(steps: list)
            }
            rest.removeFirst()
            if line.hasPrefix("## ") { return Block(section: try heading(line.dropFirst(3))) }
            if line.hasPrefix("### ") { return Block(part: try heading(line.dropFirst(4))) }
            if line.hasPrefix("![") { return Block(picture: try picture(line)) }
            let number = line.prefix { $0.isASCII && $0.isNumber }
            if "#-+= \t".contains(line[line.startIndex]) || line.last == " "
                || line.dropFirst(number.count).first == ")"
            {
                throw fault(line, "it is neither a paragraph nor anything else that is known here")
            }
            return Block(paragraph: Line(runs: try runs(line)))
        }

        // MARK: Blocks

        private mutating func code() throws(Fault) -> String {
            let opening = rest.removeFirst()
            guard opening == "```", let end = rest.firstIndex(of: "```") else {
                throw fault(opening, "code stands between two lines of ``` and nothing else")
            }
            let lines = rest[..<end]
            rest = rest[(end + 1)...]
            return lines.joined(separator: "\n")
        }

        private mutating func heading(_ text: Substring) throws(Fault) -> Heading {
            let heading = Heading(id: Self.id(of: text), runs: try runs(text))
            guard ids.insert(heading.id).inserted else { throw fault(text, "another heading is called the same") }
            return heading
        }

        /// As GitHub makes it, so that a link leads to the same place there.
        private static func id(of heading: Substring) -> String {
            String(
                heading.lowercased().replacing(" ", with: "-").filter {
                    $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
                })
        }

        private func picture(_ line: Substring) throws(Fault) -> Picture {
            let (label, address, after) = try link(line.dropFirst())
            guard after.isEmpty, !label.isEmpty, case .picture(var picture)? = target(address) else {
                throw fault(line, "a picture stands by itself, is there, and says what is to be seen")
            }
            picture.alternative = label
            return picture
        }

        private mutating func quote() throws(Fault) -> Quote {
            let lines = rest.prefix { $0.hasPrefix(">") }
            rest = rest.dropFirst(lines.count)
            return Quote(blocks: try inner(lines.map { $0.dropFirst($0.hasPrefix("> ") ? 2 : 1) }))
        }

        /// How an item of a list begins: `- `, `12. `.
        private struct Mark {
            /// nil for one of a list without numbers.
            let number: Int?
            let width: Int

            init?(_ line: Substring) {
                let digits = line.prefix { $0.isASCII && $0.isNumber }
                if line.hasPrefix("- ") {
                    (number, width) = (nil, 2)
                } else if let number = Int(digits), line.dropFirst(digits.count).hasPrefix(". ") {
                    (self.number, width) = (number, digits.count + 2)
                } else {
                    return nil
                }
            }
        }

        private mutating func items(isNumbered: Bool) throws(Fault) -> [Item] {
            var items: [Item] = []
            while let line = rest.first, let mark = Mark(line), (mark.number != nil) == isNumbered {
                rest.removeFirst()
                if let number = mark.number, number != items.count + 1 {
                    throw fault(line, "the number \(items.count + 1) was expected")
                }
                let blanks = String(repeating: " ", count: mark.width)
                var below = Array(rest.prefix { $0.isEmpty || $0.hasPrefix(blanks) })
                while below.last?.isEmpty == true { below.removeLast() }
                rest = rest.dropFirst(below.count)
                let lines = below.map { $0.dropFirst(mark.width) }
                if let first = lines.first, !first.isEmpty, Mark(first) == nil {
                    throw fault(first, "an empty line is missing before it")
                }
                items.append(Item(runs: try runs(line.dropFirst(mark.width)), blocks: try inner(lines)))
            }
            return items
        }

        private func inner(_ lines: [Substring]) throws(Fault) -> [Block] {
            var inner = Reading(rest: lines[...], target: target)
            let blocks = try inner.blocks()
            if let heading = blocks.first(where: { $0.section != nil || $0.part != nil }) {
                throw fault(heading.section?.id[...] ?? "", "a heading stands in nothing else")
            }
            return blocks
        }

        private mutating func table() throws(Fault) -> Table {
            let lines = Array(rest.prefix { $0.hasPrefix("|") })
            rest = rest.dropFirst(lines.count)
            var rows: [[Substring]] = []
            for line in lines {
                guard line.count > 1, line.hasSuffix("|") else { throw fault(line, "a row ends with |") }
                rows.append(
                    line.dropFirst().dropLast().split(separator: "|", omittingEmptySubsequences: false).map {
                        Substring(String($0).trimmed)
                    })
            }
            let headings = try rows[0].map { cell throws(Fault) in try plain(cell) }
            guard rows.count > 2, headings.count > 1, rows[1].allSatisfy({ $0 == "---" }) else {
                throw fault(lines[0], "a table has headings, a line of | --- | below them, and rows")
            }
            var table: [Row] = []
            for (cells, line) in zip(rows, lines).dropFirst(2) {
                guard cells.count == headings.count else { throw fault(line, "\(headings.count) cells were expected") }
                let texts = try cells.map { cell throws(Fault) in try runs(cell) }
                table.append(
                    Row(
                        subject: Line(runs: texts[0]),
                        cells: zip(headings, texts).dropFirst().map { Cell(label: $0, runs: $1) }))
            }
            return Table(headings: headings, rows: table)
        }

        // MARK: Within a line

        private func runs(_ line: Substring) throws(Fault) -> [Run] {
            var runs: [Run] = []
            var rest = line
            while !rest.isEmpty {
                if rest.hasPrefix("**") {
                    let (strong, after) = try upTo("**", of: rest.dropFirst(2), line)
                    runs.append(Run(strong: try plain(strong)))
                    rest = after
                } else if rest.hasPrefix("`") {
                    let (code, after) = try upTo("`", of: rest.dropFirst(), line)
                    runs.append(Run(code: String(code)))
                    rest = after
                } else if rest.hasPrefix("[") {
                    let (label, address, after) = try link(rest)
                    switch target(address) {
                    case .page(let path): runs.append(Run(link: Link(path: path, label: label)))
                    case .elsewhere: runs.append(Run(text: label))
                    case .picture, nil: throw fault(line, "‘\(address)’ is no page")
                    }
                    rest = after
                } else {
                    let text = rest.prefix { !"*`[".contains($0) }
                    guard !text.isEmpty else { throw fault(line, "a single * means nothing here") }
                    runs.append(Run(text: try plain(text)))
                    rest = rest.dropFirst(text.count)
                }
            }
            guard !runs.isEmpty else { throw fault(line, "nothing stands here") }
            return runs
        }

        /// What stands in the two pairs of brackets, and after them.
        private func link(_ text: Substring) throws(Fault) -> (label: String, address: String, after: Substring) {
            let (label, opened) = try upTo("](", of: text.dropFirst(), text)
            let (address, after) = try upTo(")", of: opened, text)
            return (try plain(label), String(address), after)
        }

        private func upTo(
            _ end: String, of text: Substring, _ line: Substring
        ) throws(Fault) -> (Substring, after: Substring) {
            guard let range = text.firstRange(of: end), range.lowerBound > text.startIndex else {
                throw fault(line, "‘\(end)’ is missing, or nothing stands before it")
            }
            return (text[..<range.lowerBound], text[range.upperBound...])
        }

        /// A text in which nothing means anything.
        func plain(_ text: Substring) throws(Fault) -> String {
            let last = text.last
            if let sign = text.first(where: { "*_`[]<>\\&~|".contains($0) }) ?? (last == "!" ? last : nil) {
                throw fault(text, "\(sign) stands here in code alone")
            }
            return String(text)
        }

        private func fault(_ line: Substring, _ cause: String) -> Fault { Fault(line: String(line), cause: cause) }
    }
}
