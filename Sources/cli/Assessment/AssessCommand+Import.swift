import ArgumentParser
import Domain

extension AssessCommand {
    struct Import: ClientCommand {
        static let configuration = CommandConfiguration(
            abstract: "Import a month's scores and adjustments of all branches; opens the months it needs.",
            discussion: "Both files are checked first: unless both are good, nothing goes in."
        )

        @Option(help: "Such as 2026-07.", transform: Typed.month) var month: Month
        @Option(
            help: ArgumentHelp("The score sheets, as a workbook or CSV.", valueName: "file"),
            completion: .file(extensions: ["xlsx", "xls", "csv"]))
        var scores: String?
        @Option(
            help: ArgumentHelp("The bonuses, deductions and vetoes, as a workbook or CSV.", valueName: "file"),
            completion: .file(extensions: ["xlsx", "xls", "csv"])
        )
        var adjustments: String?
        @OptionGroup var reasons: Reasons
        @Flag(help: "Check everything and report, but change nothing.") var dryRun = false
        @OptionGroup(title: "Reading options") var reading: ReadingOptions
        @OptionGroup var options: ClientOptions

        func validate() throws {
            guard scores != nil || adjustments != nil else {
                throw ValidationError("Give --scores, --adjustments, or both.")
            }
            if scores != nil, adjustments != nil, !reading.column.isEmpty || !reading.fillDown.isEmpty {
                throw ValidationError(
                    "--column and --fill-down are about one file: import the two one after the other.")
            }
        }

        private struct File {
            /// As the report names it.
            let name: String
            let path: String
            let operation: String
        }

        func perform(with client: APIClient) async throws {
            let files = [
                scores.map { File(name: "scores", path: $0, operation: "/imports/scores") },
                adjustments.map { File(name: "adjustments", path: $0, operation: "/imports/adjustments") },
            ].compactMap(\.self)
            // One file alone goes in whole or not at all without being tried.
            if dryRun || files.count > 1 {
                let tried = try await tryOut(files, with: client)
                if dryRun { return report(tried, of: files) }
            }
            var reports: [JSON] = []
            for file in files { reports.append(try await send(file, isTrial: false, with: client)) }
            report(reports, of: files)
        }

        /// - Throws: one failure with the errors of all files.
        private func tryOut(_ files: [File], with client: APIClient) async throws -> [JSON] {
            var reports: [JSON] = []
            var failures: [CommandFailure] = []
            for file in files {
                do {
                    reports.append(try await send(file, isTrial: true, with: client))
                } catch let failure as CommandFailure where failure.status == .data {
                    failures.append(CommandFailure(.data, "\(file.path): \(failure.message)"))
                }
            }
            if !failures.isEmpty { throw CommandFailure(.data, failures.map(\.message).joined(separator: "\n")) }
            return reports
        }

        private func send(_ file: File, isTrial: Bool, with client: APIClient) async throws -> JSON {
            try await client.upload(
                file.path, to: file.operation,
                parameters: [
                    ("month", month.description), ("lateReason", reasons.lateReason),
                    ("revisionReason", reasons.revisionReason), ("dryRun", isTrial ? "true" : nil),
                ] + reading.parameters
            )
        }

        private func report(_ reports: [JSON], of files: [File]) {
            if output.isJSON {
                var object = JSON.Object()
                for (file, report) in zip(files, reports) { object[file.name] = report }
                return output.show(.object(object)) { "" }
            }
            for (file, report) in zip(files, reports) { output.imported(report, from: file.path) }
        }
    }
}
