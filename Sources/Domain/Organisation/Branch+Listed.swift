extension Branch {
    /// What a list's row says of a branch. Of one on record, what it does not say stays.
    package struct Listed: Sendable {
        package let code: Code
        package let name: Said<Text>
        package let kind: Said<Kind>
        package let secretaryPost: Said<SecretaryPost>

        package init(code: Code, name: Said<Text>, kind: Said<Kind>, secretaryPost: Said<SecretaryPost>) {
            (self.code, self.name, self.kind, self.secretaryPost) = (code, name, kind, secretaryPost)
        }

        /// What is to be on record.
        ///
        /// - Parameters:
        ///   - known: what is; nil for a new branch, of which the list has to say all.
        ///   - clearing: whether empty cells empty: what every branch has is not emptied but refused.
        /// - Throws: ``FieldErrors``.
        package func facts(
            over known: Branch?, clearing: Bool
        ) throws(FieldErrors) -> (name: Text, kind: Kind, secretaryPost: SecretaryPost) {
            var errors = FieldErrors()
            let name = errors.take("name", name, over: known.map { Text(kept: $0.name) }, clearing: clearing)
            let kind = errors.take("kind", kind, over: known?.kind, clearing: clearing)
            let post = errors.take("secretaryPost", secretaryPost, over: known?.secretaryPost, clearing: clearing)
            guard let name, let kind, let post else { throw errors }
            return (name, kind, post)
        }
    }
}
