import Testing

@testable import Domain

/// Criteria that start from a base and lose points for causes (design §4 "Scheme, format 2"): order 25 (late 2 each, litter
/// 1 to 3) and deeds 20 (no cause listed); the others are given.
@Suite struct SheetLossesTests {
    private static let base = [
        "format": "2", "criteria[2].mode": #""base""#,
        "criteria[2].losses":
            #"[{"key":"late","titleZh":"迟到","titleEn":"Late","points":2},{"key":"litter","titleZh":"垃圾未清（含死角）","titleEn":"Litter left","min":1,"max":3}]"#,
        "criteria[3].mode": #""base""#, "criteria[3].losses": "[]",
    ]

    /// - Parameters:
    ///   - order: its points; nil leaves them out.
    ///   - lost: what it lost for; nil says nothing of it.
    private func draft(
        _ order: String?, _ lost: String?, deeds: String? = "20", deedsLost: String? = nil, comment: String? = "说明"
    ) throws -> Sheet.Draft {
        var points = ["discipline": "15", "enforcement": "25", "publicity": "15"]
        points["order"] = order
        points["deeds"] = deeds
        var losses: [String: String] = [:]
        losses["order"] = lost
        losses["deeds"] = deedsLost
        return try Sheet.Draft(
            tier: .branch, points: points.mapValues { try Points($0) }, losses: losses, comment: comment,
            lateReason: nil, revisionReason: nil, scheme: SchemeSample.content(Self.base))
    }

    private func order(_ draft: Sheet.Draft) throws -> (points: String?, lost: String) {
        let key = try Code("order")
        return (draft.points[key]?.description, LossLine.written(draft.losses[key] ?? []))
    }

