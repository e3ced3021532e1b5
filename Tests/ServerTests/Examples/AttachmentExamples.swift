import Domain
import TestSupport

@testable import Server
@testable import Storage

extension Example {
    static let attachments: [Example] = [
        Example(
            API.addAttachment, query: "holder=finding&record={A finding}&name=x.pdf", file: SampleFiles.pdf("new")),
        Example(
            API.addAttachment, case: "deed", query: "holder=ledgerEntry&record={A deed}", file: SampleFiles.png()),
        Example(API.addAttachment, case: "plan", query: "holder=planItem&record={A plan}", file: SampleFiles.jpeg()),
        Example(
            API.addAttachment, case: "meeting", query: "holder=meeting&record={A meeting}", file: SampleFiles.pdf("m")),
        Example(
            API.listAttachments, query: "holder=finding&record={A finding}",
            plan: ListPlan(filters: ["holder": "finding", "record": "1"])),
        Example(API.showAttachment, "A file"), Example(API.downloadAttachment, "A file"),
        Example(API.withdrawAttachment, "A file", body: ["reason": "传错了文件"]),
    ]
}
