/// What was looked up, for the next time that it is asked for: a file names the same branch, area or member again and again.
///
/// It keeps so many answers and no more, so that what a long file takes of memory does not grow with the file: when it is
/// full, all are forgotten, and looked up again where they are asked for.
package struct Lookups<Key: Hashable, Value> {
    /// Some megabytes at most.
    package static var most: Int { 16_384 }

    private var known: [Key: Value] = [:]

    package init() {}

    package subscript(key: Key) -> Value? {
        get { known[key] }
        set {
            if newValue != nil, known.count >= Self.most { known.removeAll(keepingCapacity: true) }
            known[key] = newValue
        }
    }
}
