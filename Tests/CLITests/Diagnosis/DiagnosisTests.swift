import Domain
import Foundation
import Testing

/// The figures of the demo's year, against a plain count of what its lists say.
struct DiagnosisTests {
    /// A part of a whole, as it is counted here.
    private struct Share: Equatable {
        var part = 0
        var whole = 0

        mutating func count(_ isPart: Bool) {
            whole += 1
            if isPart { part += 1 }
        }
    }

    @Test func `the demo's figures are what its records come to, counted plainly`() async throws {
        let place = try Workplace()
        try await place.succeed("demo", "--today", "2026-11-24")
        // Until October: of November not all is over.
        let (first, last) = ("2025-11-01", "2026-10-31")
        func isWithin(_ day: JSON?) -> Bool { day?.string.map { first <= $0 && $0 <= last } ?? false }
        func entries(_ list: String, _ show: String, _ one: String) async throws -> [JSON] {
            let all = try await place.succeed("do", list, "--json").json().array ?? []
            var entries: [JSON] = []
            for entry in all where entry["state"] != "withdrawn" {
                let id = entry["id"]?.text ?? ""
                entries.append(try await place.succeed("do", show, "\(one)=\(id)", "--json").json())
            }
            return entries
        }
        func step(_ entry: JSON, _ kind: String) -> JSON? { entry["steps"]?.array?.last { $0["step"]?.string == kind } }
        let branches = try await place.succeed("branch", "list", "--json").json().array ?? []
        #expect(!branches.isEmpty)
        let deeds = try await entries("listDeeds", "showDeed", "deed")
        let publicity = try await entries("listPublicityOfLaw", "showPublicity", "session")
        for code in branches.compactMap({ $0["code"]?.string }) {
            let told = try await place.succeed("diagnosis", "--branch", code, "--month", "2026-10", "--json").json()
            let heads: [JSON] = told["heads"]?.array ?? []
            let figures: [JSON] = heads.flatMap { head -> [JSON] in head["figures"]?.array ?? [] }
            func share(_ name: String) -> Share {
                let figure = figures.first { $0["figure"]?.string == name }
                return Share(
                    part: Int(figure?["numerator"]?.integer ?? -1), whole: Int(figure?["denominator"]?.integer ?? -1))
            }
            var (inTime, takenOn, followed) = (Share(), Share(), Share())
            for deed in deeds where deed["branch"]?.string == code {
                if isWithin(deed["askedOn"]) { takenOn.count(!(deed["takenOnBy"]?.array ?? []).isEmpty) }
                if isWithin(deed["dueBy"]), let due = deed["dueBy"]?.string {
                    inTime.count(step(deed, "done")?["doneOn"]?.string.map { $0 <= due } ?? false)
                }
            }
            for session in publicity where session["branch"]?.string == code {
                guard isWithin(session["day"]), (session["day"]?.string ?? "") <= "2026-10-01" else { continue }
                followed.count(step(session, "followedUp")?["checkedOn"]?.string.map { $0 <= last } ?? false)
            }
            #expect(share("deedsTakenOn") == takenOn, "\(code)")
            #expect(share("deedsInTime") == inTime, "\(code)")
            #expect(share("publicityFollowedUp") == followed, "\(code)")
        }
    }

    @Test func `figures are told, with their records, and a committee's staffing and a branch's year`() async throws {
        let place = try await Workplace.withMonth()
        let committees = try await place.succeed("committee", "list", "--json").json().array ?? []
        let branches = try await place.succeed("branch", "list", "--json").json().array ?? []
        let committee = try #require(committees.first?["code"]?.string)
        let branch = try #require(branches.first?["code"]?.string)
        let told = try await place.succeed("diagnosis", "--branch", branch, "--month", Workplace.month)
        #expect(told.out.contains("weakCohesion") && told.out.contains("nothing on record"), "\(told.out)")
        let all = try await place.succeed("diagnosis", "--committee", committee, "--month", Workplace.month)
        #expect(all.out.contains("monthsWithSecretary"), "\(all.out)")
        let measures = try await place.succeed("diagnosis", "measures", "--branch", branch)
        #expect(measures.out.contains("lessInstruction"), "\(measures.out)")
        let records = try await place.succeed(
            "diagnosis", "records", "membersTrained", "--branch", branch, "--month", Workplace.month)
        #expect(records.out.contains("person"), "\(records.out)")
        #expect(try await place.zhibu("diagnosis").status == 64)
        #expect(try await place.succeed("committee", "staffing", committee).out.contains(branch))
        let year = String(Workplace.month.prefix(4))
        #expect(try await place.succeed("branch", "year", branch, "--year", year).out.contains("deeds: 0"))
        let file = place.folder.appending(path: "year.docx").path
        try await place.succeed("branch", "year", branch, "--year", year, "--docx", file)
        #expect(FileManager.default.contents(atPath: file)?.starts(with: "PK".utf8) == true)
    }
}
