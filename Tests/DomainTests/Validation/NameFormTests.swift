import Domain
import Testing

/// What names, groups and labels are kept as.
struct NameFormTests {
    /// As it is written, and as it is kept.
    private static let forms: [(raw: String, kept: String)] = [
        ("袁强", "袁强"), ("袁　强", "袁强"), ("袁 强", "袁强"), (" 袁\n强 ", "袁强"), ("袁\u{A0}\u{2003}强", "袁强"),
        ("郎 清河", "郎清河"), ("袁\t强", "袁强"),
        // One ideograph, by whichever code point.
        ("\u{F92C}清河", "郎清河"), ("\u{2F81A}", "冬"), ("\u{2F29}明", "小明"), ("\u{2ED3}江", "长江"), ("陈\u{E863}", "陈䶮"),
        // Those that stand at two places are two characters; rare ones are themselves.
        ("𠮷泽", "𠮷泽"), ("王㐂明", "王㐂明"), ("李𬭎", "李𬭎"), ("﨑", "﨑"), ("戶", "戶"), ("户", "户"),
        // One dot.
        ("阿依江·吐尔洪", "阿依江·吐尔洪"), ("阿依江•吐尔洪", "阿依江·吐尔洪"), ("阿依江‧吐尔洪", "阿依江·吐尔洪"),
        ("阿依江∙吐尔洪", "阿依江·吐尔洪"), ("阿依江・吐尔洪", "阿依江·吐尔洪"), ("阿依江･吐尔洪", "阿依江·吐尔洪"),
        ("阿依江．吐尔洪", "阿依江·吐尔洪"), ("阿依江.吐尔洪", "阿依江·吐尔洪"), ("阿依江\u{387}吐尔洪", "阿依江·吐尔洪"),
        ("阿依江。吐尔洪", "阿依江·吐尔洪"), ("阿依江 · 吐尔洪", "阿依江·吐尔洪"), ("阿依江. 吐尔洪", "阿依江·吐尔洪"),
        ("阿依江··吐尔洪", "阿依江·吐尔洪"), ("阿依江⋅吐尔洪", "阿依江·吐尔洪"), ("阿依江●吐尔洪", "阿依江·吐尔洪"),
        ("买买提·艾山．阿不都", "买买提·艾山·阿不都"), ("Anna • Maria", "Anna·Maria"),
        // A full stop is one elsewhere.
        ("J. Smith", "J. Smith"), ("G1.5公路", "G1.5公路"), ("１．５公里", "1.5公里"), ("夜市.", "夜市."),
        // Latin names keep one blank.
        ("John   Ronald\u{3000}Smith", "John Ronald Smith"), ("Ｊｏｈｎ", "John"), ("O＇Brien", "O'Brien"),
        ("김  철수", "김 철수"), ("e\u{301}a", "éa"), ("Ａ\u{30A}", "Å"),
        // Widths and blanks of groups.
        ("第一 党小组", "第一党小组"), ("第１党小组", "第1党小组"), ("第 1 党小组", "第1党小组"), ("第二党小组　", "第二党小组"),
        ("Ａ组", "A组"), ("A 组", "A组"), ("第一党小组(东)", "第一党小组（东）"), ("第一党小组 （东）", "第一党小组（东）"),
        ("一组:东", "一组：东"), ("1,000户", "1,000户"), ("１，０００户", "1,000户"), ("Team (East)", "Team (East)"),
        ("支部－东", "支部-东"), ("第〇 组", "第〇组"), ("《夜 市》", "《夜市》"),
        // Uyghur, Kazakh, Mongolian letters are composed and keep their blanks.
        ("\u{64A}\u{654}\u{627} ب", "\u{626}\u{627} ب"),
    ]

    @Test func `a name has one form, whatever it was written with`() throws {
        for (raw, kept) in Self.forms {
            let name = try Text(name: raw)
            #expect(Array(name.string.utf8) == Array(kept.utf8), "\(raw): \(name.string)")
        }
    }

    @Test(arguments: [
        "陈?", "??泽", "王?明", "陈？", "王\u{FFFD}", "\u{E000}明", "张\u{F8FF}", "\u{F0001}", "李\u{FFFF}", "李\u{FFFC}",
        "王\u{FE56}",
    ])
    func `what stands for a lost character is in no name`(raw: String) {
        #expect(rejected { try Text(name: raw) } == .format)
        #expect(throws: Never.self) { try Text.reason(raw) }
    }

