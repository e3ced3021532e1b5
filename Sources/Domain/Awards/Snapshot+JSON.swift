/// In which format the two documents of a snapshot are. Their shape is a contract with every file already written: members
/// are only ever added under a new one.
private enum SnapshotFormat {
    /// An area of the month is held by several. `holders` and `holderNames` stand in all its areas instead of `holder` and
    /// `holderName`, and the scheme in it says of itself which format it has.
    static let coHolders = 3

    /// The scheme's own, in a month that needs nothing more.
    static func of(_ scheme: SchemeContent, holders: [[Code]]) -> Int {
        holders.contains { $0.count > 1 } ? coHolders : scheme.format
    }

    /// Writes who holds an area.
    static func write(
        _ holders: [Code], _ labels: AreaRecord.Labels, to document: inout JSON.Object, in format: Int
    ) {
        if format < coHolders {
            document["holder"] = JSON(holders.first?.text)
            document["holderName"] = JSON(labels.holders.first)
        } else {
            document["holders"] = JSON(holders) { .string($0.text) }
            document["holderNames"] = JSON(labels.holders) { .string($0) }
        }
    }

    /// Reads what ``write(_:_:to:in:)`` wrote; nil for anything else.
    static func holders(of document: JSON, in format: Int) -> (numbers: [Code], names: [String])? {
        if format < coHolders {
            guard document["holders"] == nil, document["holderNames"] == nil else { return nil }
            return ([document["holder"].code].compactMap(\.self), [document["holderName"]?.string].compactMap(\.self))
        }
        guard let holders = document["holders"]?.array, let labels = document["holderNames"]?.array else { return nil }
        let (numbers, names) = (holders.compactMap { Optional($0).code }, labels.compactMap(\.string))
        return numbers.count == holders.count && names.count == labels.count ? (numbers, names) : nil
    }
}

extension Ranking.Inputs {
    private var format: Int { SnapshotFormat.of(scheme, holders: contenders.map(\.record.holders)) }

    package var snapshotJSON: JSON {
        let format = format
        return [
            "format": JSON(format),
            "branch": .string(branch.text),
            "month": JSON(month),
            "scheme": scheme.json,
            "areas": JSON(contenders) { contender in
                let record = contender.record
                var document = JSON.Object()
                document["area"] = .string(record.area.text)
                document["name"] = .string(record.labels.area)
                SnapshotFormat.write(record.holders, record.labels, to: &document, in: format)
                document["sheets"] = JSON(record.sheets) { sheet in
                    [
                        "id": JSON(sheet.sheet), "tier": .string(sheet.tier.rawValue),
                        "total": JSON(sheet.total.hundredths),
                    ]
                }
                document["adjustments"] = JSON(record.entries, \.snapshotJSON)
                document["preceding"] = JSON(contender.preceding) { JSON($0.hundredths) }
                return .object(document)
            },
        ]
    }

    /// Reads what ``snapshotJSON`` wrote; nil for anything else.
    package init?(snapshotJSON json: JSON) {
        guard let branch = json["branch"].code,
            let monthText = json["month"]?.string, let month = try? Month(parsing: monthText),
            let schemeJSON = json["scheme"], let scheme = try? SchemeContent(schemeJSON, isKept: true),
            let format = json["format"]?.integer.flatMap(Int.init(exactly:)), let areas = json["areas"]?.array
        else { return nil }
        var contenders: [Ranking.Contender] = []
        for area in areas {
            guard let contender = Ranking.Contender(snapshotJSON: area, in: format) else { return nil }
            contenders.append(contender)
        }
        self.init(branch: branch, month: month, scheme: scheme, contenders: contenders)
        // A document says itself in which format it is, and what is in it has to need that one.
        guard self.format == format else { return nil }
    }
}

extension Ranking.Contender {
    fileprivate init?(snapshotJSON json: JSON, in format: Int) {
        guard let area = json["area"].code,
            let name = json["name"]?.string, let held = SnapshotFormat.holders(of: json, in: format),
            let sheets = json["sheets"]?.array, let adjustments = json["adjustments"]?.array,
            let preceding = json["preceding"]?.array
        else { return nil }
        let totals = sheets.compactMap(AreaRecord.SheetTotal.init(snapshotJSON:))
        let entries = adjustments.compactMap(AreaRecord.Entry.init(snapshotJSON:))
        let finals = preceding.compactMap(\.hundredths)
        guard totals.count == sheets.count, entries.count == adjustments.count, finals.count == preceding.count else {
            return nil
        }
        self.init(
            record: AreaRecord(
                area: area, holders: held.numbers, labels: .init(area: name, holders: held.names), sheets: totals,
                entries: entries
            ),
            preceding: finals
        )
    }
}

