/// A secret address at which the meetings of one account, and what is due for it, can be subscribed to, for calendar programs
/// that cannot sign in. Each account has one at the most. Nothing else can be read by it.
package enum CalendarAddress {
    /// What its bearer may do, of what the account may.
    package static let actions: Set<Action> = [.readMeetings, .readBranchMeetings, .readCadence]
}
