import Domain
import Storage

/// By what a year's figures become performance points, field by field.
enum PerformanceFields {
    static let title = Field("title", .text(100), .performanceTitle) { (table: PerformanceTable) in table.title }
    static let document = Field(
        "document", .text(PerformanceTable.documentMaximum), .documentNumber, hint: .performanceDocumentHint
    ) { (table: PerformanceTable) in table.document }
    static let firstYear = Field("firstYear", .integer(Month.years), .performanceFirstYear) {
        (table: PerformanceTable) in table.firstYear
    }
    static let perMonthWon = Field("perMonthWon", .pointsFromZero, .performancePerMonthWon) {
        (table: PerformanceTable) in table.perMonthWon
    }
    static let mostForWins = Field(
        "mostForWins", Wire.pointsAboveZero.means("At most so many for all months won.").optional,
        .performanceMostForWins
    ) { (table: PerformanceTable) in table.mostForWins }
    static let perVeto = Field(
        "perVeto", Wire.pointsFromZero.means("Taken for each area and month with a veto.").optional,
        .performancePerVeto
    ) { (table: PerformanceTable) -> Points? in table.perVeto }
    static let leastMonths = Field(
        "leastMonths",
        Wire.integer(1...12).means("In how many months one has to have been ranked for the mean to bring anything."),
        .performanceLeastMonths, hint: .performanceLeastMonthsHint
    ) { (table: PerformanceTable) in table.leastMonths }
    static let meanLevels = Field("meanLevels", Wire.meanLevels.optional, .performanceMeanLevels) {
        (table: PerformanceTable) -> [PerformanceTable.MeanLevel]? in table.meanLevels
    }

    static let asked = Asking<PerformanceTable>("NewPerformanceTable") { input in
        let (title, document, firstYear) = (input.take(title), input.take(document), input.take(firstYear))
        let (perMonthWon, mostForWins) = (input.take(perMonthWon), input.take(mostForWins))
        let (perVeto, leastMonths, meanLevels) = (input.take(perVeto), input.take(leastMonths), input.take(meanLevels))
        return input.decide { errors in
            guard let title, let document, let firstYear, let perMonthWon, let mostForWins, let perVeto, let meanLevels,
                let leastMonths
            else { return nil }
            return PerformanceTable(
                title: title, document: document, firstYear: firstYear, perMonthWon: perMonthWon,
                mostForWins: mostForWins, perVeto: perVeto ?? .zero, meanLevels: meanLevels ?? [],
                leastMonths: leastMonths, noting: &errors)
        }
    }

    /// What its form asks.
    static func form(_ words: Words, year: Int) -> [FormRoute.Field] {
        [
            title.asked(words), document.asked(words), firstYear.asked(words, first: String(year)),
            perMonthWon.asked(words), mostForWins.asked(words), perVeto.asked(words),
            leastMonths.asked(words, first: "6"),
        ]
    }

    /// The levels of the mean, a row for each.
    static func levels(_ words: Words) -> FormRoute.Rows {
        FormRoute.Rows(
            name: meanLevels.name, label: .performanceMeanLevels,
            columns: [
                FormRoute.Field("from", .number, .performanceMeanFrom),
                FormRoute.Field("points", .number, .performanceLevelPoints),
            ], hint: .performanceMeanLevelsHint, maximum: PerformanceTable.mostLevels)
    }
}

extension Wire<[PerformanceTable.MeanLevel]> {
    /// What means bring, level by level.
    fileprivate static let meanLevels = Wire(
        schema: .list(
            .object("MeanLevel", [.required("from", .points), .required("points", .pointsAboveZero)]),
            count: 0...PerformanceTable.mostLevels
        ).means("Of those that a mean reaches, the highest counts alone."), absent: nil,
        parse: { json, path, errors in
            guard let rows = json.array else {
                errors.add(path, json.isNull ? .missing : Rejection(.format, "a list was expected, not \(json.kind)"))
                return nil
            }
            return rows.enumerated().compactMap { index, row in
                let row = row.object ?? JSON.Object()
                let from = Wire<Points>.pointsFromZero.parse(
                    row["from"] ?? .null, "\(path)[\(index)].from", &errors)
                let points = Wire<Points>.pointsAboveZero.parse(
                    row["points"] ?? .null, "\(path)[\(index)].points", &errors)
                guard let from, let points else { return nil }
                return PerformanceTable.MeanLevel(from: from, points: points)
            }
        },
        write: { JSON($0) { ["from": JSON($0.from), "points": JSON($0.points)] } },
        cell: { _ throws(Rejection) in throw Rejection(.unexpected, "it has no column") },
        control: { _ in .long },
        say: { levels, words in
            levels.nonEmpty.map { levels in
                words.list(
                    levels.map {
                        words(
                            .performanceLevelSaid,
                            ["from": $0.from.description, "points": $0.points.description])
                    })
            }
        })
}
