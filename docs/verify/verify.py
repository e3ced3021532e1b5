#!/usr/bin/env python3
"""Verifies exported rankings of Zhibu without Zhibu.

    python3 verify.py EXPORT ...        what `zhibu award export --month 2026-10` printed, with or without --branch

A file holds one export, or those of a month, or many, one a line. Of each the inputs alone are believed: the ranking is
computed from them once more and held against the one in the file, member by member, and so are the hashes. The exit
code is 0 if all hold, 1 if something differs, 2 if something cannot be read. Python 3.9 or later, and nothing else.
Points are whole hundredths (8817 is 88.17), what is between them is an exact fraction: no floating point anywhere.
"""
import hashlib
import json
import re
import sys
from fractions import Fraction


def members(pairs):
    names = dict(pairs)
    if len(names) < len(pairs):
        raise ValueError("a name stands twice in one object")
    return names


def parse(text):
    """Reads JSON: a number with a point is kept as it is written, as bytes; NaN is refused, being no whole number."""
    return json.loads(text, object_pairs_hook=members, parse_float=str.encode, parse_constant=int)


def canonical(value):
    """The one form that hashes are taken over: no white space, members by their names, the shortest escapes."""
    try:
        return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    except TypeError:  # somewhere in it is a number with a point
        if isinstance(value, bytes):
            return value.decode()
        if isinstance(value, list):
            return "[" + ",".join(map(canonical, value)) + "]"
        return "{" + ",".join(f"{canonical(name)}:{canonical(value[name])}" for name in sorted(value)) + "}"


def sha256(value):
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def count(value):
    """A whole number, such as of hundredths; none here is below 0."""
    if type(value) is not int or value < 0:
        raise ValueError(f"{canonical(value)} stands where a whole number has to")
    return value


def hundredths(value):
    """Points as a scheme writes them, with two decimals at most."""
    match = re.fullmatch(r"([0-9]+)(?:\.([0-9]{1,2}))?", canonical(value))
    if not match:
        raise ValueError(f"{canonical(value)} stands where points have to")
    return int(match[1]) * 100 + int((match[2] or "").ljust(2, "0"))


def half_up(numerator, denominator):
    """The quotient rounded half up; as nothing is below 0, that is away from zero."""
    return (2 * numerator + denominator) // (2 * denominator)


