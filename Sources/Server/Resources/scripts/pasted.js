// A block of cells copied from a spreadsheet, and where it goes in the score grid.
"use strict";

// A block that says whose its rows are goes by that, in whatever order they stand; one of figures alone goes by its place.
// What would land on another row than the block says is refused with its row, and so is what cannot be read. What has no
// use here is named. Nothing is put in by this: it only tells.
class PastedBlock {
    // areas: { code, name, holder } in the grid's order; several holders have 、 between them, or a row each. criteria: { titles, maximum }, the maximum in hundredths.
    // at: the row and the column of the cell that the block is pasted at.
    constructor(text, areas, criteria, at) {
        [this.areas, this.criteria, this.at] = [areas, criteria, at];
        // What keeps all of it out: sentences by their names, with what they say.
        this.faults = [];
        // The headings, or numbers, of columns without a use.
        this.unused = [];
        // How many rows were titles, sums and notes, and how many lie beyond the grid; which columns do.
        [this.passed, this.rowsLeft, this.beyond] = [0, 0, []];
        const lines = cellsOf(text);
        const width = Math.max(...lines.map((line) => line.length));
        this.lines = lines.map((line, index) => ({
            number: index + 1,
            cells: [...line, ...Array(width - line.length).fill("")].map((cell) => cell.trim()),
        }));
        this.names = areas.map(namesOf);
        const body = this.lines.slice(this.readHeadings());
        if (this.isHeaded) this.readRolesOf(body, width);
        else this.guessRoles(body, width);
        this.saysWhose = this.columns.some((role) => ["area", "holder"].includes(role));
        this.rows = this.faults.length > 0 ? [] : this.read(body);
        this.refuseTwice();
    }

    // What goes into the grid.
    get taken() {
        return this.rows.filter((row) => row.refusal === undefined);
    }

    // Whether it is a block of figures and no more, which goes in at once, as in a spreadsheet.
    get isPlain() {
        return this.faults.length === 0 && !this.isHeaded && this.passed === 0 && this.unused.length === 0
            && this.columns.every((role) => typeof role === "number" || role === "total" || role === undefined)
            && this.taken.length === this.rows.length;
    }

    // MARK: Columns

    // A column's role is the number of a criterion; `lost` with that of one that it says the causes of; `area` (its code, its name, or both), `holder`, `total`, `comment`; or
    // undefined.
    //
    // Returns where the rows after the headings begin; 0 if there are none.
    readHeadings() {
        let end = 0;
        this.headings = [];
        for (const { number, cells } of this.lines.slice(0, 12)) {
            const found = cells.filter((cell) => this.roleOfHeading(cell) !== undefined);
            const isHeading = !cells.some(isFigure) && (found.length > 1 || found.some((cell) => this.criterion(cell) >= 0))
                && !cells.some((cell) => this.byCode(cell).length > 0);
            if (!isHeading) {
                if (end > 0) break;
                continue;
            }
            // A heading over others: the lower one is the column's, if there is one.
            const before = end > 0 ? this.headings : number > 1 ? this.lines[number - 2].cells : [];
            this.headings = cells.map((cell, column) => {
                const above = before[column];
                const isAbove = above !== undefined && (end > 0 ? above !== "" : this.roleOfHeading(above) !== undefined);
                return this.roleOfHeading(cell) === undefined && isAbove ? above : cell;
            });
            end = number;
        }
        this.isHeaded = end > 0;
        // What stands above them is the title.
        this.passed += this.lines.slice(0, end).filter((line) => line.cells.some((cell) => cell !== "")).length;
        return end;
    }

    criterion(heading) {
        const plain = plainHeading(heading);
        return plain === "" ? -1 : this.criteria.findIndex(({ titles }) => titles.some((title) => plainHeading(title) === plain));
    }

    roleOfHeading(heading) {
        const criterion = this.criterion(heading);
        if (criterion >= 0) return criterion;
        const lost = this.criterion(heading.replace(/\s*(扣分原因|加减分原因|lost for)\s*$/i, ""));
        if (lost >= 0) return `lost${lost}`;
        const plain = plainHeading(heading);
        return plain === "" ? undefined : Object.keys(HEADINGS).find((role) => HEADINGS[role].includes(plain));
    }

