extension ResponsibilityArea {
    /// Why an area that was assessed in a month is not among the branch's areas on the month's last day. It is not ranked,
    /// and is listed with this cause.
    package enum Departure: Hashable, Sendable {
        /// It counts from this later day on.
        case established(LocalDate)
        /// This was its last day.
        case retired(LocalDate)
        /// It is another branch's on that day.
        case moved

        package enum Kind: String, CaseIterable, Hashable, Sendable {
            case established, retired, moved
        }

        package var kind: Kind {
            switch self {
            case .established: .established
            case .retired: .retired
            case .moved: .moved
            }
        }

        /// The day that it counts from, or its last one.
        package var day: LocalDate? {
            switch self {
            case .established(let day), .retired(let day): day
            case .moved: nil
            }
        }
    }

    /// nil where the branch has the area on the day.
    ///
    /// - Parameters:
    ///   - branch: whose it is on that day.
    ///   - assessed: by which branch it was assessed.
    package static func departure(
        on day: LocalDate, established: LocalDate?, retired: LocalDate?, branch: ID<Branch>, assessed: ID<Branch>
    ) -> Departure? {
        if branch != assessed { return .moved }
        if let established, established > day { return .established(established) }
        if let retired, retired < day { return .retired(retired) }
        return nil
    }
}
