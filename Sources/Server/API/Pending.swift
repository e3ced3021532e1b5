import Domain
import Storage
extension API {
    static let areaOperations: [Operation] = []
    static let schemeOperations: [Operation] = []
    static let cycleOperations: [Operation] = []
    static let sheetOperations: [Operation] = []
    static let adjustmentOperations: [Operation] = []
    static let rankingOperations: [Operation] = []
    static let awardOperations: [Operation] = []
    static let comparisonOperations: [Operation] = []
    static let meetingOperations: [Operation] = []
}
extension Transaction { func meetingsOnDaysOff() throws -> [(month: Month, date: LocalDate)] { [] } }