    readRolesOf(body, width) {
        this.columns = Array(width).fill(undefined);
        const unknown = [];
        for (const [column, heading] of this.headings.entries()) {
            const role = this.roleOfHeading(heading);
            // A number may be the area's, or only the line's.
            const isOfNoArea = role === "area" && plainHeading(heading) === "编号"
                && !body.some(({ cells }) => this.byCode(cells[column]).length > 0);
            if (role === "passed" || isOfNoArea) continue;
            if (role === undefined) {
                unknown.push(column);
                continue;
            }
            if (typeof role === "number") {
                const { titles, maximum } = this.criteria[role];
                const said = figureInBrackets(heading);
                if (said !== undefined && hundredths(said) !== maximum) {
                    this.faults.push(["maximum", { title: titles[0], said, maximum: pointsOf(maximum) }]);
                }
                if (this.columns.includes(role)) this.faults.push(["double", { title: titles[0] }]);
            }
            if (!(role === "comment" && this.columns.includes("comment"))) this.columns[column] = role;
        }
        if (!this.columns.some((role) => typeof role === "number")) this.faults.push(["noCriteria", {}]);
        this.readUnknown(unknown, body);
    }

    // Columns under headings that nobody here uses: what they hold may still say whose the rows are.
    readUnknown(unknown, body) {
        const column = (number) => body.map(({ cells }) => cells[number]).filter((cell) => !isNothing(cell) && !isFooter(cell));
        for (const number of unknown) {
            if (this.isOfAreas(column(number))) this.columns[number] = "area";
            else if (!this.columns.includes("holder") && this.isOfHolders(column(number))) this.columns[number] = "holder";
        }
        // Names, and not of any area or holder here: by place it would be anybody's.
        const first = this.columns.findIndex((role) => typeof role === "number");
        const isOfNames = (number) => number < first && column(number).some((cell) => !isFigure(cell));
        if (!this.columns.some((role) => ["area", "holder"].includes(role))) {
            for (const number of unknown.filter(isOfNames)) this.columns[number] = "area";
        }
        const left = unknown.filter((number) => this.columns[number] === undefined && this.headings[number] !== "");
        this.unused.push(...left.map((number) => this.headings[number]));
    }

    guessRoles(body, width) {
        this.columns = Array(width).fill(undefined);
        const column = (number) => body.map(({ cells }) => cells[number]).filter((cell) => !isNothing(cell));
        const numbers = [...Array(width).keys()];
        for (const number of numbers) if (this.isOfAreas(column(number))) this.columns[number] = "area";
        for (const number of numbers) {
            if (this.columns[number] === undefined && this.isOfHolders(column(number))) this.columns[number] = "holder";
        }
        const last = this.columns.reduce((last, role, number) => (role === undefined ? last : number), -1);
        const isFull = (number) => this.columns[number] === undefined && column(number).length > 0;
        const ofFigures = (number) => isFull(number) && column(number).filter(isFigure).length * 2 >= column(number).length;
        // Figures before the names are lines' numbers, and the like; names that are nobody's are in front of the figures.
        let figures = numbers.filter((number) => number > last && ofFigures(number));
        if (figures.length === 0) figures = numbers.filter((number) => ofFigures(number));
        const first = figures.length > 0 ? figures[0] : width;
        const before = numbers.filter((number) => number < first && isFull(number));
        // Names, and not of any area or holder here: by place it would be anybody's.
        if (last < 0 && before.some((number) => column(number).some((cell) => !isFooter(cell)))) {
            for (const number of before) this.columns[number] = "area";
        }
        const name = this.columns.findIndex((role) => role !== undefined);
        this.assign(figures, body);
        const comment = numbers.find((number) => number > first && isFull(number) && !ofFigures(number));
        if (comment !== undefined) this.columns[comment] = "comment";
        // The lines' own numbers need no word.
        const isOfLines = (number) => number < name && isSerial(column(number));
        const isBeyond = (number) => this.beyond.includes(number);
        this.unused.push(...numbers.filter((number) => isFull(number) && !isOfLines(number) && !isBeyond(number)).map((number) => number + 1));
    }

