import Domain
import Storage

extension Schema.Property {
    /// A code as somebody copied it, in the body alone: what stands in an address is kept by those it passes.
    static let sealedCode = required(
        "code", .text(200).means("As it was told; spaces, hyphens and small letters are taken."))
}

extension Steps {
    /// Does something with the code in the body. Of codes that are none so many are told from one address; one that is good is always
    /// taken, for whoever sits beside somebody who tries others, and is noted nowhere, nor is any address beside it.
    func withCode(_ call: Call, _ work: (SealedCode) async throws -> Reply) async throws -> Reply {
        do {
            let code: SealedCode
            do { code = try SealedCode(parsing: call.text("code")) } catch let rejection as Rejection {
                throw FieldErrors("code", rejection)
            }
            return try await work(code)
        } catch let errors as FieldErrors where errors.errors.contains(where: { $0.field == "code" }) {
            try codeTries.admit(visitor.address, now: store.clock.now())
            codeTries.note(visitor.address, now: store.clock.now())
            throw errors
        }
    }
}
