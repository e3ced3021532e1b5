import Domain

extension String {
    /// The text with everything in it to be seen, in one line: what was kept before such names were refused, or comes from
    /// another server, adds no row to a table, moves no cursor and turns no writing round.
    var visible: String {
        if unicodeScalars.allSatisfy(\.standsInALine) { return self }
        var text = ""
        for scalar in unicodeScalars {
            if scalar.standsInALine {
                text.unicodeScalars.append(scalar)
            } else {
                text += scalar == "\n" ? "⏎" : "<\(scalar.name)>"
            }
        }
        return text
    }
}
