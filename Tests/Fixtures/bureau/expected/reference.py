#!/usr/bin/env python3
"""Independent reference of DESIGN.md §4 (scoring, ranking, awards). Stdlib only, integer hundredths, no floats.

    reference.py DATA [--out DIR] [MONTH ...]

MONTH defaults to 2026-07 2026-08 2026-09 2026-10. "The data given" for the trend are the months LISTED: with
`reference.py DATA --out DIR 2026-10` July-September do not count and the trend is the current final.
Writes DIR/rank-MONTH.json (DIR = expected).
"""
import csv, io, json, os, re, sys
from decimal import Decimal  # only so that json.load never makes a float of 0.5; turned into hundredths at once

MONTHS = ["2026-07", "2026-08", "2026-09", "2026-10"]
TIERS = {"自评": "self", "党小组评": "group", "支部评": "branch", "群众评": "public"}
KINDS = {"加分": "bonuses", "扣分": "deductions", "一票否决": "vetoes"}


def read_csv(path):
    """Rows as (line, dict)."""
    raw = open(path, "rb").read()
    if raw.startswith(b"\xef\xbb\xbf"):
        text = raw[3:].decode("utf-8")
    else:
        try:
            text = raw.decode("utf-8")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
    reader = csv.reader(io.StringIO(text, newline=""))
    head = next(reader)
    out = []
    for row in reader:
        if not row:
            continue
        if len(row) != len(head):
            raise ValueError(f"{path}:{reader.line_num}: {len(row)} cells, {len(head)} headings")
        out.append((reader.line_num, dict(zip(head, row))))
    return out


def hundredths(text):
    m = re.fullmatch(r"([0-9]+)(?:\.([0-9]{1,2}))?", text)
    if not m:
        raise ValueError(f"not points with at most two decimals: {text!r}")
    return int(m[1]) * 100 + int((m[2] or "").ljust(2, "0"))


def of_json(number):
    return hundredths(str(number))


def div(n, d):
    """n / d, half up, away from zero; everything here is >= 0 except nothing."""
    assert d > 0
    q, r = divmod(abs(n), d)
    if 2 * r >= d:
        q += 1
    return q if n >= 0 else -q


