import Domain
import Testing

@Suite struct PasswordTests {
    private func rejection(_ raw: String, names: [String] = []) -> Rejection.Code? {
        rejected { try Password(choosing: raw, names: names) { ["correct horse", "qwertyuiop"].contains($0) } }
    }

    @Test(arguments: [
        (9, Rejection.Code.length), (10, nil), (128, nil), (129, .length), (0, .length),
    ])
    func `a password has ten to 128 characters`(count: Int, expected: Rejection.Code?) {
        let text = String((0..<count).map { Array("kzqw7mx")[$0 % 7] })
        #expect(rejection(text) == expected)
    }

    @Test(arguments: [
        "correct horse", "Correct Horse", "QWERTYUIOP", "aaaaaaaaaa", "abababababab", "abcabcabcabc", "0123456789",
        "9876543210", "abcdefghijkl", "ABCDEFGHIJKL",
    ])
    func `what is tried first is refused, in any case`(raw: String) {
        #expect(rejection(raw) == .rule)
    }

    @Test(arguments: [
        ("li.wei2026", ["li.wei"], true), ("LI.WEI2026", ["li.wei"], true), ("2026li.wei", ["Li.Wei"], true),
        // The name is not what the password lives by.
        ("li.wei and the seven", ["li.wei"], false),
        // So short a name is in many a good password.
        ("abqxwz71kd", ["ab"], false), ("kd71zwxq99", [], false), ("1042 x!horse", ["li", "1042"], false),
        ("x!1042abcd", ["li", "1042"], true), ("zhao123456", ["zhao"], true),
    ])
    func `the name and little more is refused`(raw: String, names: [String], isRefused: Bool) {
        #expect((rejection(raw, names: names) != nil) == isRefused)
    }

    @Test(arguments: ["城管局的夜市真热闹呀", "correct horse battery", "kzqw7mx-2"])
    func `any script and blanks will do, by the number of characters`(raw: String) {
        #expect((rejection(raw) == nil) == (raw.unicodeScalars.count >= 10))
    }
}
