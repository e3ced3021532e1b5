package import Domain

extension Scheme.Status: SQLTextValue {}
extension Cycle.Status: SQLTextValue {}
extension Tier: SQLTextValue {}
extension Adjustment.Kind: SQLTextValue {}
