import Domain
import Storage

extension Operation {
    /// Makes something new (201), or carries out an act (200), as its body asks.
    static func post<Asked>(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need, query: [Query] = [],
        asking: Asking<Asked>, makesNew: Bool = true, mayStandAlready: Bool = false, returns schema: Schema,
        perform: @escaping @Sendable (Call, Asked, Transaction) throws -> Reply
    ) -> Operation {
        post(
            id, path, room, summary, needing: need, query: query, body: .json(asking.schema), makesNew: makesNew,
            mayStandAlready: mayStandAlready, returns: schema
        ) { call, transaction in
            try perform(call, asking(call, transaction), transaction)
        }.readingItsBody
    }

    /// Changes something that the caller has read, as its body asks.
    static func put<Asked>(
        _ id: String, _ path: String, _ room: Room, _ summary: String, needing need: Need, asking: Asking<Asked>,
        returns schema: Schema, perform: @escaping @Sendable (Call, Asked, Transaction) throws -> Reply
    ) -> Operation {
        put(id, path, room, summary, needing: need, body: asking.schema, returns: schema) { call, transaction in
            try perform(call, asking(call, transaction), transaction)
        }.readingItsBody
    }
}
