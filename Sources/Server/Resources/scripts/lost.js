// What criteria that start from a base lost points for, in one line: 迟到×2；垃圾未清−3；路面积水−1.
"use strict";

// Reads such a line as the server does (LossLine): the points follow from it, and the next cause is offered behind what stands.
class LostFor {
    constructor(grid) {
        this.grid = grid;
        this.causes = new Map();
        for (const list of grid.form.querySelectorAll("datalist.causes")) {
            const options = [...list.options].map(({ value, dataset }) => ({
                value,
                names: [dataset.key, dataset.zh, dataset.en].map(plainCause),
                least: hundredths(dataset.least), greatest: hundredths(dataset.greatest),
            }));
            this.causes.set(list.id, { list, options });
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
    lost({ value, dataset }) {
        const { options } = this.causes.get(dataset.causes) ?? { options: [] };
        return causesIn(value).reduce((sum, piece) => sum + lostBy(piece, options), 0);
    }

    offer(field) {
        const known = this.isLost(field) ? this.causes.get(field.dataset.causes) : undefined;
        if (known === undefined) return;
        const written = /^.*[；;]\s*/.exec(field.value);
        const before = written === null ? "" : written[0];
        for (const [place, option] of [...known.list.options].entries()) option.value = before + known.options[place].value;
    }
}

function causesIn(text) {
    return text.split(/[；;\n]/).map((piece) => piece.trim()).filter((piece) => piece !== "");
}

function lostBy(piece, options) {
    let rest = piece;
    let [times, points] = [undefined, undefined];
    const listed = () => options.find(({ names }) => names.includes(plainCause(rest)));
    for (let cause = listed(); ; cause = listed()) {
        const often = times ?? 1;
        if (cause !== undefined) {
            if (cause.least === cause.greatest) return points === undefined || points === cause.least ? often * cause.least : NaN;
            return points >= cause.least && points <= cause.greatest ? often * points : NaN;
        }
        const sign = /^(.*?)([×✕✖*xX]|[-−–—扣])\s*([0-9.]+)\s*([次分]?)$/.exec(rest.normalize("NFKC").trim());
        if (sign === null) break;
        const [, before, mark, figure, unit] = sign;
        // A letter of a word is none.
        if (/x/i.test(mark) && /[a-z]$/i.test(before)) break;
        if (/[-−–—扣]/.test(mark)) {
            if (points !== undefined || unit === "次") return NaN;
            points = hundredths(figure);
            if (!(points > 0)) return NaN;
        } else {
            times = times === undefined && unit !== "分" && /^\d{1,3}$/.test(figure) ? Number(figure) : NaN;
            if (!(times >= 1 && times <= 100)) return NaN;
        }
        rest = before;
    }
    return rest.trim() === "" || points === undefined ? NaN : (times ?? 1) * points;
}

function plainCause(text) {
    return text.normalize("NFKC").replace(/\s/g, "").toLowerCase();
}
