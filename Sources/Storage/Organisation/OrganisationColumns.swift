package import Domain

extension Branch.Kind: SQLTextValue {}
extension Branch.SecretaryPost: SQLTextValue {}
extension Member.Standing: SQLTextValue {}
extension Appointment.Office: SQLTextValue {}
