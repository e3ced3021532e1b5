import Domain
import Storage

extension AreaInMonth {
    /// Whether the reader answers for it.
    func isHeld(by member: ID<Member>?) -> Bool { member != nil && holders.contains { $0.id == member } }
}

extension Array {
    /// What is the reader's own before what is others', either in its order.
    func ownFirst(_ isOwn: (Element) -> Bool) -> [Element] { filter(isOwn) + filter { !isOwn($0) } }
}
