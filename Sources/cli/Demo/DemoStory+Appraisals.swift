import Domain

extension DemoStory {
    /// The appraisals of the year before: at each branch's meeting of organisational life, told to everybody and signed.
    ///
    /// - Parameter month: the last of that year.
    func appraise(_ month: Month) async throws {
        for branch in try await client.list("/branches") { try await appraise(month, in: branch) }
    }

    private func appraise(_ month: Month, in branch: JSON) async throws {
        let meetings = try await client.list(
            "/branches/\(try branch.id)/meetings", ["year": String(month.year), "kind": "orgLife"])
        guard let meeting = meetings.last else { return }
        let made = try await client.post(
            "/appraisals", [:],
            .members([
                "branch": branch["code"], "year": JSON(month.year), "on": meeting["date"],
                "meeting": meeting["id"],
            ])
        ).json
        let path = "/appraisals/\(try made.id)"
        let numbers = (made["lines"]?.array ?? []).filter { $0["graded"] == true }.compactMap {
            $0["member"]?["number"]?.string
        }
        let ballots = JSON(numbers.count - 2)
        _ = try await client.post(
            "\(path)/ballots", [:], ["present": ballots, "issued": ballots, "returned": ballots, "valid": ballots])
        // Every fourth is excellent to most, and competent to the others.
        func isExcellent(_ index: Int) -> Bool { index % 4 == 1 }
        let lines = numbers.enumerated().map { index, number -> JSON in
            let few = 2 + index % 3
            let most = numbers.count - 2 - few
            return [
                "member": .string(number), "statementOn": meeting["date"] ?? .null, "peersSpoke": true,
                "excellent": JSON(isExcellent(index) ? most : few), "competent": JSON(isExcellent(index) ? few : most),
                "basicallyCompetent": 0, "notCompetent": 0,
            ]
        }
        _ = try await client.post("\(path)/counts", [:], ["lines": .array(lines)])
        let grades = numbers.enumerated().map { index, number -> JSON in
            ["member": .string(number), "grade": isExcellent(index) ? "excellent" : "competent"]
        }
        _ = try await client.post("\(path)/proposal", [:], ["grades": .array(grades)])
        let day = JSON(clock.day)
        _ = try await client.post("\(path)/decision", [:], ["on": day, "grades": .array(grades)])
        // The secretary tells the others, and is told by the deputy.
        let (secretary, deputy) = (numbers[0], numbers[1])
        let others = numbers.dropFirst().map { JSON.string($0) }
        for (teller, told) in [(secretary, others), (deputy, [.string(secretary)])] {
            _ = try await client.post(
                "\(path)/told", [:], ["members": .array(told), "on": day, "by": .string(teller)])
        }
        let signatures = numbers.enumerated().map { index, number -> JSON in
            .members(["member": .string(number), "remark": index == 3 ? "明年想多承担夜市片区的工作。" : nil])
        }
        _ = try await client.post("\(path)/paper-signatures", [:], ["signatures": .array(signatures)])
    }
}
