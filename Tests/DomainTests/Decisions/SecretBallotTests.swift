import Testing

@testable import Domain

/// What a secret ballot may ask and say, and how its code is written.
struct SecretBallotTests {
    private static func text(_ raw: String) throws -> Text { try Text(raw) }

    private static func straw(_ choices: [String], most: Int = 1) throws -> SecretBallot {
        try SecretBallot(
            asking: text("放在哪一天？"), title: text("意见征求"), choices: choices.map(text), most: most,
            asksProbationary: false)
    }

    private static func errors(_ make: () throws -> Void) -> [String] {
        do {
            try make()
            return []
        } catch {
            return (error as? FieldErrors)?.errors.map { "\($0.field) \($0.code.rawValue)" } ?? ["\(error)"]
        }
    }

    @Test func `a straw vote has two to six choices, each once, of which no more are chosen than there are`() {
        #expect(Self.errors { _ = try Self.straw(["周五", "周六"]) } == [])
        #expect(Self.errors { _ = try Self.straw(["周五"]) } == ["choices range"])
        #expect(Self.errors { _ = try Self.straw(["1", "2", "3", "4", "5", "6", "7"]) } == ["choices range"])
        #expect(Self.errors { _ = try Self.straw(["周五", "周五"]) } == ["choices duplicate"])
        #expect(Self.errors { _ = try Self.straw(["周五", "周六"], most: 3) } == ["most range"])
    }

    @Test func `a ballot says on its own lines what these take, and no more than it may`() throws {
        let straw = try Self.straw(["周五", "周六", "都行"], most: 2)
        #expect(Self.errors { try straw.check([:]) } == [])
        #expect(Self.errors { try straw.check([1: .chosen, 3: .chosen]) } == [])
        #expect(Self.errors { try straw.check([4: .chosen]) } == ["marks reference"])
        #expect(Self.errors { try straw.check([1: .grade(.excellent)]) } == ["marks rule"])
        #expect(Self.errors { try straw.check([1: .chosen, 2: .chosen, 3: .chosen]) } == ["marks rule"])
        let lines = [SecretBallot.Line(text: "1 甲", member: ID(1)), SecretBallot.Line(text: "2 乙", member: ID(2))]
        let appraisal = try SecretBallot(grading: lines, title: Self.text("民主评议"))
        #expect(Self.errors { try appraisal.check([1: .grade(.excellent), 2: .grade(.notCompetent)]) } == [])
        #expect(Self.errors { try appraisal.check([1: .chosen]) } == ["marks rule"])
        #expect(
            Self.errors { _ = try SecretBallot(grading: [lines[0], lines[0]], title: Self.text("民主评议")) } == [
                "members duplicate"
            ])
        #expect(Self.errors { _ = try SecretBallot(grading: [], title: Self.text("民主评议")) } == ["members range"])
    }

    @Test func `no two steps overlap: what is issued is not cast yet, and what is cast is not issued any more`() {
        #expect(SecretBallot.Step.issued.to == .issuing && SecretBallot.Step.opened.from == [.issuing])
        #expect(SecretBallot.Step.issuedAnew.from == [.issuing] && SecretBallot.Step.closed.from == [.voting])
        #expect(SecretBallot.Kind.allCases == [.straw, .appraisal])
    }

    @Test func `a code is written in thirteen groups without look-alikes, and is read as people copy it`() throws {
        var random = SplitMix64(seed: 7)
        for _ in 0..<200 {
            let bytes = (0..<2).map { _ in (0..<SealedCode.part).map { _ in UInt8(random.number(0...255)) } }
            let code = try #require(SealedCode(number: bytes[0], seal: bytes[1]))
            #expect(code.text.split(separator: "-").count == 13 && code.text.count == 64)
            #expect(code.text.allSatisfy { !"01OI".contains($0) && ($0 == "-" || SealedCode.alphabet.contains($0)) })
            for copied in [code.text, code.text.lowercased(), code.text.replacing("-", with: " "), " \(code.text)\n"] {
                let read = try SealedCode(parsing: copied)
                #expect(read.number == bytes[0] && read.seal == bytes[1])
            }
        }
    }

    @Test func `what is no code is refused without being repeated`() throws {
        let code = try #require(
            SealedCode(number: Array(repeating: 0, count: 16), seal: Array(repeating: 0, count: 16))
        ).text
        #expect(code == Array(repeating: "2222", count: 13).joined(separator: "-"))
        // The last letter's spare bits are nothing: another letter there is another code, or none.
        for wrong in [
            "", "2222", "\(code)2", String(code.dropLast()), String(code.dropLast()) + "3", "0\(code.dropFirst())",
        ] {
            do {
                _ = try SealedCode(parsing: wrong)
                Issue.record("\(wrong) was read")
            } catch {
                #expect(error.code == .format)
                if !wrong.isEmpty { #expect(!error.detail.description.contains(wrong)) }
            }
        }
        #expect(SealedCode(number: [1], seal: Array(repeating: 0, count: 16)) == nil)
    }
}
