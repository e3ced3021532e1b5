import Testing

/// Care for members in hardship, by the command line: it is for the two who keep it, and not for whoever runs the machine.
struct CareCommandTests {
    @Test(arguments: [["list"], ["show", "1"], ["counts"]])
    func `the operator keeps no care case, and is told so`(words: [String]) async throws {
        let place = try await Workplace.withBureau()
        let outcome = try await place.zhibu(["care"] + words)
        #expect(outcome.status == 77 && outcome.out.isEmpty, "\(outcome)")
    }
}