    // The columns of figures, from the left: all criteria and then their total, or those from the cell on.
    assign(figures, body) {
        const count = this.criteria.length;
        let columns = figures;
        const sumsUp = ({ cells }) => {
            const all = columns.slice(0, count + 1).map((column) => hundredths(cells[column]));
            return all.some(Number.isNaN) || all.slice(0, count).reduce((sum, value) => sum + value, 0) === all[count];
        };
        const isOfFiguresAlone = !this.columns.some((role) => role !== undefined);
        if (isOfFiguresAlone && columns.length === count + 1 && !body.every(sumsUp)
            && isSerial(body.map(({ cells }) => cells[columns[0]]))) {
            columns = columns.slice(1);
        }
        const isWhole = columns.length >= count && (!isOfFiguresAlone || this.at[1] === 0);
        const [from, room] = isWhole ? [0, count] : [this.at[1], count - this.at[1]];
        for (const [place, column] of columns.entries()) {
            if (place < room) this.columns[column] = from + place;
            else if (isWhole && place === room) this.columns[column] = "total";
            else if (isOfFiguresAlone) this.beyond.push(column);
        }
        if (!isOfFiguresAlone && !isWhole && columns.length > room) {
            this.faults.push(["wide", { count: columns.length, room }]);
        }
    }

    // Whether one of the cells is an area's code or name, and not a number that only looks like one.
    isOfAreas(cells) {
        const isFound = (cell) => this.knows(cell);
        return cells.every(isFigure) ? cells.length > 0 && cells.every(isFound) : cells.some(isFound);
    }

    // Whether all of the cells are holders' names: several rows with one name are who scored them.
    isOfHolders(cells) {
        return cells.length > 0 && cells.every((cell) => this.byHolder(cell).length > 0)
            && (cells.length === 1 || cells.some((cell) => fold(cell) !== fold(cells[0])));
    }

    // MARK: Areas

    // The rows of the area with this code: one, or one for each who holds it.
    byCode(cell) {
        const folded = fold(cell);
        return this.names.map((_, area) => area).filter((area) => folded !== "" && this.names[area].code === folded);
    }

    // By the whole name, or without what stands in brackets behind it, on one of the two sides.
    byName(cell) {
        const found = (key, of) => this.names.map((_, area) => area).filter((area) => key !== "" && of(this.names[area]) === key);
        const whole = this.names.map((_, area) => area).filter((area) => this.names[area].all.includes(fold(cell)) && fold(cell) !== "");
        if (whole.length > 0) return whole;
        const short = found(withoutBrackets(cell), ({ name }) => name);
        return short.length > 0 ? short : found(fold(cell), ({ short }) => short);
    }

    byHolder(cell) {
        const [folded, short] = [fold(cell), withoutBrackets(cell)];
        const named = namesIn(cell);
        // One of several says whose the area is, and so do all of them, whatever parts them.
        const isHolders = (holders) => [folded, short].some((said) => holders.includes(said) || said === holders.join(""))
            || named.length > 1 && named.every((name) => holders.includes(name));
        return this.names.map((_, area) => area)
            .filter((area) => this.names[area].holders.length > 0 && isHolders(this.names[area].holders));
    }

    // What a row is called; of an area with a row for each who holds it, with whose it is.
    label(area) {
        const { code, name, holder } = this.areas[area];
        const isAlone = this.names.filter((other) => other.code === this.names[area].code).length === 1;
        return `${code} ${name}${isAlone ? "" : ` ${holder}`}`;
    }

