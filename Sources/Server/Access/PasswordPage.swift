/// Where somebody sets their password by a link.
enum PasswordPage {
    static func path(for secret: String) -> String { "/password/\(secret)" }
}