extension AreaRecord.SheetTotal {
    fileprivate init?(snapshotJSON json: JSON) {
        guard let id = json["id"]?.integer, let tier = json["tier"]?.string.flatMap(Tier.init(rawValue:)),
            let total = json["total"]?.hundredths
        else { return nil }
        self.init(sheet: ID(id), tier: tier, total: total)
    }
}

extension AreaRecord.Entry {
    fileprivate var snapshotJSON: JSON {
        var document = JSON.Object()
        document["id"] = JSON(adjustment)
        document["kind"] = .string(kind.rawValue)
        document["item"] = .string(item.text)
        document["times"] = JSON(times)
        // What only some entries have is written in those alone.
        if let points { document["points"] = JSON(points.hundredths) }
        if let level { document["level"] = .string(level.text) }
        if let event {
            document["event"] = .string(event.name)
            document["origin"] = JSON(event.origin)
        }
        return .object(document)
    }

    fileprivate init?(snapshotJSON json: JSON) {
        guard let id = json["id"]?.integer, let kind = json["kind"]?.string.flatMap(Adjustment.Kind.init(rawValue:)),
            let item = json["item"].code, let times = json["times"]?.integer.flatMap(Int.init(exactly:)),
            Adjustment.times.contains(times)
        else { return nil }
        var event: AreaRecord.Event?
        if let name = json["event"]?.string {
            guard let origin = json["origin"]?.integer else { return nil }
            event = AreaRecord.Event(name: name, origin: ID(origin))
        }
        self.init(
            adjustment: ID(id), kind: kind, item: item, times: times, points: json["points"]?.hundredths,
            level: json["level"].code, event: event)
    }
}

extension Ranking {
    func snapshotJSON(of scheme: SchemeContent, inputsHash: String) -> JSON {
        let format = SnapshotFormat.of(scheme, holders: rows.map(\.holders) + unranked.map(\.holders))
        return [
            "format": JSON(format),
            "branch": .string(branch.text),
            "month": JSON(month),
            "inputsHash": .string(inputsHash),
            "ranked": JSON(rows) { row in
                var document = JSON.Object()
                document["place"] = JSON(row.place)
                document["area"] = .string(row.area.text)
                document["name"] = .string(row.labels.area)
                SnapshotFormat.write(row.holders, row.labels, to: &document, in: format)
                document["final"] = JSON(row.score.final.hundredths)
                document["weighted"] = JSON(row.score.weighted.hundredths)
                document["bonuses"] = JSON(row.score.bonuses.hundredths)
                document["deductions"] = JSON(row.score.deductions.hundredths)
                document["branchTier"] = JSON(row.score.branchTier.hundredths)
                document["trend"] = JSON(row.trend.hundredths)
                document["decidedBy"] = JSON(row.decidedBy?.rawValue)
                if scheme.rounding == .final {
                    document["branchTierExact"] = row.score.comparedBranchTier.snapshotJSON
                    document["trendExact"] = row.meanTrend.snapshotJSON
                }
                return .object(document)
            },
            "unranked": JSON(unranked) { area in
                var json: JSON.Object = JSON.Object()
                json["area"] = .string(area.area.text)
                json["name"] = .string(area.labels.area)
                SnapshotFormat.write(area.holders, area.labels, to: &json, in: format)
                switch area.score.outcome {
                case .ranked: break
                case .incomplete(let missing):
                    json["cause"] = "incomplete"
                    json["missing"] = JSON(missing) { .string($0.name) }
                case .vetoed(let vetoes):
                    json["cause"] = "vetoed"
                    json["vetoes"] = JSON(vetoes) { .string($0.text) }
                }
                return .object(json)
            },
            "winners": JSON(winners) { .string($0.text) },
        ]
    }
}

extension Mean {
    /// A sum of hundredths, and of how many.
    fileprivate var snapshotJSON: JSON { [JSON(total), JSON(count)] }
}

extension JSON {
    /// Points in whole hundredths, up to more than any sheet or month can bring: a forged figure beyond that is
    /// unreadable, rather than one that computing would overflow on.
    fileprivate var hundredths: Points? {
        integer.flatMap(Int.init(exactly:)).flatMap { value in
            (0...100 * Points.maximum.hundredths).contains(value) ? Points(hundredths: value) : nil
        }
    }
}

extension JSON? {
    fileprivate var code: Code? {
        self?.string.flatMap { try? Code($0) }
    }
}
