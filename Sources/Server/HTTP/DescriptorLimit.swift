import Foundation

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#elseif canImport(Darwin)
    import Darwin
#endif

/// How many files and connections the system lets this process have open.
package enum DescriptorLimit {
    /// Raises it to what is needed, as far as the system user may.
    ///
    /// - Returns: what holds now.
    package static func raised(to needed: Int) -> Int {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return needed }
        if limit.rlim_cur < rlim_t(needed) {
            var raised = limit
            raised.rlim_cur = min(limit.rlim_max, rlim_t(needed))
            if setrlimit(resource, &raised) == 0 { limit = raised }
        }
        return limit.rlim_cur > rlim_t(Int.max) ? Int.max : Int(limit.rlim_cur)
    }

    #if canImport(Glibc)
        private static let resource = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    #else
        private static let resource = RLIMIT_NOFILE
    #endif
}

extension ServingOptions {
    /// What is open besides connections: the database, its log and its readers, a backup being made, the program's own; and
    /// for each file that is received or read two, and for each that is kept one.
    private static let besides = 96 + 2 * ImportDesk.places + KeptImports.most

    /// How many descriptors there have to be for all connections.
    package var neededDescriptors: Int { ConnectionRoll.Shares(maximum: maximumConnections).most + Self.besides }

    /// How many connections there are descriptors for; nil where there are enough for as many as were asked for.
    package func connections(with descriptors: Int) -> Int? {
        descriptors >= neededDescriptors ? nil : descriptors - (neededDescriptors - maximumConnections)
    }
}
