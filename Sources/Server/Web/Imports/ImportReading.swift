import Domain
import Storage

/// How a file is to be read, as a form asks it: folded away until something of it matters.
struct ImportReading: Sendable {
    /// A heading of a file.
    struct Heading: Sendable {
        let heading: String
        /// The column that it is known by.
        let known: String?
        /// What was said of it for an earlier such file: a column's key, or `-` for none.
        let recalled: String?
    }

    /// A heading, sent along with what is chosen for it.
    struct Meaning: Sendable {
        let headingName: String
        let heading: String
        let meansName: String
        /// As what it is read now.
        let readAs: String
        let choices: [FormField.Choice]
        let isOpen: Bool
    }

    /// Headings that are asked about alike.
    struct Meanings: Sendable {
        let meaningsTitle: String
        let isOpen: Bool
        let each: [Meaning]
    }

    /// As many headings are asked about; whoever has more names them beside the command.
    static let mostMeanings = 40

    let isOpen: Bool
    let meanings: [Meanings]
    let readingFields: [FormField]
    let readingBoxes: [FormField.Box]

    /// - Parameters:
    ///   - lists: those that a file may be of.
    ///   - headings: the file's, where it was read.
    ///   - columns: those of the list that it was read as.
    ///   - faulty: the headings of the file under which something is wrong.
    init(
        typed: Form, lists: [ImportedList], headings: [Heading] = [], columns: [SpreadsheetColumn] = [],
        faulty: Set<String> = [], _ errors: FormErrors?, _ words: Words
    ) {
        func field(_ name: String, _ kind: FormField.Kind, _ word: Word, _ hint: Word, _ maximum: Int) -> FormField {
            FormField(
                name, kind, words(word), in: "import", maximum: maximum, value: typed[name], hint: words(hint),
                error: errors?[name], optional: words(.optionalNote))
        }
        readingFields =
            (lists.contains(.calendar)
                ? [field("replaceYear", .number, .importReplaceYear, .importReplaceYearHint, 4)] : [])
            + [
                field("sheet", .plain, .importSheet, .importSheetHint, 31),
                field("fillDown", .plain, .importFillDown, .importFillDownHint, 500),
            ]
        let boxes = [("emptyClears", Word.importEmptyClears), ("strict", .importStrict)]
        readingBoxes = ((lists.contains(where: \.hasRosters) ? [("full", .importFull)] : []) + boxes).map {
            name, word in
            FormField.Box(boxName: name, boxLabel: words(word), isTicked: typed[name] != nil)
        }
        let all = Self.meanings(headings, chosenIn: typed, columns, faulty: faulty, words)
        meanings = [(all.unused, Word.importUnusedColumns), (all.used, .importUsedColumns)].compactMap { each, word in
            each.isEmpty
                ? nil
                : Meanings(
                    meaningsTitle: words.counted(word, each.count), isOpen: each.contains(where: \.isOpen), each: each)
        }
        isOpen =
            meanings.contains(where: \.isOpen) || readingFields.contains { $0.value != nil || $0.error != nil }
            || readingBoxes.contains(where: \.isTicked)
    }

    /// Of which month a file is, and the reasons that its entries need.
    ///
    /// - Parameter list: that the file is of; nil where that is still to be chosen.
    static func monthFields(
        typed: Form, month: String, of list: ImportedList?, _ errors: FormErrors?, _ words: Words
    ) -> [FormField] {
        func field(_ name: String, _ kind: FormField.Kind, _ word: Word, _ only: Word, note: Word?) -> FormField {
            FormField(
                name, kind, words(word), in: "import", maximum: Text.reasonMaximum,
                value: typed[name] ?? (name == "month" ? month : nil), error: errors?[name],
                optional: (list == nil ? only : note).map { words($0) })
        }
        return [
            field("month", .month, .month, .monthListsOnly, note: nil),
            list?.takesLateReason ?? true
                ? field("lateReason", .plain, .lateReason, .scoresOnly, note: .optionalNote) : nil,
            field("revisionReason", .plain, .revisionReason, .monthListsOnly, note: .optionalNote),
        ].compactMap(\.self)
    }

    /// Of which record a file is: the one from whose page it is sent.
    static func recordField(
        _ record: ImportPage.Record, _ errors: FormErrors?, _ words: Words
    ) -> FormField {
        let (name, label, only): (String, Word, Word) =
            switch record {
            case .meeting: ("meeting", .meetingAsked, .attendanceOnly)
            case .appraisal: ("appraisal", .subjectAppraisal, .appraisalFileOnly)
            }
        let choice = FormField.Choice(code: record.id, label: record.title(words))
        return FormField(
            name, .choice([choice]), words(label), in: "import", value: choice.code, error: errors?[name],
            optional: words(only))
    }