    // The row that a line is about: by its code before its name, and by its holder where there is neither, or several hold it.
    areaOf(cells) {
        let areas;
        const code = (area) => this.names[area].code;
        const label = (area) => this.label(area);
        const refusal = (name, values) => ({ refusal: [name, values] });
        const several = (cell, found) => refusal("several", { said: oneLine(cell), areas: found.map(label).join("; ") });
        const said = (role) => cells.filter((cell, column) => this.columns[column] === role && !isNothing(cell));
        const words = said("area");
        for (const cell of words) if (areas === undefined && this.byCode(cell).length > 0) areas = this.byCode(cell);
        for (const cell of words) {
            const coded = this.byCode(cell);
            if (coded.length > 0) {
                if (code(coded[0]) !== code(areas[0])) return refusal("other", { one: label(areas[0]), other: label(coded[0]) });
                continue;
            }
            const found = this.byName(cell);
            if (areas === undefined) {
                if (found.length === 0) return refusal("noName", { said: oneLine(cell) });
                if (found.some((area) => code(area) !== code(found[0]))) return several(cell, found);
                areas = found;
            } else if (!found.includes(areas[0]) && !(found.length === 0 && isPart(cell, this.names[areas[0]].name))) {
                return found.length === 0
                    ? refusal("noName", { said: oneLine(cell) })
                    : refusal("other", { one: label(areas[0]), other: label(found[0]) });
            }
        }
        for (const cell of said("holder")) {
            const found = this.byHolder(cell);
            if (areas === undefined) {
                if (found.length === 0) return refusal("noHolder", { said: oneLine(cell) });
                areas = found;
            } else if (areas.some((area) => found.includes(area))) {
                areas = areas.filter((area) => found.includes(area));
            } else if (areas.every((area) => this.names[area].holders.length > 0)) {
                const holder = areas.map((area) => this.areas[area].holder).join("、");
                const { code, name } = this.areas[areas[0]];
                return refusal("heldBy", { area: `${code} ${name}`, holder, said: oneLine(cell) });
            }
        }
        if (areas === undefined) return refusal("nowhere", {});
        return areas.length > 1 ? several([...words, ...said("holder")][0], areas) : { area: areas[0] };
    }

    // MARK: Rows

    read(body) {
        const rows = [];
        for (const [down, { number, cells }] of body.entries()) {
            const given = cells.filter((cell) => !isNothing(cell));
            if (given.length === 0) continue;
            // Titles, sums and notes around the table.
            const isOfArea = cells.some((cell, column) => this.columns[column] === "area" && this.knows(cell));
            const isOutside = isFooter(given[0]) || this.saysWhose && !given.some(isFigure);
            if (isOutside && !isOfArea) {
                this.passed += 1;
                continue;
            }
            const nothing = this.criteria.map(() => undefined);
            const row = { number, points: nothing, lost: [...nothing], notes: [] };
            if (this.saysWhose) Object.assign(row, this.areaOf(cells));
            else if (this.at[0] + down < this.areas.length) row.area = this.at[0] + down;
            else {
                this.rowsLeft += 1;
                continue;
            }
            this.readPoints(cells, row);
            if (row.refusal === undefined && row.comment === undefined && [...row.points, ...row.lost].every((value) => value === undefined)) continue;
            rows.push(row);
        }
        return rows;
    }

    knows(cell) {
        return this.byCode(cell).length > 0 || this.byName(cell).length > 0;
    }

    readPoints(cells, row) {
        let total;
        for (const [column, cell] of cells.entries()) {
            const role = this.columns[column];
            if (isNothing(cell)) continue;
            if (role === "comment") row.comment = oneLine(cell);
            if (role === "total") total = cell;
            if (/^lost/.test(role)) row.lost[Number(role.slice(4))] = cell.trim().replace(/\s*\n\s*/g, "；");
            if (typeof role !== "number") continue;
            const value = hundredths(cell.replace(/分$/, ""));
            if (Number.isNaN(value)) {
                row.refusal = row.refusal ?? ["noPoints", { said: oneLine(cell) }];
                continue;
            }
            row.points[role] = pointsOf(value);
            if (value > this.criteria[role].maximum) {
                row.notes.push(["over", { said: pointsOf(value), maximum: pointsOf(this.criteria[role].maximum) }]);
            }
        }
        if (total === undefined || row.points.includes(undefined)) return;
        const sum = row.points.reduce((sum, value) => sum + hundredths(value), 0);
        if (hundredths(total.replace(/分$/, "")) !== sum) {
            row.refusal = row.refusal ?? ["total", { said: oneLine(total), sum: pointsOf(sum) }];
        }
    }

    // Of two rows about one area none is the right one.
    refuseTwice() {
        for (const area of this.areas.keys()) {
            const rows = this.rows.filter((row) => row.area === area);
            if (rows.length < 2) continue;
            const refusal = ["twice", { area: this.label(area), rows: rows.map(({ number }) => number).join(", ") }];
            for (const row of rows) row.refusal = row.refusal ?? refusal;
        }
    }
}

