/// The two documents of a snapshot. Their shape is a contract with every file already written: members are only ever
/// added under a new `format`, which is the scheme's.
extension Ranking.Inputs {
    package var snapshotJSON: JSON {
        [
            "format": JSON(scheme.format),
            "branch": .string(branch.text),
            "month": JSON(month),
            "scheme": scheme.json,
            "areas": JSON(contenders) { contender in
                let record = contender.record
                return [
                    "area": .string(record.area.text),
                    "name": .string(record.labels.area),
                    "holder": JSON(record.holder?.text),
                    "holderName": JSON(record.labels.holder),
                    "sheets": JSON(record.sheets) { sheet in
                        [
                            "id": JSON(sheet.sheet), "tier": .string(sheet.tier.rawValue),
                            "total": JSON(sheet.total.hundredths),
                        ]
                    },
                    "adjustments": JSON(record.entries) { entry in
                        [
                            "id": JSON(entry.adjustment), "kind": .string(entry.kind.rawValue),
                            "item": .string(entry.item.text), "times": JSON(entry.times),
                        ]
                    },
                    "preceding": JSON(contender.preceding) { JSON($0.hundredths) },
                ]
            },
        ]
    }

    /// Reads what ``snapshotJSON`` wrote; nil for anything else.
    package init?(snapshotJSON json: JSON) {
        guard let branch = json["branch"].code,
            let monthText = json["month"]?.string, let month = try? Month(parsing: monthText),
            let schemeJSON = json["scheme"], let scheme = try? SchemeContent(schemeJSON, isKept: true),
            json["format"]?.integer == Int64(scheme.format), let areas = json["areas"]?.array
        else { return nil }
        var contenders: [Ranking.Contender] = []
        for area in areas {
            guard let contender = Ranking.Contender(snapshotJSON: area) else { return nil }
            contenders.append(contender)
        }
        self.init(branch: branch, month: month, scheme: scheme, contenders: contenders)
    }
}

extension Ranking.Contender {
    fileprivate init?(snapshotJSON json: JSON) {
        guard let area = json["area"].code,
            let name = json["name"]?.string,
            let sheets = json["sheets"]?.array, let adjustments = json["adjustments"]?.array,
            let preceding = json["preceding"]?.array
        else { return nil }
        let totals = sheets.compactMap(AreaRecord.SheetTotal.init(snapshotJSON:))
        let entries = adjustments.compactMap(AreaRecord.Entry.init(snapshotJSON:))
        let finals = preceding.compactMap(\.hundredths)
        guard totals.count == sheets.count, entries.count == adjustments.count, finals.count == preceding.count else {
            return nil
        }
        let holder = json["holder"].code
        self.init(
            record: AreaRecord(
                area: area, holder: holder, labels: .init(area: name, holder: json["holderName"]?.string),
                sheets: totals, entries: entries
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
    fileprivate init?(snapshotJSON json: JSON) {
        guard let id = json["id"]?.integer, let kind = json["kind"]?.string.flatMap(Adjustment.Kind.init(rawValue:)),
            let item = json["item"].code, let times = json["times"]?.integer.flatMap(Int.init(exactly:)),
            Adjustment.times.contains(times)
        else { return nil }
        self.init(adjustment: ID(id), kind: kind, item: item, times: times)
    }
}

extension Ranking {
    func snapshotJSON(of scheme: SchemeContent, inputsHash: String) -> JSON {
        [
            "format": JSON(scheme.format),
            "branch": .string(branch.text),
            "month": JSON(month),
            "inputsHash": .string(inputsHash),
            "ranked": JSON(rows) { row in
                let figures: JSON = [
                    "place": JSON(row.place),
                    "area": .string(row.area.text),
                    "name": .string(row.labels.area),
                    "holder": JSON(row.holder?.text),
                    "holderName": JSON(row.labels.holder),
                    "final": JSON(row.score.final.hundredths),
                    "weighted": JSON(row.score.weighted.hundredths),
                    "bonuses": JSON(row.score.bonuses.hundredths),
                    "deductions": JSON(row.score.deductions.hundredths),
                    "branchTier": JSON(row.score.branchTier.hundredths),
                    "trend": JSON(row.trend.hundredths),
                    "decidedBy": JSON(row.decidedBy?.rawValue),
                ]
                guard scheme.rounding == .final, var document = figures.object else { return figures }
                document["branchTierExact"] = row.score.comparedBranchTier.snapshotJSON
                document["trendExact"] = row.meanTrend.snapshotJSON
                return .object(document)
            },
            "unranked": JSON(unranked) { area in
                var json: JSON.Object = JSON.Object()
                json["area"] = .string(area.area.text)
                json["name"] = .string(area.labels.area)
                json["holder"] = JSON(area.holder?.text)
                json["holderName"] = JSON(area.labels.holder)
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