    @Test func `a lost character is told with how to save`() {
        #expect {
            try Text(name: "王?明")
        } throws: { error in
            (error as? Rejection)?.detail.description.contains("CSV UTF-8") == true
        }
    }

    @Test(arguments: [
        "\u{0}", "\u{1B}", "\u{AD}", "\u{200B}", "\u{200D}", "\u{202E}", "\u{FE0F}", "\u{FEFF}", "\u{E0100}",
        "\u{2800}",
    ])
    func `what is not seen is in no name`(hidden: String) {
        #expect(rejected { try Text(name: "王\(hidden)芳") } == .format)
    }

    @Test(arguments: ["", " ", "\u{3000}\n"])
    func `nothing is no name`(raw: String) {
        #expect(rejected { try Text(name: raw) } == .required)
    }

    @Test func `reasons and comments keep their wording`() throws {
        let reason = "经查（１）：现场 有 积水．\n阿依江•吐尔洪？"
        #expect(try Text.reason(reason).string == reason)
        #expect(
            Array(try Text.reason("\u{F92C}e\u{301}").string.unicodeScalars) == ["郎", "é"], "but for what is one letter"
        )
    }

    // MARK: What holds of every name

    private static let pieces: [String] =
        [
            "袁", "强", "郎", "\u{F92C}", "\u{2F08}", "\u{E863}", "𠮷", "〇", "々", "a", "Z", "é", "e", "\u{301}", "Ａ", "９",
            "7", ".", "．", "。",
            "·", "•", "‧", "・", "･", "\u{387}", " ", "\u{3000}", "\n", "\u{A0}", "(", "（", ")", "）", ",", "，", ":", "：",
            "-", "－", "김", "\u{1112}", "\u{1161}", "\u{11AB}", "か", "\u{3099}", "ئ", "\u{64A}", "\u{654}", "Ж", "!",
            "！", ";", "；", "“", "」",
        ]

    private static func madeUp(by random: inout SplitMix64) -> String {
        (0..<random.number(1...9)).map { _ in random.one(of: pieces) }.joined()
    }

    @Test func `the form of a form is itself`() {
        var random = SplitMix64(seed: 9)
        for _ in 0..<50_000 {
            let raw = Self.madeUp(by: &random)
            let form = NameForm.of(raw)
            #expect(Array(NameForm.of(form).utf8) == Array(form.utf8), "\(raw.unicodeScalars.map(\.name))")
        }
    }

    @Test func `canonically equal spellings have the same bytes`() {
        var random = SplitMix64(seed: 10)
        for _ in 0..<20_000 {
            let raw = Self.madeUp(by: &random)
            let spelling = String(String.UnicodeScalarView(raw.unicodeScalars.flatMap(Self.apart)))
            guard raw == spelling else { continue }
            #expect(
                Array(NameForm.of(raw).utf8) == Array(NameForm.of(spelling).utf8), "\(raw.unicodeScalars.map(\.name))")
        }
    }

    private static func apart(_ scalar: Unicode.Scalar) -> [Unicode.Scalar] {
        switch scalar {
        case "é": ["e", "\u{301}"]
        case "郎": ["\u{F92C}"]
        case "·": ["\u{387}"]
        case "ئ": ["\u{64A}", "\u{654}"]
        case "김": ["\u{1100}", "\u{1175}", "\u{11B7}"]
        default: [scalar]
        }
    }

    @Test func `a name is found by the beginning of each of its spellings`() throws {
        for (raw, kept) in Self.forms {
            for count in 1...raw.count {
                let typed = String(raw.prefix(count))
                if typed.allSatisfy(\.isWhitespace) { continue }
                let beginnings = NameForm.beginnings(typed)
                #expect(beginnings.contains { kept.utf8.starts(with: $0.utf8) }, "\(typed) of \(raw): \(beginnings)")
            }
        }
    }

    @Test func `each dot finds each dot`() throws {
        let dots = ["·", "•", "‧", "∙", "・", "･", "．", ".", "\u{387}", "。", " · "]
        for kept in dots {
            let name = try Text(name: "阿依江\(kept)吐尔洪").string
            for typed in dots {
                for beginnings in ["阿依江\(typed)", "阿依江\(typed)吐"].map(NameForm.beginnings) {
                    #expect(beginnings.contains { name.utf8.starts(with: $0.utf8) }, "\(kept) by \(typed)")
                }
            }
        }
    }
}
