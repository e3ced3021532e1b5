"""The rules of a sheet as far as both peers know them, in plain Python: what is wrong with its points, and what is the same."""

# Below it a criterion's points are commented on.
COMMENTED_BELOW = 0.6
TIERS = ["self", "group", "branch", "public"]


def hundredths(points):
    """Points as they are kept: whole numbers, a hundred for each point."""
    return {criterion: round(value * 100) for criterion, value in points.items()}


def errors(scheme, points, comment):
    """By field, what is wrong with the points, each of which was given as a number."""
    criteria = {criterion["key"]: criterion for criterion in scheme["criteria"]}
    found = {f"points.{key}": "unknown" for key in points.keys() - criteria.keys()}
    for key, criterion in criteria.items():
        value = points.get(key)
        if value is None:
            found[f"points.{key}"] = "required"
        elif not 0 <= value <= criterion["maxPoints"]:
            found[f"points.{key}"] = "range"
        elif value * 2 % 1:
            found[f"points.{key}"] = "precision"
        elif value < COMMENTED_BELOW * criterion["maxPoints"] and not comment:
            found["comment"] = "required"
    return found


def changes(points, standing):
    """What the audit keeps of a sheet: each of its points, before and after."""
    return {key: [standing.get(key), value] for key, value in sorted(points.items()) if standing.get(key) != value}