def combined(totals, how, trim_from):
    """A tier's score from its sheets, as a numerator and a denominator: what is added up, and by how many."""
    totals, size = sorted(totals), len(totals)
    trimmed = totals[1:-1] if size >= max(3, trim_from) else totals
    kept = {"mean": totals, "trimmedMean": trimmed, "median": totals[(size - 1) // 2 : size // 2 + 1]}[how]
    return sum(kept), len(kept)


def worth(entry, item):
    """What one adjustment brings before its item's cap: how often, times the points of item, level or range."""
    if "levels" in item:
        points = {level["key"]: hundredths(level["points"]) for level in item["levels"]}[entry["level"]]
    elif "min" in item:
        points = count(entry["points"])
        if not hundredths(item["min"]) <= points <= hundredths(item["max"]):
            raise ValueError(f"adjustment {canonical(entry['id'])} gives points outside its item's range")
    else:
        points = hundredths(item["points"])
    return count(entry["times"]) * points


def adjusted(entries, menu):
    """The sum of an area's bonuses, or of its deductions, each item within its cap."""
    items = {item["key"]: item for item in menu}
    values = [(-worth(entry, items[entry["item"]]), entry.get("origin", entry["id"]), entry) for entry in entries]
    # The highest first, of equal ones that which was recorded first: of one event the first alone counts.
    events, sums = {}, dict.fromkeys(items, 0)
    for value, _, entry in sorted(values, key=lambda value: value[:2]):
        events.setdefault(entry.get("event", id(entry)), (entry["item"], -value))
    for key, value in events.values():
        sums[key] += value
    return sum(min(total, hundredths(items[key]["cap"])) for key, total in sums.items())


def score(area, scheme, holders):
    """The area's row: with its figures, or with the cause why it has no place."""
    row = {name: area[name] for name in ("area", "name", *holders)}
    kinds = {"bonus": [], "deduction": [], "veto": []}
    for entry in area["adjustments"]:
        kinds[entry["kind"]].append(entry)
    if kinds["veto"]:
        given = [entry["item"] for entry in kinds["veto"]]
        return row | {"cause": "vetoed", "vetoes": [item["key"] for item in scheme["vetoes"] if item["key"] in given]}
    sheets = {rule["tier"]: [] for rule in scheme["tiers"]}
    for sheet in area["sheets"]:
        sheets[sheet["tier"]].append(count(sheet["total"]))
    rounds_tiers = {"tiers": True, "final": False}[scheme.get("rounding", "tiers")]
    missing = [] if area[holders[0]] else ["holder"]
    branch, weighted = (0, 1), Fraction(0)
    for rule in scheme["tiers"]:
        tier, weight, totals = rule["tier"], count(rule["weight"]), sheets[rule["tier"]]
        if weight > 0 and len(totals) < max(1, count(rule.get("minimumSheets", 1))):
            missing.append(tier)
        elif totals:
            value = combined(totals, rule["combine"], count(scheme.get("trimFrom", 5)))
            value = (half_up(*value), 1) if rounds_tiers else value
            weighted += Fraction(weight, 100) * Fraction(*value)
            branch = value if tier == "branch" else branch
    if missing:
        return row | {"cause": "incomplete", "missing": missing}
    weighted = half_up(weighted.numerator, weighted.denominator)
    bonuses = min(adjusted(kinds["bonus"], scheme["bonuses"]), hundredths(scheme["bonusCap"]))
    deductions = adjusted(kinds["deduction"], scheme["deductions"])
    final = max(0, weighted + bonuses - deductions)
    months = [count(month) for month in area["preceding"]] or [final]
    trend = sum(months), len(months)
    row |= {"weighted": weighted, "bonuses": bonuses, "deductions": deductions, "final": final}
    row |= {"branchTier": half_up(*branch), "trend": half_up(*trend)}
    return row if rounds_tiers else row | {"branchTierExact": list(branch), "trendExact": list(trend)}


# What decides between areas, in this order: the lower figure is the better one.
CHAIN = {
    "final": lambda row: -row["final"],
    "deductions": lambda row: row["deductions"],
    "branchTier": lambda row: -Fraction(*row.get("branchTierExact", [row["branchTier"]])),
    "trend": lambda row: -Fraction(*row.get("trendExact", [row["trend"]])),
}


def placed(rows):
    """The rows in their order, each with its place and the link that decided against the row above."""
    order = sorted(([link(row) for link in CHAIN.values()], row["area"], row) for row in rows)
    figures, upper = [None], None
    for place, (these, _, row) in enumerate(order, 1):
        deciding = [link for link, figure, other in zip(CHAIN, these, figures) if figure != other]
        row["decidedBy"] = (deciding or ["shared"])[0] if upper else None
        row["place"] = place if deciding else upper["place"]
        figures, upper = these, row
    return [row for _, _, row in order]


def ranking(inputs):
    """The document of the ranking that these inputs give."""
    scheme, areas, form = inputs["scheme"], sorted(inputs["areas"], key=lambda area: area["area"]), inputs["format"]
    due = 3 if any(len(area.get("holders", [])) > 1 for area in areas) else scheme.get("format", 1)
    if scheme.get("format", 1) not in (1, 2) or canonical(form) != canonical(due):
        raise ValueError(f"its format {canonical(form)} is not known, or not that of its contents")
    if sum(count(rule["weight"]) for rule in scheme["tiers"]) != 100 or len({a["area"] for a in areas}) < len(areas):
        raise ValueError("the tiers' weights are not 100 together, or an area stands twice")
    holders = ("holders", "holderNames") if form == 3 else ("holder", "holderName")
    rows = [score(area, scheme, holders) for area in areas]
    ranked = placed([row for row in rows if "cause" not in row])
    places, minimum = count(scheme["awardsPerBranch"]), hundredths(scheme["awardMinimum"])
    return {
        "format": form, "branch": inputs["branch"], "month": inputs["month"], "inputsHash": sha256(inputs),
        "ranked": ranked, "unranked": [row for row in rows if "cause" in row],
        "winners": [row["area"] for row in ranked if row["place"] <= places and row["final"] >= minimum],
    }


def by_area(rows):
    """Rows by their areas; None where they are no such rows, each of another area."""
    are_rows = isinstance(rows, list) and all(isinstance(row, dict) and "area" in row for row in rows)
    named = {str(row["area"]): row for row in rows} if are_rows else {}
    return named if are_rows and len(named) == len(rows) else None


def differences(said, right, what):
    """Where what the file says is not what is right, in words."""
    if canonical(said) == canonical(right):
        return
    if by_area(said) is not None and by_area(right) is not None:
        said, right = by_area(said), by_area(right)
        if [*said] != [*right]:
            yield f"{what}: the file has {', '.join(said) or 'none'}, right is {', '.join(right) or 'none'}"
    if isinstance(said, dict) and isinstance(right, dict):
        for name in sorted(said.keys() | right.keys()):
            yield from differences(said.get(name, b"nothing"), right.get(name, b"nothing"), f"{what} {name}")
    else:
        yield f"{what}: the file says {canonical(said)}, right is {canonical(right)}"


def say(line):
    """Prints a line, and nothing that would make it look like another one."""
    print("".join(sign if sign.isprintable() else f"<U+{ord(sign):04X}>" for sign in line))


def verified(text, name):
    """Tells what is to be told of one export, or of each of a month's, and returns the exit codes."""
    try:
        export = parse(text)
        if "ranking" not in export and export.get("snapshots"):
            parts = [(canonical(one), f"{name} {number}") for number, one in enumerate(export["snapshots"], 1)]
            return [code for part in parts for code in verified(*part)]
        said, right = export["ranking"], ranking(export["inputs"])
        told = [*differences(export["hash"], sha256(said), "SHA-256 of the ranking")]
        told += [line for name in ("branch", "month") for line in differences(export[name], right[name], name)]
        told += differences(said, right, "ranking")
    except (KeyError, ValueError, TypeError, AttributeError, RecursionError) as error:
        say(f"{name}: cannot be read: {error}{' is missing or unknown' if isinstance(error, KeyError) else ''}")
        return [2]
    holds = f"holds, won by {', '.join(right['winners']) or 'none'}, SHA-256 {sha256(said)}"
    say(f"{name}: {right['branch']} {right['month']} {'DIFFERS' if told else holds}")
    for line in told:
        say(f"  {line}")
    return [1 if told else 0]


def exports(path):
    """The texts of the exports in a file, by what to call them."""
    with open(path, encoding="utf-8-sig") as file:
        lines = file.readlines()
    try:
        parse("".join(lines[:1]))
    except (ValueError, RecursionError):  # one that goes over many lines
        return {path: "".join(lines)}
    return {f"{path}:{number}": line for number, line in enumerate(lines, 1) if line.strip()}


def main(paths):
    sys.stdout.reconfigure(errors="backslashreplace")
    codes = []
    for path in paths:
        try:
            codes += [code for name, text in exports(path).items() for code in verified(text, name)]
        except (OSError, UnicodeDecodeError) as error:
            say(f"{path}: cannot be read: {error}")
            codes.append(2)
    say(f"{codes.count(0)} hold, {codes.count(1)} differ, {codes.count(2)} cannot be read")
    return max(codes)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]) if sys.argv[1:] else print(__doc__) or 2)
