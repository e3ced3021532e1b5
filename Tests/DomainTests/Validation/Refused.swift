import Domain
import Testing

/// The code of the rejection that `parse` ends in; nil if it yields a value.
func rejected(_ parse: () throws -> some Any) -> Rejection.Code? {
    do {
        _ = try parse()
    } catch let error as Rejection {
        return error.code
    } catch {
        Issue.record(error)
    }
    return nil
}

/// The input errors that `make` ends in, each as `field code`; empty if it yields a value.
func complaints(_ make: () throws -> some Any) -> [String] {
    do {
        _ = try make()
    } catch let error as FieldErrors {
        return error.errors.map { "\($0.field) \($0.code.rawValue)" }
    } catch {
        Issue.record(error)
    }
    return []
}

/// The code of the refusal that `act` ends in; nil if it is allowed.
func refused(_ act: () throws -> some Any) -> String? {
    do {
        _ = try act()
    } catch let error as any StateRefusal {
        return error.code
    } catch {
        Issue.record(error)
    }
    return nil
}
