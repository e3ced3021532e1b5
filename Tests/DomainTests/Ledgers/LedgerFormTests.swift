import Testing

@testable import Domain

struct LedgerFormTests {
    @Test(arguments: Ledger.allCases)
    func `an entry is called by a needed line and is of a needed day`(ledger: Ledger) throws {
        let form = ledger.form
        let title = try #require(form.parts.first { $0.key == form.title })
        let day = try #require(form.parts.first { $0.key == form.day })
        #expect(title.isRequired && day.isRequired && day.kind == .day)
        var isLine = false
        if case .line = title.kind { isLine = true }
        #expect(isLine, "\(title.key) is no line")
        if case .said(let key) = form.due {
            #expect(form.parts.contains { $0.key == key && $0.kind == .day && $0.isRequired })
        }
        #expect(Set(form.parts.map(\.key)).count == form.parts.count)
    }

    @Test(arguments: Ledger.allCases)
    func `every step is taken in a state that the ledger comes to, and every state is left or an end`(ledger: Ledger) {
        let form = ledger.form
        var reached: Set<LedgerState> = [form.begins]
        for _ in form.steps {
            for step in form.steps where !reached.isDisjoint(with: step.from) {
                if let to = step.to { reached.insert(to) }
            }
        }
        for step in form.steps {
            #expect(Set(step.from).isSubset(of: reached), "\(step.kind)")
            #expect(Set(step.parts.map(\.key)).count == step.parts.count, "\(step.kind)")
            // A guest says for which branch.
            #expect((step.hand == .guest) == step.parts.contains { $0.kind == .ownBranch }, "\(step.kind)")
            #expect(step.hand != .guest || Set(step.from).isSubset(of: form.shared), "\(step.kind)")
        }
        for state in reached where state.isOpen {
            #expect(form.steps.contains { $0.from.contains(state) && $0.to != nil }, "nothing comes of \(state)")
        }
        #expect(Set(form.steps.map(\.kind)).count == form.steps.count)
    }

    @Test(arguments: Ledger.allCases)
    func `a part that several steps have is the same in each`(ledger: Ledger) {
        var kinds: [LedgerKey: LedgerPart.Kind] = [:]
        for part in ledger.form.steps.flatMap(\.parts) + LedgerForm.withdrawal {
            #expect(kinds[part.key, default: part.kind] == part.kind, "\(part.key)")
            kinds[part.key] = part.kind
        }
    }

    @Test func `a step is for this state, this often, after what comes first, and by another where that is asked`()
        throws
    {
        let paper = LedgerForm.paper
        let (graded, reviewed) = (try #require(paper.step(.graded)), try #require(paper.step(.reviewed)))
        func code(_ step: LedgerStep, _ state: LedgerState, _ taken: [LedgerStep.Kind], same: Bool = false) -> String? {
            do {
                _ = try LedgerEntry.state(after: step, from: state, taken: taken, isTheSame: same)
                return nil
            } catch {
                return error.code
            }
        }
        #expect(code(graded, .submitted, []) == "ledgerState")
        #expect(code(graded, .submitted, [.reviewed]) == "ledgerState")
        #expect(code(graded, .submitted, [.reviewed, .reviewed]) == nil)
        #expect(code(graded, .approved, [.reviewed, .reviewed]) == "ledgerState")
        #expect(code(reviewed, .submitted, [.reviewed, .reviewed]) == "ledgerState")
        let judged = try #require(LedgerForm.commitment.step(.judged))
        #expect(code(judged, .done, [], same: true) == "samePerson" && code(judged, .done, []) == nil)
    }

    @Test(
        arguments: [
            ("查看会议记录\n查看现场", nil), ("每次活动至少三张照片", ChecklistBan.photos), ("提供学习笔记", .notebooks),
            ("推文点赞不少于 50 个", .likes), ("媒体报道几篇", .mediaItems), ("学习平台在线时长", .onlineTime),
            ("不得以照片代替工作", nil), ("是否要求党员拍照打卡", nil), ("Screenshots of each post", .photos),
            ("台账是否齐全\n心得体会几篇", .notebooks), ("不得要求拍照；每次活动须附照 片", .photos), ("公众号发文数", .mediaItems),
        ] as [(String, ChecklistBan?)])
    func `a checklist asks for work, not for its traces`(checklist: String, ban: ChecklistBan?) {
        #expect(ChecklistBan.first(in: checklist) == ban)
    }

    @Test func `a bylaw's day may be set anew, and only ahead`() throws {
        let form = LedgerForm.bylaw
        let (today, began) = (try LocalDate(parsing: "2026-12-01"), try LocalDate(parsing: "2026-01-10"))
        let step = try #require(form.step(.renewed))
        func errors(_ lookAgainBy: String, checkedOn: String = "2026-11-30") throws -> [String] {
            let content = LedgerContent([
                .checkedOn: .day(try LocalDate(parsing: checkedOn)), .outcome: .text(Text(kept: "照旧")),
                .lookAgainBy: .day(try LocalDate(parsing: lookAgainBy)),
            ])
            do {
                try form.check(content, with: step, began: began, today: today)
                return []
            } catch {
                return error.errors.map(\.field)
            }
        }
        #expect(try errors("2027-12-01") == [])
        #expect(try errors("2026-12-01") == ["lookAgainBy"])
        #expect(try errors("2027-12-01", checkedOn: "2026-12-02") == ["checkedOn"])
        #expect(try errors("2027-12-01", checkedOn: "2026-01-09") == ["checkedOn"])
    }

    @Test func `an inspection is fed back within five working days`() throws {
        let calendar = WorkCalendar(exceptions: [:])
        let content = LedgerContent([.day: .day(try LocalDate(parsing: "2026-11-27"))])
        #expect(LedgerForm.inspection.dueDay(of: content, calendar) == (try LocalDate(parsing: "2026-12-04")))
    }
}
