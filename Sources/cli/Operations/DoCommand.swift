import ArgumentParser
import Domain
import Foundation
import Server

/// Every operation of the API by its name, also those for which no other command is made.
struct DoCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "do", abstract: "Carry out any operation of the API.",
        discussion: """
            zhibu do createBranch code=CG-09 name=西湖中队党支部 kind=ordinary secretaryPost=fullTime

            What an operation takes is given as name=value, in any order: a list by repeating the name, what is nested \
            by dots and places (content.criteria[0].maxPoints=25), nothing by an empty value. Where the path wants an id, \
            the code will do that people know: committee=JG, branch=CG-01, member=code:1101, area=CG-01-A07, \
            cycle=2026-10/CG-01; digits alone are an id.
            """
    )

    @Argument(
        help: ArgumentHelp("The operation, such as createArea; with --list a room.", valueName: "operation"),
        completion: .custom(OperationCompletion.operations))
    var operation: String?

    @Argument(
        help: ArgumentHelp("What it takes.", valueName: "name=value"), completion: .custom(OperationCompletion.values))
    var values: [String] = []

    @Option(
        help: ArgumentHelp("The whole body from a JSON file, - for standard input.", valueName: "file"),
        completion: .file(extensions: ["json"]))
    var body: String?

    @Option(
        help: ArgumentHelp("The spreadsheet of an import, or the file that a record is to carry.", valueName: "file"),
        completion: .file()
    )
    var file: String?

    @Option(
        help: ArgumentHelp(
            "The version that was read, for a change. Without it the change is made to what stands now.",
            valueName: "version"))
    var ifMatch: Int64?

    @Flag(help: "List the operations, of one room or of all.") var list = false
    @Flag(help: "Show what the operation takes, and within which bounds.") var describe = false
    @OptionGroup var options: ClientOptions

    func validate() throws {
        if list {
            guard values.isEmpty, !describe else { throw ValidationError("--list takes a room at most.") }
            _ = try Server.Operation.of(room: operation)
            return
        }
        let operation = try named()
        if describe { return }
        switch operation.body {
        case .spreadsheet:
            guard file != nil, body == nil else { throw ValidationError("\(operation.id) takes a spreadsheet: --file") }
        case .attachment:
            guard file != nil, body == nil else { throw ValidationError("\(operation.id) takes a file: --file") }
        case .json: if file != nil { throw ValidationError("\(operation.id) takes no spreadsheet, but --body") }
        case .none:
            if file != nil || body != nil { throw ValidationError("\(operation.id) takes neither --body nor --file") }
        }
        if ifMatch != nil, !operation.needsVersion {
            throw ValidationError("\(operation.id) takes no version: leave out --if-match")
        }
        _ = try OperationInput(operation, values, hasBody: body != nil)
    }

    func run() async throws {
        if list { return showList(try Server.Operation.of(room: operation)) }
        if describe { return showDescription(of: try named()) }
        try await askAPI()
    }

    func perform(with client: APIClient) async throws {
        let operation = try named()
        let input = try OperationInput(operation, values, hasBody: body != nil)
        let body = try body.map { try Self.read($0) } ?? input.body
        let path = try await path(of: operation, input, client)
        let query = operation.query.compactMap { query in input.query[query.name].map { (query.name, String?($0)) } }
        if let file, case .attachment = operation.body {
            let made = try await client.upload(file, to: path, parameters: query)
            return output.show(made) { made.outline }
        }
        if let file {
            return output.imported(try await client.upload(file, to: path, parameters: query), from: file)
        }
        if operation.isList, input.query["limit"] == nil, input.query["cursor"] == nil {
            let items = try await client.list(path, parameters: query)
            return output.list(items, Self.columns(items), none: "nothing is listed")
        }
        let version = operation.needsVersion ? try await version(of: operation, path, client) : nil
        let answer = try await client.carryOut(
            operation.verb, path, query, body, ifVersion: version, takesLong: operation.takesLong)
        try show(answer, of: operation)
    }

    private func named() throws -> Server.Operation {
        guard let operation else { throw ValidationError("Which operation? ‘zhibu do --list’ shows them.") }
        return try Server.Operation.named(operation)
    }

    private static func read(_ file: String) throws -> JSON {
        guard file == "-" else { return try JSONFile.read(file) }
        do {
            return try JSON.parse(Array(FileHandle.standardInput.readDataToEndOfFile()))
        } catch {
            throw CommandFailure(.data, "standard input is not JSON: \(error.message)")
        }
    }

    // MARK: The request

    private func path(
        of operation: Server.Operation, _ input: OperationInput, _ client: APIClient
    ) async throws -> String {
        var path = operation.path
        for (name, typed) in input.path {
            let id = try await Self.id(of: name, typed, client)
            path = path.replacing("{\(name)}", with: String(id))
        }
        return path
    }

    /// The id itself, or that of what people call so.
    private static func id(of name: String, _ typed: String, _ client: APIClient) async throws -> Int64 {
        if let id = Int64(typed) { return id }
        let code = typed.hasPrefix("code:") ? String(typed.dropFirst(5)) : typed
        switch name {
        case "committee": return try await client.committee(code).id
        case "branch": return try await client.branch(code).id
        case "member": return try await client.member(code).id
        case "area": return try await client.area(code).id
        case "cycle":
            let parts = code.split(separator: "/", maxSplits: 1)
            guard parts.count == 2 else {
                throw ValidationError("cycle=\(typed): write an id, or the month and the branch as 2026-10/CG-01")
            }
            return try await client.cycle(of: try Typed.month(String(parts[0])), in: String(parts[1])).id
        default: throw ValidationError("\(name)=\(typed): write the id, a number")
        }
    }

    /// The version that is changed: the one named, or that of what is read now, at the same path or above it.
    private func version(of operation: Server.Operation, _ path: String, _ client: APIClient) async throws -> Int64 {
        if let ifMatch { return ifMatch }
        let above = operation.path.split(separator: "/").dropLast().map { "/\($0)" }.joined()
        for (template, depth) in [(operation.path, 0), (above, 1)]
        where API.operations.contains(where: { $0.isSafe && $0.path == template }) {
            let place = path.split(separator: "/").dropLast(depth).map { "/\($0)" }.joined()
            if let version = try await client.get(place)["version"]?.integer { return version }
        }
        throw ValidationError("Which version is changed? Name it: --if-match")
    }

    // MARK: The answer

    private func show(_ answer: APIClient.Answer, of operation: Server.Operation) throws {
        switch operation.success {
        case .text, .file, .attachment: Output.toStandardOutput(answer.body)
        case .nothing: output.note("\(operation.id): done")
        case .json:
            let json = try answer.json
            guard let items = operation.isList ? json["items"]?.array : json.array else {
                return output.show(json) { json.outline }
            }
            if !operation.isList || !output.isJSON {
                output.list(items, Self.columns(items), none: "nothing is listed")
            } else {
                output.show(json) { "" }
            }
            if let next = json["nextCursor"]?.string { output.note("There are more: cursor=\(next)") }
        }
    }

    /// A column for each member that fits into one.
    private static func columns(_ items: [JSON]) -> [Table.Column] {
        var names: [String] = []
        for item in items {
            for member in item.object?.members ?? [] where !names.contains(member.name) { names.append(member.name) }
        }
        return names.compactMap { name in
            let values = items.compactMap { $0[name] }
            let isWide = values.contains { value in
                value.array?.contains { $0.object != nil } ?? (value.object != nil && value["number"] == nil)
            }
            if isWide { return nil }
            let isNumber = values.allSatisfy { if case .number = $0 { true } else { $0 == .null } }
            return Table.Column(title: name, isNumber: isNumber) { item in
                let person = item.person(name)
                return person.isEmpty ? item.shown(name) : person
            }
        }
    }

    private func showList(_ operations: [Server.Operation]) {
        let items = operations.map { operation -> JSON in
            [
                "room": .string(operation.room.rawValue), "operation": .string(operation.id),
                "summary": .string(operation.summary),
            ]
        }
        output.list(
            items, [.text("Room", "room"), .text("Operation", "operation"), .text("What it does", "summary")], none: "")
    }

    private func showDescription(of operation: Server.Operation) {
        let parameters = operation.parameters.map(\.json)
        let described: JSON = [
            "operation": .string(operation.id), "method": .string(operation.verb),
            "path": .string(APIClient.root + operation.path), "summary": .string(operation.summary),
            "parameters": .array(parameters),
        ]
        output.show(described) {
            var text = operation.heading
            if case .spreadsheet = operation.body { text += "\nTakes a spreadsheet: --file" }
            if case .attachment = operation.body { text += "\nTakes a file: --file" }
            if operation.needsVersion { text += "\nChanges a version: --if-match, or the one that stands" }
            if parameters.isEmpty { return text }
            let columns: [Table.Column] = [
                .text("Name") { $0.shown("name") + ($0["required"] == true ? " *" : "") }, .text("Type", "type"),
                .text("Meaning", "meaning"),
            ]
            return "\(text)\n\n\(Table(parameters, columns).text)\n* needed"
        }
    }
}
