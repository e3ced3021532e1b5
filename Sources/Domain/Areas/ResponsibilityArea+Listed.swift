extension ResponsibilityArea {
    /// What a list's row says of an area. Of one on record, what it does not say stays.
    package struct Listed: Sendable {
        package let code: Code
        package let name: Said<Text>
        package let kind: Said<Kind>
        package let boundary: Said<Text>
        /// The first day of the area and of its holder's assignment.
        package let established: Said<LocalDate>

        package init(
            code: Code, name: Said<Text>, kind: Said<Kind>, boundary: Said<Text>, established: Said<LocalDate>
        ) {
            (self.code, self.name, self.kind) = (code, name, kind)
            (self.boundary, self.established) = (boundary, established)
        }

        /// What is to be on record, the day as it stands.
        ///
        /// - Parameters:
        ///   - known: what is; nil for a new area, of which the list has to say what every one has, and the day.
        ///   - clearing: whether empty cells empty.
        /// - Throws: ``FieldErrors``.
        package func facts(
            over known: Facts?, clearing: Bool, sparing spared: inout Spared
        ) throws(FieldErrors) -> Facts {
            var errors = FieldErrors()
            let name = errors.take("name", name, over: known?.name, clearing: clearing)
            let kind = errors.take("kind", kind, over: known?.kind, clearing: clearing)
            let boundary = spared.take("boundary", boundary, over: known?.boundary, clearing: clearing)
            var day = known?.established
            if known == nil { day = errors.take("established", established, over: nil, clearing: clearing) }
            guard let name, let kind, errors.isEmpty else { throw errors }
            return Facts(code: code, name: name, kind: kind, boundary: boundary, established: day)
        }
    }
}
