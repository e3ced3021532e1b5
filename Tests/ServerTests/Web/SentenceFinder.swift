import SwiftOperators
import SwiftParser
import SwiftSyntax

/// Finds the literals in the sources that are ``Sentence``s: those that stand where a declaration asks for one.
struct SentenceFinder {
    /// The parameters of what takes a sentence, in their order.
    fileprivate typealias Parameters = [(label: String?, isSentence: Bool, isNeeded: Bool)]

    private let files: [SourceFileSyntax]
    private let declarations: Declarations

    init(_ sources: [String]) {
        let files = sources.map { source in
            let file = Parser.parse(source: source)
            return OperatorTable.standardOperators.foldAll(file) { _ in }.as(SourceFileSyntax.self) ?? file
        }
        let declarations = Declarations(viewMode: .sourceAccurate)
        for file in files { declarations.walk(file) }
        self.files = files
        self.declarations = declarations
    }

    /// Their patterns, with `{1}`, `{2}` … for what is filled in.
    func sentences() -> Set<String> {
        let literals = Literals(declarations)
        for file in files { literals.walk(file) }
        return literals.found
    }

    fileprivate static func isSentence(_ type: TypeSyntax?) -> Bool {
        guard let type else { return false }
        let text = type.trimmedDescription.filter { !"?[] ".contains($0) }
        return text == "Sentence" || text.hasSuffix("->Sentence")
    }
}

/// What the sources declare to be a sentence, or to take one.
private final class Declarations: SyntaxVisitor {
    /// By the name of the function, the case, or the type that is made.
    var takers: [String: [SentenceFinder.Parameters]] = [:]
    /// The names of lists of sentences.
    var lists: Set<String> = []

    private func add(_ name: String?, _ parameters: SentenceFinder.Parameters) {
        guard let name, parameters.contains(where: \.isSentence) else { return }
        takers[name, default: []].append(parameters)
    }

    private static func parameters(_ clause: FunctionParameterClauseSyntax) -> SentenceFinder.Parameters {
        clause.parameters.map { parameter in
            let label = parameter.firstName.text
            return (
                label == "_" ? nil : label, SentenceFinder.isSentence(parameter.type), parameter.defaultValue == nil
            )
        }
    }

    /// The type in whose declaration, or extension, the node stands.
    private static func home(of node: some SyntaxProtocol) -> String? {
        var next = node.parent
        while let parent = next {
            if let type = parent.asProtocol((any NamedDeclSyntax).self), parent.isProtocol((any DeclGroupSyntax).self) {
                return type.name.text
            }
            if let type = parent.as(ExtensionDeclSyntax.self)?.extendedType {
                return type.trimmedDescription.split(separator: ".").last.map(String.init)
            }
            next = parent.parent
        }
        return nil
    }

    override func visit(_ node: FunctionDeclSyntax) -> SyntaxVisitorContinueKind {
        add(node.name.text, Self.parameters(node.signature.parameterClause))
        return .visitChildren
    }

    override func visit(_ node: InitializerDeclSyntax) -> SyntaxVisitorContinueKind {
        add(Self.home(of: node), Self.parameters(node.signature.parameterClause))
        return .visitChildren
    }

    override func visit(_ node: StructDeclSyntax) -> SyntaxVisitorContinueKind {
        let stored = node.memberBlock.members.compactMap { $0.decl.as(VariableDeclSyntax.self) }.flatMap(\.bindings)
        add(
            node.name.text,
            stored.filter { $0.accessorBlock == nil }.map { binding in
                (
                    binding.pattern.trimmedDescription, SentenceFinder.isSentence(binding.typeAnnotation?.type),
                    binding.initializer == nil && binding.typeAnnotation?.type.is(OptionalTypeSyntax.self) != true
                )
            })
        return .visitChildren
    }

    override func visit(_ node: EnumCaseElementSyntax) -> SyntaxVisitorContinueKind {
        add(
            node.name.text,
            (node.parameterClause?.parameters.map { parameter in
                (parameter.firstName?.text, SentenceFinder.isSentence(parameter.type), parameter.defaultValue == nil)
            }) ?? [])
        return .visitChildren
    }

    override func visit(_ node: PatternBindingSyntax) -> SyntaxVisitorContinueKind {
        if let type = node.typeAnnotation?.type, ["[Sentence]", "Set<Sentence>"].contains(type.trimmedDescription) {
            lists.insert(node.pattern.trimmedDescription)
        }
        return .visitChildren
    }
}

private final class Literals: SyntaxVisitor {
    private let declarations: Declarations
    private(set) var found: Set<String> = []

    init(_ declarations: Declarations) {
        self.declarations = declarations
        super.init(viewMode: .sourceAccurate)
    }

    override func visit(_ node: StringLiteralExprSyntax) -> SyntaxVisitorContinueKind {
        let pattern = Self.pattern(of: node)
        if !pattern.isEmpty, isWanted(Syntax(node)) { found.insert(pattern) }
        return .visitChildren
    }

    private static func pattern(of literal: StringLiteralExprSyntax) -> String {
        var (pattern, values) = ("", 0)
        for segment in literal.segments {
            switch segment {
            case .stringSegment(let text):
                pattern += text.content.text.replacing(/\\(.)/) { $0.output.1 }
            case .expressionSegment:
                values += 1
                pattern += "{\(values)}"
            }
        }
        return pattern
    }

