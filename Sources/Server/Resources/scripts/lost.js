// What criteria that start from a base lost points for, in one line: 迟到×2；垃圾未清−3；路面积水−1.
"use strict";

// Reads such a line as the server does (LossLine): the points follow from it, and the next cause is offered behind what stands.
class LostFor {
    constructor(grid) {
        this.grid = grid;
        this.listed = new Map();
        for (const list of grid.form.querySelectorAll("datalist.causes")) {
            const options = [...list.options].map(({ value, dataset }) => ({
                value,
                names: [dataset.key, dataset.zh, dataset.en].map(plainCause),
                least: hundredths(dataset.least), greatest: hundredths(dataset.greatest),
            }));
            this.listed.set(list.id, { list, options });
        }
        grid.form.addEventListener("input", ({ target }) => this.follow(target), true);
        grid.form.addEventListener("focusin", ({ target }) => this.offer(target));
    }

    // Writes the points that follow into the cell above; those of a line that cannot be read stay.
    follow(field) {
        if (!this.isLost(field)) return;
        this.offer(field);
        const cell = field.closest("td").querySelector("input.points");
        const { maximum } = this.grid.criteria[this.grid.place(cell)[1]];
        const lost = this.lost(field);
        if (field.value.trim() === "") cell.value = "";
        else if (!Number.isNaN(lost)) cell.value = pointsOf(Math.max(0, maximum - lost));
    }

    isLost(field) {
        return field.matches("input.lost");
    }

    // How many hundredths a line loses; NaN for one that cannot be read.
    lost(field) {
        return this.causes(field, field.value).reduce((sum, { times, points }) => sum + times * points, 0);
    }

    // Whether a field's two lines lose points for the same, however that is written and in whatever order.
    isSame(field, one, other) {
        const said = (line) => this.causes(field, line).map(({ name, times, points }) => `${name} ${times} ${points}`).sort().join();
        return said(one) === said(other);
    }

    // What a field's line says, cause by cause.
    causes({ dataset }, line) {
        const { options } = this.listed.get(dataset.causes) ?? { options: [] };
        return causesIn(line).map((piece) => causeOf(piece, options));
    }

    offer(field) {
        const known = this.isLost(field) ? this.listed.get(field.dataset.causes) : undefined;
        if (known === undefined) return;
        const written = /^.*[；;]\s*/.exec(field.value);
        const before = written === null ? "" : written[0];
        for (const [place, option] of [...known.list.options].entries()) option.value = before + known.options[place].value;
    }
}

function causesIn(text) {
    return text.split(/[；;\n]/).map((piece) => piece.trim()).filter((piece) => piece !== "");
}

// A cause with how often it counts and the points each time, which are NaN where it cannot be read.
function causeOf(piece, options) {
    const unread = { name: plainCause(piece), times: 1, points: NaN };
    let rest = piece;
    let [times, points] = [undefined, undefined];
    const listed = () => options.find(({ names }) => names.includes(plainCause(rest)));
    for (let cause = listed(); ; cause = listed()) {
        if (cause !== undefined) {
            const { least, greatest } = cause;
            const each = least === greatest ? points ?? least : points;
            return each >= least && each <= greatest ? { name: cause.names[0], times: times ?? 1, points: each } : unread;
        }
        const sign = /^(.*?)([×✕✖*xX]|[-−–—扣])\s*([0-9.]+)\s*([次分]?)$/.exec(rest.normalize("NFKC").trim());
        if (sign === null) break;
        const [, before, mark, figure, unit] = sign;
        // A letter of a word is none.
        if (/x/i.test(mark) && /[a-z]$/i.test(before)) break;
        if (/[-−–—扣]/.test(mark)) {
            if (points !== undefined || unit === "次") return unread;
            points = hundredths(figure);
            if (!(points > 0)) return unread;
        } else {
            times = times === undefined && unit !== "分" && /^\d{1,3}$/.test(figure) ? Number(figure) : NaN;
            if (!(times >= 1 && times <= 100)) return unread;
        }
        rest = before;
    }
    return rest.trim() === "" || points === undefined ? unread : { name: plainCause(rest), times: times ?? 1, points };
}

function plainCause(text) {
    return text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}
