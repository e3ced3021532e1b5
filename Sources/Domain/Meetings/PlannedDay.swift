extension LocalDate {
    /// Reads by when something is done as an office writes it in a month's list: a day in full, or `12月15日前`, `15日前`,
    /// `12月1日至15日`, `月底`, `12月中旬`. Of a span its last day is taken.
    ///
    /// - Parameter month: of the list. A month before it is next year's, as far as it is within half a year.
    package init(written raw: String, in month: Month) throws(Rejection) {
        let shown = String(raw.prefix(40))
        do throws(Rejection) {
            self = try LocalDate(written: raw)
            return
        } catch {
            guard let day = Self.planned(raw, month) else {
                // What is a day with something wrong in it is told as such.
                if raw.contains(where: { $0.isNumber }), !raw.contains(where: { "月日号底旬".contains($0) }) { throw error }
                throw Rejection(
                    .format, "‘\(shown)’ is not a day: write it such as 2026-12-15, 12月15日前 or 月底")
            }
            self = day
        }
    }

    private static func planned(_ raw: String, _ month: Month) -> LocalDate? {
        var text = raw.halfWidth.filter { !$0.isWhitespace }
        for ending in ["完成", "之前", "以前", "前", "内", "止"] where text.hasSuffix(ending) {
            text.removeLast(ending.count)
        }
        let parts = text.split { "-–—~至到".contains($0) }.map(String.init)
        guard let last = parts.last, parts.count <= 2 else { return nil }
        guard parts.count == 2 else { return single(last, month) }
        // What the first part says of the month holds for the second.
        let first = parts[0]
        guard let begins = single(first.contains("日") || first.contains("号") ? first : first + "日", month) else {
            return nil
        }
        guard let ends = single(last, last.contains("月") ? month : begins.month), begins <= ends else { return nil }
        return ends
    }

    /// One day, or the end of a part of a month.
    private static func single(_ text: String, _ month: Month) -> LocalDate? {
        var (rest, month) = (text[...], month)
        if let place = rest.firstIndex(of: "月") {
            let named = rest[..<place]
            rest = rest[rest.index(after: place)...]
            if !["本", "当", "全", ""].contains(String(named)) {
                guard let number = Int(named), let other = near(number, month) else { return nil }
                month = other
            } else if named == "全" {
                return rest.isEmpty ? month.lastDay : nil
            }
            if rest.hasPrefix("份") { rest = rest.dropFirst() }
        }
        switch rest {
        case "底", "末", "下旬": return month.lastDay
        case "上旬": return month.firstDay.adding(days: 9)
        case "中旬": return month.firstDay.adding(days: 19)
        default: break
        }
        guard let mark = rest.last, mark == "日" || mark == "号", let day = Int(rest.dropLast()) else { return nil }
        return LocalDate(year: month.year, month: month.number, day: day)
    }

    private static func near(_ number: Int, _ month: Month) -> Month? {
        guard (1...12).contains(number) else { return nil }
        let ahead = (number - month.number + 12) % 12
        // Further ahead than half a year is meant as behind, which a plan's rule refuses.
        return month.adding(months: ahead <= 6 ? ahead : ahead - 12)
    }
}