    /// What the headings are read as, and what else they may mean: those that are used, and those that are not.
    private static func meanings(
        _ headings: [Heading], chosenIn typed: Form, _ columns: [SpreadsheetColumn], faulty: Set<String>, _ words: Words
    ) -> (used: [Meaning], unused: [Meaning]) {
        let titles = Dictionary(columns.map { ($0.key, $0.title(in: words.language)) }) { first, _ in first }
        let choices =
            [FormField.Choice(code: "-", label: words(.importMeansNothing))]
            + columns.map { FormField.Choice(code: $0.key, label: titles[$0.key] ?? $0.key) }
        let chosen = chosen(in: typed)
        var (used, unused): ([Meaning], [Meaning]) = ([], [])
        // Those without a use first: they are why somebody looks here.
        for heading in (headings.filter { $0.known == nil } + headings.filter { $0.known != nil }).prefix(mostMeanings)
        {
            let place = used.count + unused.count
            let said = chosen[SpreadsheetHeading.named(heading.heading)].map(\.nonEmpty) ?? heading.recalled
            let key = said.map { $0 == "-" ? nil : $0 } ?? heading.known
            let asItStands = FormField.Choice(
                code: "", label: words(.importAsHeading), isChosen: said == nil)
            let meaning = Meaning(
                headingName: "heading.\(place)", heading: heading.heading, meansName: "means.\(place)",
                readAs: key.map { titles[$0] ?? $0 } ?? words(.importMeansNothing),
                choices: [asItStands]
                    + choices.map { FormField.Choice(code: $0.code, label: $0.label, isChosen: $0.code == said) },
                isOpen: said != nil || faulty.contains(heading.heading))
            if key == nil { unused.append(meaning) } else { used.append(meaning) }
        }
        return (used, unused)
    }

    /// What the form says of headings, by their names; empty for what is to be read as it stands.
    private static func chosen(in form: Form) -> [String: String] {
        var chosen: [String: String] = [:]
        for place in 0..<mostMeanings {
            guard let heading = form["heading.\(place)"], form.has("means.\(place)") else { continue }
            chosen[SpreadsheetHeading.named(heading)] = form["means.\(place)"] ?? ""
        }
        return chosen
    }

    /// What the form says of how the file is to be read, as the operation takes it.
    ///
    /// - Parameter headings: of the file that was sent: what was chosen for another file's is left out.
    static func query(_ form: Form, for list: ImportedList, headings: [Heading]) -> [(name: String, value: String)] {
        var query: [(name: String, value: String)] = []
        func pass(_ name: String) { if let value = form[name] { query.append((name, value)) } }
        for name in ["sheet", "fillDown"] { pass(name) }
        for name in ["emptyClears", "strict"] + (list.hasRosters ? ["full"] : []) where form[name] != nil {
            query.append((name, "true"))
        }
        if list == .calendar { pass("replaceYear") }
        if list.isOfMonth { pass("month") }
        if list.revises { pass("revisionReason") }
        if list.takesLateReason { pass("lateReason") }
        let chosen = chosen(in: form)
        let said = headings.compactMap { heading -> String? in
            let named = SpreadsheetHeading.named(heading.heading)
            guard let means = chosen[named] else { return nil }
            // What was said of it for another file holds until something else is said.
            guard let means = means.nonEmpty ?? heading.recalled.map({ _ in heading.known ?? "-" }) else { return nil }
            return "\(named)=\(means)"
        }
        if !said.isEmpty { query.append(("columns", said.joined(separator: ","))) }
        return query
    }
}

extension Visit {
    /// The headings of a file, and what was said before of such ones; nothing where it cannot be read.
    func headings(
        of list: ImportedList, in file: Spool, _ form: Form, _ columns: [SpreadsheetColumn]
    ) async throws -> [ImportReading.Heading] {
        var options = SpreadsheetOptions()
        options.sheet = form["sheet"]
        guard let found = try? SpreadsheetTable.headings(of: file.path, columns: columns, options: options) else {
            return []
        }
        let names = found.map(\.heading)
        let recalled = try await read { transaction in
            try HeadingMemory(transaction: transaction, list: list.operation.id).recall(names)
        }
        let meant = Dictionary(recalled.map { ($0.heading, $0.key ?? "-") }, uniquingKeysWith: { $1 })
        return found.map { heading, key in
            ImportReading.Heading(heading: heading, known: key, recalled: meant[SpreadsheetHeading.named(heading)])
        }
    }
}