    /// Whether a sentence is wanted where the expression stands.
    private func isWanted(_ expression: Syntax) -> Bool {
        guard let parent = expression.parent else { return false }
        if let argument = parent.as(LabeledExprSyntax.self) { return isWanted(argument) }
        if let choice = parent.as(TernaryExprSyntax.self) {
            return choice.condition.id != expression.id && isWanted(parent)
        }
        if let infix = parent.as(InfixOperatorExprSyntax.self) {
            guard infix.rightOperand.id == expression.id else { return false }
            switch infix.operator.trimmedDescription {
            case "??": return isWanted(parent)
            case "+=", "=": return declarations.lists.contains(Self.name(of: infix.leftOperand) ?? "")
            default: return false
            }
        }
        if let cast = parent.as(AsExprSyntax.self) { return SentenceFinder.isSentence(cast.type) }
        if let value = parent.as(InitializerClauseSyntax.self) {
            if let binding = value.parent?.as(PatternBindingSyntax.self) {
                return SentenceFinder.isSentence(binding.typeAnnotation?.type)
            }
            return SentenceFinder.isSentence(value.parent?.as(FunctionParameterSyntax.self)?.type)
        }
        if parent.is(ReturnStmtSyntax.self) { return isResult(of: parent) }
        if let item = parent.as(CodeBlockItemSyntax.self) {
            guard let items = item.parent?.as(CodeBlockItemListSyntax.self), items.count == 1,
                let block = items.parent
            else { return false }
            // The only thing in a branch is the branch's value, the only thing in a body its result.
            if let branch = block.as(SwitchCaseSyntax.self)?.parent?.parent { return isWanted(branch) }
            if let branch = block.parent?.as(IfExprSyntax.self) { return isWanted(Syntax(branch)) }
            return isResult(of: Syntax(item))
        }
        let isPassedOn =
            parent.is(ExpressionStmtSyntax.self) || parent.is(TryExprSyntax.self) || parent.is(ArrayExprSyntax.self)
            || parent.is(ArrayElementListSyntax.self) || parent.is(ArrayElementSyntax.self)
            || parent.is(IfExprSyntax.self)
        return isPassedOn && isWanted(parent)
    }

    /// Whether what returns the node's value, says that it is a sentence.
    private func isResult(of node: Syntax) -> Bool {
        var next = node.parent
        while let parent = next {
            if let function = parent.as(FunctionDeclSyntax.self) {
                return SentenceFinder.isSentence(function.signature.returnClause?.type)
            }
            if let closure = parent.as(ClosureExprSyntax.self) {
                return SentenceFinder.isSentence(closure.signature?.returnClause?.type)
            }
            if let property = parent.as(AccessorBlockSyntax.self)?.parent?.as(PatternBindingSyntax.self) {
                return SentenceFinder.isSentence(property.typeAnnotation?.type)
            }
            next = parent.parent
        }
        return false
    }

    private func isWanted(_ argument: LabeledExprSyntax) -> Bool {
        guard let list = argument.parent?.as(LabeledExprListSyntax.self), let whole = list.parent else { return false }
        if let literal = whole.as(ExpressionSegmentSyntax.self)?.parent?.parent {
            // What is filled into a sentence without a label is a text, unless it says otherwise.
            return argument.label != nil && isWanted(literal)
                && isSentence(argument, of: list, by: "appendInterpolation")
        }
        if whole.is(TupleExprSyntax.self) { return list.count == 1 && isWanted(whole) }
        guard let call = whole.as(FunctionCallExprSyntax.self), let name = Self.name(of: call.calledExpression) else {
            return false
        }
        if ["append", "insert"].contains(name), let base = call.calledExpression.as(MemberAccessExprSyntax.self)?.base {
            return declarations.lists.contains(Self.name(of: base) ?? "")
        }
        // Of problems, people are told what the state of things does not allow; the rest is for programs.
        if name == "Problem", list.first?.expression.trimmedDescription != ".conflict" { return false }
        return isSentence(argument, of: list, by: name, trailing: call.trailingClosure == nil ? 0 : 1)
    }

    /// Whether something of that name that takes these arguments takes a sentence for this one.
    private func isSentence(
        _ argument: LabeledExprSyntax, of list: LabeledExprListSyntax, by name: String, trailing closures: Int = 0
    ) -> Bool {
        (declarations.takers[name] ?? []).contains { parameters in
            var (rest, isWanted) = (parameters[...], false)
            for given in list {
                guard let place = rest.firstIndex(where: { $0.label == given.label?.text || $0.isNeeded }),
                    rest[place].label == given.label?.text
                else { return false }
                if given.id == argument.id { isWanted = rest[place].isSentence }
                rest = rest[(place + 1)...]
            }
            return isWanted && rest.count(where: \.isNeeded) <= closures
        }
    }

    /// The last name of what is called, or written to.
    private static func name(of expression: ExprSyntax) -> String? {
        if let member = expression.as(MemberAccessExprSyntax.self) {
            return member.declName.baseName.text == "init" ? member.base.flatMap(name) : member.declName.baseName.text
        }
        return expression.as(DeclReferenceExprSyntax.self)?.baseName.text
    }
}
