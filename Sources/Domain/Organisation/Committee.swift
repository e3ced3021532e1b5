/// A higher organisation (上级党组织, 机关党委), in a tree: bureau, district, …
package struct Committee: Hashable, Sendable {
    package struct Draft: Hashable, Sendable {
        package let code: Code
        package let name: Text
        package let parent: Code?

        package init(code: String, name: String, parent: String? = nil) throws(FieldErrors) {
            var errors = FieldErrors()
            let parsedCode = errors.take("code") { () throws(Rejection) in try Code(code) }
            let parsedName = errors.take("name") { () throws(Rejection) in try Text(name: name) }
            let parsedParent = errors.takeOptional("parent", parent) { raw throws(Rejection) in try Code(raw) }
            guard let parsedCode, let parsedName, errors.isEmpty else { throw errors }
            self.code = parsedCode
            self.name = parsedName
            self.parent = parsedParent
        }
    }

    package let id: ID<Committee>
    package let code: Code
    package let name: String
    package let parent: ID<Committee>?
    package let version: Int

    package init(id: ID<Committee>, code: Code, name: String, parent: ID<Committee>?, version: Int) {
        self.id = id
        self.code = code
        self.name = name
        self.parent = parent
        self.version = version
    }
}