    @Test(
        arguments: [
            ("迟到", "23", "late−2"), ("late", "23", "late−2"), ("Late", "23", "late−2"), ("LATE", "23", "late−2"),
            ("迟到×2", "21", "late×2−2"), ("迟到x2", "21", "late×2−2"), ("迟到 X 2", "21", "late×2−2"),
            ("迟到＊２", "21", "late×2−2"), ("迟到*2次", "21", "late×2−2"), ("迟到×2−2", "21", "late×2−2"),
            ("迟到−2×2", "21", "late×2−2"), ("垃圾未清（含死角）－3", "22", "litter−3"),
            ("垃圾未清(含死角)-1.5分", "23.5", "litter−1.5"), ("垃圾未清（含死角） 扣 2", "23", "litter−2"),
            ("Litter  left — 2", "23", "litter−2"), ("litter−3×2", "19", "litter×2−3"), ("路面积水−1", "24", "路面积水−1"),
            ("路面积水×3−0.5", "23.5", "路面积水×3−0.5"), ("迟到×2；垃圾未清（含死角）−3；路面积水−1", "17", "late×2−2；litter−3；路面积水−1"),
            ("迟到;迟到", "21", "late−2；late−2"), ("迟到\n垃圾未清（含死角）−1", "22", "late−2；litter−1"), ("；迟到； ；", "23", "late−2"),
            ("pothole by box2−1", "24", "pothole by box2−1"), ("迟到×100", "0", "late×100−2"), ("塌方−25", "0", "塌方−25"),
            ("塌方−30", "0", "塌方−30"), ("", "25", ""), (" ； ", "25", ""),
        ] as [(String, String, String)])
    func `points follow from the causes, and go no lower than 0`(line: String, points: String, read: String) throws {
        let derived = try order(draft(nil, line))
        #expect(derived.points == points && derived.lost == read)
        // Said besides, they have to be these.
        let said = try order(draft(points, line))
        #expect(said.points == points && said.lost == read)
        // As it is written, it is read again.
        let again = try order(draft(nil, read))
        #expect(again.points == points && again.lost == read)
        let other = points == "24.99" ? "24.98" : "24.99"
        #expect(
            complaints { try draft(other, line) } == [
                line.contains { !"； ".contains($0) } ? "points.order conflict" : "losses.order required"
            ])
    }

    @Test(
        arguments: [
            ("迟到×0", "losses.order range"), ("迟到×101", "losses.order range"), ("迟到×1.5", "losses.order range"),
            ("迟到−3", "losses.order conflict"), ("垃圾未清（含死角）", "losses.order required"),
            ("垃圾未清（含死角）−0.5", "losses.order range"), ("垃圾未清（含死角）−3.01", "losses.order range"),
            ("路面积水", "losses.order unknown"), ("路面积水×2", "losses.order unknown"), ("−1", "losses.order required"),
            ("×2−1", "losses.order required"), ("路面积水−0", "losses.order range"),
            ("路面积水−1.234", "losses.order precision"), ("迟到×2×3", "losses.order format"),
            ("路面积水−1−2", "losses.order format"), ("垃圾未清（含死角）−1−2", "losses.order format"),
            (String(repeating: "路", count: 201) + "−1", "losses.order length"),
            (Array(repeating: "迟到", count: 21).joined(separator: "；"), "losses.order length"),
            ("坏; 路面−1; 迟到−9", "losses.order unknown, losses.order conflict"),
        ] as [(String, String)])
    func `a line that cannot be read says why, cause by cause`(line: String, expected: String) {
        #expect(complaints { try draft(nil, line) }.joined(separator: ", ") == expected)
        #expect(complaints { try draft("20", line) }.joined(separator: ", ") == expected)
    }

    @Test(
        arguments: [
            // Points, what they were lost for, and the complaint.
            ("25", nil, nil), ("25", "", nil), (nil, "", nil), (nil, nil, "points.order required"),
            ("24.99", nil, "losses.order required"), ("24.99", "", "losses.order required"),
            ("25", "迟到", "points.order conflict"), ("24", "迟到", "points.order conflict"),
            ("23", "迟到", nil), ("26", nil, "points.order range"), ("26", "迟到", "points.order range"),
            ("0", "塌方−30", nil), ("0.01", "塌方−30", "points.order conflict"),
        ] as [(String?, String?, String?)])
    func `points and causes agree, and full points have to be said`(points: String?, lost: String?, wrong: String?) {
        #expect(complaints { try draft(points, lost) } == [wrong].compactMap(\.self))
    }

    @Test func `what is wrong names the criterion and what would be right`() {
        func said(_ points: String?, _ lost: String?) -> String? {
            do {
                _ = try draft(points, lost)
                return nil
            } catch let errors as FieldErrors {
                return errors.errors.first?.detail.description
            } catch {
                return "\(error)"
            }
        }
        #expect(
            said("22.5", nil)
                == "‘Order in the area’ has 22.5 of 25 points and no cause: write for what it lost 2.5")
        #expect(said("25", "迟到×2") == "‘Order in the area’ loses 4 by its causes and so has 21 points, not 25")
        #expect(
            said(nil, "路面积水")
                == "‘路面积水’ is none of the causes listed (Late, Litter left): write one of them, or behind a cause of its own how many points it loses, such as −2"
        )
    }

    @Test func `only what starts from a base has causes, and another list needs words`() throws {
        #expect(
            complaints {
                try Sheet.Draft(
                    tier: .branch, points: ["discipline": Points("15")], losses: ["discipline": "迟到−1", "x": "y"],
                    comment: nil, lateReason: nil, revisionReason: nil,
                    scheme: SchemeSample.content([
                        "criteria": #"[{"key":"discipline","titleZh":"a","titleEn":"a","maxPoints":15}]"#
                    ]))
            } == ["losses.discipline unexpected", "losses.x unknown"])
        #expect(complaints { try draft("25", nil, deedsLost: "没办成") } == ["losses.deeds required"])
        #expect(try draft("25", nil, deeds: nil, deedsLost: "没办成−20").losses.count == 1)
    }

    @Test func `a comment is asked below 60 percent, whatever was lost for`() {
        #expect(complaints { try draft("15", "塌方−10", comment: nil) } == [])
        #expect(complaints { try draft(nil, "塌方−10.01", comment: nil) } == ["comment required"])
    }

    @Test func `in whatever order it is written, a sheet says the same`() throws {
        let one = try draft(nil, "迟到×2；路面积水−1")
        func sheet(_ draft: Sheet.Draft) -> Sheet {
            Sheet(
                id: ID(1), cycle: ID(1), area: ID(1), tier: .branch, assessor: .member(ID(1)), points: draft.points,
                losses: draft.losses, comment: draft.comment?.string, revision: 1)
        }
        #expect(try draft("20", "路面积水-1;late x2").says(theSameAs: sheet(one)))
        // The same points for something else are another sheet.
        #expect(try !draft("20", "迟到×2；井盖缺失−1").says(theSameAs: sheet(one)))
        #expect(try !draft("20", "塌方−5").says(theSameAs: sheet(one)))
    }

    @Test func `points are never below 0 nor above the maximum, and order makes no difference`() throws {
        var random = SystemRandomNumberGenerator()
        let criterion = try #require(SchemeSample.content(Self.base).criteria.first { $0.key.text == "order" })
        for _ in 0..<500 {
            let losses = try (0..<Int.random(in: 0...8, using: &random)).map { _ in
                let points = Points(hundredths: Int.random(in: 1...900, using: &random))
                let times = Int.random(in: 1...4, using: &random)
                return Sheet.Loss(
                    cause: .other(try Text("原因\(Int.random(in: 1...9, using: &random))号")), times: times, points: points
                )
            }
            let line = LossLine.written(losses)
            let points = criterion.points(after: losses)
            #expect(points >= .zero && points <= criterion.maximum, "\(line)")
            #expect(criterion.points(after: losses.shuffled(using: &random)) == points, "\(line)")
            #expect(Sheet.points(of: criterion, after: line) == points, "\(line)")
            #expect(points == max(.zero, criterion.maximum - losses.map(\.total).sum()), "\(line)")
        }
    }

    @Test func `a scheme says it in format 2 alone, and is written as it was read`() throws {
        let scheme = try SchemeSample.content(Self.base)
        #expect(scheme.criteria.map(\.mode) == [.points, .points, .base, .base, .points])
        #expect(try SchemeContent(scheme.json) == scheme)
        let text = scheme.json.text
        #expect(text.split(separator: #""mode""#, omittingEmptySubsequences: false).count == 3)
        // What says nothing of it is byte for byte as it was.
        #expect(try !SchemeSample.content(["format": "2"]).json.text.contains("mode"))
        #expect(
            try SchemeSample.content(["format": "2", "criteria[0].mode": #""points""#])
                == SchemeSample.content(["format": "2"]))
        #expect(scheme.hasBase)
        #expect(try !SchemeSample.content().hasBase)
        #expect(LossLine.written(scheme.criteria[2].exampleLosses) == "late×2−2；litter−1")
    }

    @Test(
        arguments: [
            (
                "format", "1",
                "criteria[2].mode unexpected, criteria[2].losses unexpected, criteria[3].mode unexpected, criteria[3].losses unexpected"
            ),
            ("criteria[2].mode", #""points""#, "criteria[2].losses conflict"),
            ("criteria[2].mode", #""minus""#, "criteria[2].mode unknown, criteria[2].losses conflict"),
            ("criteria[2].losses", "", "criteria[2].losses required"),
            ("criteria[2].losses", "{}", "criteria[2].losses length"),
            ("criteria[2].losses[0].points", "0", "criteria[2].losses[0].points range"),
            ("criteria[2].losses[0].points", "25.01", "criteria[2].losses[0].points range"),
            ("criteria[2].losses[0].points", "", "criteria[2].losses[0].points required"),
            ("criteria[2].losses[1].max", "0.5", "criteria[2].losses[1].max range"),
            ("criteria[2].losses[1].points", "2", "criteria[2].losses[1].points conflict"),
            ("criteria[2].losses[1].key", #""late""#, "criteria[2].losses duplicate"),
            ("criteria[2].losses[1].titleZh", #""迟到""#, "criteria[2].losses duplicate"),
            ("criteria[2].losses[1].titleZh", #""迟到；早退""#, "criteria[2].losses[1].titleZh format"),
            ("criteria[2].losses[1].titleZh", #""迟到×2""#, "criteria[2].losses[1].titleZh format"),
            ("criteria[2].losses[1].key", #""late-2""#, "criteria[2].losses[1].key format"),
            ("criteria[2].losses[1].cap", "2", "criteria[2].losses[1].cap unexpected"),
        ] as [(String, String, String)])
    func `a scheme's causes are checked`(place: String, value: String, expected: String) {
        let found = complaints { try SchemeSample.content(Self.base.merging([place: value]) { $1 }) }
        #expect(found.joined(separator: ", ") == expected)
    }
}
