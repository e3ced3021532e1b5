import ArgumentParser
import Domain
import Testing

@testable import Server
@testable import cli

/// What is typed for an operation becomes the request that its description asks for.
struct OperationInputTests {
    @Test(arguments: API.operations.map(\.id))
    func `every operation can be typed, with every member that it takes`(id: String) throws {
        let operation = try Server.Operation.named(id)
        var words = operation.pathParameters.map { "\($0)=7" }
        for query in operation.query {
            words += Self.words(query.name, query.schema)
        }
        if case .json(let schema) = operation.body { words += Self.words("", schema) }
        let input = try OperationInput(operation, words)
        #expect(Set(input.path.keys) == Set(operation.pathParameters))
        #expect(Set(input.query.keys) == Set(operation.query.map(\.name)))
        guard case .json(let schema) = operation.body else { return #expect(input.body == nil) }
        let body = try #require(input.body)
        var errors = FieldErrors()
        schema.validate(body, at: "", into: &errors)
        #expect(errors.isEmpty, "\(body.prettyText): \(errors.errors)")
        #expect(Self.leaves(body) == Self.words("", schema).count, "\(body.prettyText)")
    }

    @Test func `no operation has two things under one name`() {
        for operation in API.operations {
            let names = operation.names
            #expect(Set(names).count == names.count, "\(operation.id): \(names)")
        }
    }

    @Test func `what is not of its type is the API's to refuse, with everything else`() throws {
        let input = try OperationInput(try .named("scheduleMeeting"), ["minutes=long", "date=soon", "committee="])
        #expect(input.body == ["minutes": "long", "date": "soon", "committee": .null])
    }

    @Test func `lists, documents and codes with dots are typed by their names`() throws {
        let sheet = try OperationInput(
            try .named("submitSheet"), ["cycle=2026-10/CG-01", "points.a.b=14.50", "points.c=3", "comment="])
        #expect(sheet.path == ["cycle": "2026-10/CG-01"])
        #expect(sheet.body == ["points": ["a.b": .number("14.50"), "c": 3], "comment": .null])
        let whole = try OperationInput(try .named("submitSheet"), ["cycle=1", #"points={"c": 3}"#])
        #expect(whole.body == ["points": ["c": 3]])
        let policy = try .named("setAccessPolicy") as Server.Operation
        #expect(
            try OperationInput(policy, ["secondFactorRoles=auditor", "secondFactorRoles=secretary"]).body
                == ["secondFactorRoles": ["auditor", "secretary"]])
        #expect(try OperationInput(policy, ["secondFactorRoles="]).body == ["secondFactorRoles": []])
        let tasks = try OperationInput(
            try .named("assignArea"),
            ["area=1", "tasks[0].objective=占道清零", "tasks[0].due=2026-12-31", "tasks[1].objective=走访"])
        #expect(
            tasks.body == ["tasks": [["objective": "占道清零", "due": "2026-12-31"], ["objective": "走访"]]])
    }

    @Test(arguments: [
        ("createArea", ["nmae=x"], "createArea takes no ‘nmae’ (did you mean name?)"),
        ("createArea", ["name=x", "name=y"], "name is given twice"),
        ("createArea", ["name"], "‘name’ does not say what it is"),
        ("createArea", ["name.zh=x"], "createArea takes no ‘name.zh’"),
        ("showArea", [], "showArea needs to know which area"),
        ("assignArea", ["area=1", "tasks[1].objective=x"], "the entry before it is missing"),
        ("showArea", ["area=1", "area=2"], "area is given twice"),
    ])
    func `what cannot be sent is refused with what would be right`(
        id: String, words: [String], reason: String
    ) throws {
        let refusal = #expect(throws: ValidationError.self) { try OperationInput(try .named(id), words) }
        #expect(refusal?.message.contains(reason) == true, "\(refusal?.message ?? "")")
    }

    @Test func `the shell is offered operations, rooms, names and values`() {
        #expect(OperationCompletion.operations(["do", ""], 1, "").contains("createArea"))
        #expect(OperationCompletion.operations(["do", "--list", ""], 2, "") == Room.allCases.map(\.rawValue))
        let names = OperationCompletion.values(["do", "changeArea", ""], 2, "")
        #expect(names.first == "area=" && names.contains("boundary="))
        #expect(
            OperationCompletion.values(["do", "listMeetings", "status="], 2, "status=")
                == ["status=scheduled", "status=cancelled"])
    }

    // MARK: - Generated values

    /// `name=value` for a valid value of the schema, one for each of its leaves.
    private static func words(_ name: String, _ schema: Schema) -> [String] {
        func member(_ part: String) -> String { name.isEmpty ? part : "\(name).\(part)" }
        switch schema.form {
        case .object(_, let members): return members.flatMap { words(member($0.name), $0.schema) }
        case .document(let members):
            return members.isEmpty ? ["\(name)={}"] : members.flatMap { words(member($0.name), $0.schema) }
        case .map(let value): return words(member("a"), value) + words(member("b"), value)
        case .array(let element, let count):
            let places = 0..<max(1, count.lowerBound)
            switch element.form {
            case .object, .document, .map, .array: return places.flatMap { words("\(name)[\($0)]", element) }
            default: return places.flatMap { _ in words(name, element) }
            }
        default: return ["\(name)=\(value(schema))"]
        }
    }

    private static func value(_ schema: Schema) -> String {
        switch schema.form {
        case .text, .name, .lines, .anyText: "一段话"
        case .code: "CG-01"
        case .email: "office@example.gov.cn"
        case .date: "2026-11-23"
        case .month: "2026-11"
        case .timeOfDay: "09:00"
        case .instant: "2026-11-23T01:00:00Z"
        case .choice(let values): values.first ?? ""
        case .integer(let range): "\(range.lowerBound)"
        case .points(let minimum): "\(minimum)"
        case .boolean: "true"
        case .array, .map, .object, .document: ""
        }
    }

    private static func leaves(_ json: JSON) -> Int {
        switch json {
        case .object(let object): object.members.isEmpty ? 1 : object.members.map { leaves($0.value) }.reduce(0, +)
        case .array(let values): values.map(leaves).reduce(0, +)
        default: 1
        }
    }
}
