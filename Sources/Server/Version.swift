import Seeds

/// The program's version.
package enum Version {
    /// The one place of it: `zhibu --version`, the OpenAPI document, the metrics and the Debian package say it.
    package static let current = "1.0.0-rc.1"

    /// The commit that it was built from, shortened, with a `+` if the sources had been changed since; nil where the build was
    /// not told.
    package static var commit: String? { zhibu_commit().map { String(cString: $0) } }

    /// `1.0.0-rc.1 (6f3c701)`
    package static var full: String { commit.map { "\(current) (\($0))" } ?? current }
}