def combine(how, values):
    v = sorted(values)
    if how == "median":
        k = len(v)
        return v[k // 2] if k % 2 else div(v[k // 2 - 1] + v[k // 2], 2)
    if how == "trimmedMean" and len(v) >= 5:
        v = v[1:-1]
    elif how not in ("mean", "trimmedMean"):
        raise ValueError(how)
    return div(sum(v), len(v))


def preceding(month, n=3):
    y, m = map(int, month.split("-"))
    out = []
    for _ in range(n):
        y, m = (y - 1, 12) if m == 1 else (y, m - 1)
        out.append(f"{y:04d}-{m:02d}")
    return out


def load(folder):
    s = json.load(open(os.path.join(folder, "scheme.json"), encoding="utf-8-sig"), parse_float=Decimal)
    assert sum(t["weight"] for t in s["tiers"]) == 100
    branches = [r["支部编号"] for _, r in read_csv(os.path.join(folder, "branches.csv"))]
    areas = {r["责任区编号"]: r for _, r in read_csv(os.path.join(folder, "areas.csv"))}
    return s, branches, areas


def last_day(month):
    return month + "-31"  # ISO strings: no real date of the month compares above it


def score_month(folder, month, scheme, areas):
    """area -> dict(complete, vetoed, missing, tiers, weighted, bonuses, deductions, final)."""
    sheets = {}
    for line, r in read_csv(os.path.join(folder, f"scores-{month}.csv")):
        total = sum(hundredths(r[c["titleZh"]]) for c in scheme["criteria"])
        per = sheets.setdefault((r["责任区编号"], TIERS[r["层级"]]), {})
        per[r["评分人"]] = total  # a second sheet by the same assessor is a revision: the later stands
    items = {}
    for kind in ("bonuses", "deductions", "vetoes"):
        for it in scheme[kind]:
            items[(kind, it["titleZh"])] = it
    times = {}
    path = os.path.join(folder, f"adjustments-{month}.csv")
    for line, r in (read_csv(path) if os.path.exists(path) else []):
        k = (r["责任区编号"], KINDS[r["类型"]], r["项目"])
        items[k[1:]]
        times[k] = times.get(k, 0) + int(r["次数"])

    out = {}
    for code, a in areas.items():
        tiers, missing = {}, []
        for t in scheme["tiers"]:
            got = sheets.get((code, t["tier"]))
            if got:
                tiers[t["tier"]] = combine(t["combine"], got.values())
            elif t["weight"] > 0:
                missing.append(t["tier"])
        held = bool(a["责任人编号"]) and a["起始日期"] <= last_day(month)
        sums = {"bonuses": 0, "deductions": 0}
        vetoed = False
        for (area, kind, title), n in times.items():
            if area != code:
                continue
            if kind == "vetoes":
                vetoed = True
            else:
                it = items[(kind, title)]
                sums[kind] += min(n * of_json(it["points"]), of_json(it["cap"]))
        bonuses = min(sums["bonuses"], of_json(scheme["bonusCap"]))
        complete = held and bool(tiers) and not missing
        weighted = final = None
        if complete:
            weighted = div(sum(t["weight"] * tiers.get(t["tier"], 0) for t in scheme["tiers"]), 100)
            final = max(0, weighted + bonuses - sums["deductions"])
        if vetoed:
            final = 0
        out[code] = dict(complete=complete, vetoed=vetoed, missing=missing, tiers=tiers, weighted=weighted,
                         bonuses=bonuses, rawBonuses=sums["bonuses"], deductions=sums["deductions"], final=final,
                         branchTier=tiers.get("branch"), held=held,
                         ranked=complete and not vetoed)
    return out


LINKS = ("final", "deductions", "branchTier", "trend")


def decided(above, row):
    for link in LINKS:
        if above[link] != row[link]:
            return link
    return "shared"


def rank_month(month, scored, scheme, branches, areas):
    result = []
    scores = scored[month]
    for b in branches:
        mine = [c for c in areas if areas[c]["支部编号"] == b]
        rows = []
        for c in mine:
            s = scores[c]
            if not s["ranked"]:
                continue
            past = [scored[m][c]["final"] for m in preceding(month) if m in scored and scored[m][c]["ranked"]]
            trend = div(sum(past), len(past)) if past else s["final"]
            rows.append(dict(area=c, trend=trend, **{k: s[k] for k in
                        ("final", "weighted", "bonuses", "deductions", "branchTier")}))
        # the code is the last key only so that shared rows are written in a stable order; it decides nothing
        rows.sort(key=lambda r: (-r["final"], r["deductions"], -r["branchTier"], -r["trend"], r["area"]))
        for i, r in enumerate(rows):
            r["decidedBy"] = decided(rows[i - 1], r) if i else None
            r["place"] = rows[i - 1]["place"] if r["decidedBy"] == "shared" else i + 1
        unranked = [dict(area=c, cause="vetoed" if scores[c]["vetoed"] else "incomplete", missing=scores[c]["missing"])
                    for c in sorted(mine) if not scores[c]["ranked"]]
        winners = [r["area"] for r in rows
                   if r["place"] <= scheme["awardsPerBranch"] and r["final"] >= of_json(scheme["awardMinimum"])]
        result.append(dict(branch=b, month=month, ranked=rows, unranked=unranked, winners=winners))
    return result


def num(h):
    """Hundredths as a JSON number, written without a float."""
    sign, h = ("-", -h) if h < 0 else ("", h)
    text = f"{h // 100}.{h % 100:02d}".rstrip("0").rstrip(".")
    return sign + text


def write(result, path):
    j = lambda v: json.dumps(v, ensure_ascii=False)
    out = []
    for b in result:
        ranked = ",\n   ".join(
            "{" + ", ".join([f'"place": {r["place"]}', f'"area": {j(r["area"])}', f'"final": {num(r["final"])}',
                             f'"decidedBy": {j(r["decidedBy"])}'] +
                            [f'"{k}": {num(r[k])}' for k in ("weighted", "bonuses", "deductions", "branchTier", "trend")]) + "}"
            for r in b["ranked"])
        unranked = ",\n   ".join(j(u) for u in b["unranked"])
        out.append(f' {{"branch": {j(b["branch"])}, "month": {j(b["month"])},\n  "ranked": [\n   {ranked}\n  ],\n'
                   f'  "unranked": [' + (f"\n   {unranked}\n  " if unranked else "") + f'],\n  "winners": {j(b["winners"])}}}')
    with open(path, "w", encoding="utf-8") as f:
        f.write("[\n" + ",\n".join(out) + "\n]\n")


def compute(folder, months):
    scheme, branches, areas = load(folder)
    scored = {m: score_month(folder, m, scheme, areas) for m in months}
    return scored, {m: rank_month(m, scored, scheme, branches, areas) for m in months}


def main(argv):
    out = "expected"
    args = list(argv)
    if "--out" in args:
        i = args.index("--out")
        out = args[i + 1]
        del args[i:i + 2]
    if not args:
        sys.exit(__doc__)
    months = args[1:] or MONTHS
    os.makedirs(out, exist_ok=True)
    _, ranks = compute(args[0], months)
    for m in months:
        write(ranks[m], os.path.join(out, f"rank-{m}.json"))


if __name__ == "__main__":
    main(sys.argv[1:])
