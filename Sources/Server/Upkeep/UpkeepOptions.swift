package import Domain

/// What a server does for its database besides serving it.
package struct UpkeepOptions: Sendable {
    /// nil for the usual one, beside the database.
    package let backupFolder: String?
    /// nil: a backup is made only when somebody asks for one.
    package let plan: BackupPlan?
    /// Whether every request is logged, or only those that fail or take long.
    package let logsRequests: Bool
    /// nil: no mail is sent.
    package let mail: MailOptions?

    package init(
        backupFolder: String? = nil, plan: BackupPlan? = nil, logsRequests: Bool = false, mail: MailOptions? = nil
    ) {
        self.backupFolder = backupFolder
        self.plan = plan
        self.logsRequests = logsRequests
        self.mail = mail
    }
}