// How people call the columns, as far as it matters here; `passed` is known and of no use.
const HEADINGS = {
    area: [
        "责任区编号", "区域编号", "责任区代码", "编号", "责任区名称", "责任区", "党员责任区", "责任区域", "区域名称", "名称",
        "code", "areacode", "area", "areaname", "responsibilityarea",
    ],
    holder: ["责任人", "责任人姓名", "责任党员", "姓名", "党员姓名", "党员", "holder", "heldby", "member", "membername"],
    total: ["合计", "总计", "总分", "总得分", "合计得分", "得分合计", "小计", "得分", "total", "sum"],
    comment: ["说明", "评语", "备注", "comment", "comments", "remarks"],
    passed: [
        "序号", "顺序号", "行号", "名次", "排名", "位次", "层级", "评分人", "责任人编号", "党员编号", "类别", "支部", "支部名称",
        "支部编号", "党小组", "no", "no.", "#", "place", "rank", "tier", "assessor", "holdernumber", "kind", "branch", "group",
    ],
};

// The cells of what a spreadsheet puts on the clipboard: lines of cells with tabs between them. One with a line break in
// it stands in quotation marks.
function cellsOf(text) {
    const plain = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "");
    const [quoted, bare] = [/"([^"]*(?:""[^"]*)*)"(?=\t|\n|$)/y, /[^\t\n]*/y];
    const lines = [[]];
    for (let at = 0; ; at += 1) {
        quoted.lastIndex = bare.lastIndex = at;
        const found = quoted.exec(plain);
        if (found === null) {
            lines[lines.length - 1].push(bare.exec(plain)[0]);
            at = bare.lastIndex;
        } else {
            lines[lines.length - 1].push(found[1].replace(/""/g, '"'));
            at = quoted.lastIndex;
        }
        if (at >= plain.length) return lines;
        if (plain[at] === "\n") lines.push([]);
    }
}

// A text without what is not seen of it: widths, blanks, line breaks, the many kinds of a dot between names.
function fold(text) {
    return text.normalize("NFKC").replace(/[\s\u00AD\u200B-\u200D\u2060\uFEFF]/g, "").replace(/[•‧∙⋅・]/g, "·").toLowerCase();
}

function withoutBrackets(text) {
    return fold(text).replace(/[([{【〔《].*$/, "");
}

function namesOf({ code, name, holder }) {
    const [folded, holders] = [fold(name), namesIn(holder)];
    const label = fold(code) + folded;
    const held = [...holders, holders.join(""), holders.join("、")].map((names) => label + names);
    return { code: fold(code), name: folded, short: withoutBrackets(name), holders, all: [folded, label, folded + fold(code), ...held] };
}

// The names in a cell that has several: 袁强、钱平; 袁强/钱平; 袁强 钱平.
function namesIn(cell) {
    return cell.split(/[、，,;；/／|｜&＆+＋\s]+/).map(fold).filter((name) => name !== "");
}

// Whether a name is written shorter, or longer, than it is.
function isPart(cell, name) {
    const short = withoutBrackets(cell);
    return short.length > 1 && name !== "" && (name.includes(short) || short.includes(name));
}

function plainHeading(text) {
    return withoutBrackets(text).replace(/^[*＊★]+|[*＊★:]+$/g, "");
}

// 15 of `学习与纪律（满分15分）`.
function figureInBrackets(text) {
    const found = /[([{【〔][^0-9]*(\d+(?:\.\d+)?)分?[)\]}】〕]/.exec(text.normalize("NFKC").replace(/\s/g, ""));
    return found === null ? undefined : found[1];
}

function isFigure(text) {
    return /^[-+]?\d+(\.\d+)?分?$/.test(text.normalize("NFKC").replace(/。/g, "."));
}

// How people write that there is nothing.
function isNothing(text) {
    return /^[-—–/无]*$/.test(fold(text));
}

function isFooter(text) {
    return /^(合计|总计|小计|平均|均分|注|说明|备注|制表|填表|审核|统计|评分人|负责人|日期|total|sum|average|mean|note)/.test(fold(text));
}

// Whether figures are the numbers of lines: each the next one's predecessor.
function isSerial(cells) {
    const numbers = cells.map((cell) => Number(fold(cell)));
    return numbers.length > 0 && numbers.every((number, place) => Number.isInteger(number) && number === numbers[0] + place);
}

function oneLine(text) {
    return text.trim().replace(/\s*\n\s*/g, " ");
}

// Hundredths, as people write points.
function pointsOf(value) {
    return String(value / 100);
}
