extension Sheet {
    /// A sheet that whoever entered it takes back (撤回): it stays readable, and what was before it stands again. That it was
    /// taken back stands on the month, so that nobody drops a sheet they dislike unseen.
    package struct Withdrawal: Hashable, Sendable {
        /// Who entered the sheet, or the revision of it that stands: a sign-in name, or the operator's.
        private let enteredBy: String
        /// Who entered the one in whose place it was put; nil for a first one.
        private let beforeEnteredBy: String?
        /// Whether figures were seen since, for the month was closed and opened again.
        private let isBeforeReopening: Bool

        package init(enteredBy: String, beforeEnteredBy: String?, isBeforeReopening: Bool) {
            self.enteredBy = enteredBy
            self.beforeEnteredBy = beforeEnteredBy
            self.isBeforeReopening = isBeforeReopening
        }

        /// Why it is not theirs to take back; nil where it is.
        package func rejection(of asker: String) -> Rejection? {
            if enteredBy != asker {
                return Rejection(.rule, "\(enteredBy) entered it: only who entered a sheet takes it back")
            }
            if isBeforeReopening {
                return Rejection(
                    .rule, "the month was closed with it and opened again: revise it, with a reason, if it is wrong")
            }
            if let beforeEnteredBy, beforeEnteredBy != asker {
                return Rejection(
                    .rule,
                    "it stands in the place of one that \(beforeEnteredBy) entered: that one is theirs to give again")
            }
            return nil
        }
    }
}
