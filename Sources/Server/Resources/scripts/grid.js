// The score grid: walked like a spreadsheet, filled by pasting from one, kept on this device until it is saved.
"use strict";

class ScoreGrid {
    constructor(form) {
        this.form = form;
        this.said = form.querySelector(".said");
        this.saving = form.querySelector(".save button.main");
        this.undoing = form.querySelector(".save .undo");
        this.lines = [...form.querySelectorAll(".grid tbody tr")];
        this.rows = this.lines.map((row) => [...row.querySelectorAll("input.points")]);
        // With what is said beside the points.
        this.cells = this.lines.map((row) => [
            ...row.querySelectorAll("input.points"), ...row.querySelectorAll("input:not([type=hidden]):not(.points)"),
        ]);
        this.places = new Map();
        for (const [row, cells] of this.cells.entries()) for (const [column, cell] of cells.entries()) this.places.set(cell, [row, column]);
        this.criteria = [...form.querySelectorAll(".grid thead th[data-maximum]")].map(({ dataset }) => ({
            titles: [dataset.title, dataset.zh, dataset.en],
            maximum: hundredths(dataset.maximum),
        }));
        this.lost = new LostFor(this);
        this.preview = new PastePreview(form.querySelector(".pasted"));
        this.draftName = `zhibu-draft ${form.dataset.draft}`;
        this.restore();
        this.history = new GridHistory([].concat(...this.cells), (field) => this.takenBack(field));
        this.walk = new GridWalk(this);
        this.single = new OneArea(this);
        form.addEventListener("paste", (event) => this.paste(event));
        form.addEventListener("input", ({ target }) => this.changed(target));
        form.addEventListener("focusin", () => this.judge());
        // What is said moves what is below it: not while that is being clicked.
        document.addEventListener("mousedown", () => (this.isPressed = true), true);
        document.addEventListener("mouseup", () => setTimeout(() => this.release()), true);
        form.addEventListener("focusout", ({ relatedTarget }) => {
            this.history.leave();
            if (relatedTarget === null) this.judge();
        });
        form.addEventListener("submit", (event) => this.submit(event));
        this.undoing.addEventListener("click", () => this.history.undo());
        this.changed();
        this.begin();
    }

    // Where an input stands in the grid, by its row and column; undefined for the other inputs.
    place(input) {
        return this.places.get(input);
    }

    go(row, column) {
        const next = this.cells[row] && this.cells[row][column];
        if (next === undefined) return;
        this.single.show(row);
        next.focus();
        next.select();
    }

    // The keyboard is where there is something to do: in the row that was asked for, the first cell that is wrong, or empty.
    begin() {
        const wrong = this.place(this.form.querySelector("[autofocus]"));
        if (wrong !== undefined) return this.go(...wrong);
        const isOpen = (row) => this.rows[row].some(({ value }) => value === "") && this.lines[row].dataset.hidden === undefined;
        const asked = this.lines.findIndex(({ id }) => `#${id}` === location.hash);
        const row = asked >= 0 ? asked : [...this.rows.keys()].find(isOpen) || 0;
        const column = Math.max(0, this.rows[row].findIndex(({ value }) => value === ""));
        this.single.show(row);
        // The browser goes to the row too, and lets go of the keyboard when it has.
        if (asked >= 0) return addEventListener("load", () => setTimeout(() => this.go(row, column)));
        if (document.activeElement !== document.body) return undefined;
        // Where something was said first, that stays in sight.
        if (document.querySelector("main .notice, main > .alert") === null) {
            const top = this.single.narrow.matches ? this.lines[row] : this.form.querySelector(".of-grid");
            this.rows[row][column].scrollIntoView({ block: "nearest" });
            top.scrollIntoView({ block: "start" });
        }
        this.rows[row][column].focus({ preventScroll: true });
        return this.rows[row][column].select();
    }

    release() {
        this.isPressed = false;
        this.judge();
    }

    takenBack(field) {
        this.changed();
        this.said.textContent = "";
        this.go(...this.place(field));
    }

    // A block copied from a spreadsheet. Figures alone go in at once; whatever else is shown before.
    paste(event) {
        const place = this.place(event.target);
        const text = event.clipboardData.getData("text/plain").replace(/\s+$/, "");
        if (place === undefined || !/[\t\n]/.test(text)) return;
        event.preventDefault();
        const isPoints = place[1] < this.criteria.length;
        if (!isPoints && !text.includes("\t")) {
            this.putDown(text, place);
            return;
        }
        const areas = this.lines.map(({ dataset }) => ({ ...dataset }));
        const block = new PastedBlock(text, areas, this.criteria, isPoints ? place : [place[0], 0]);
        if (block.isPlain && isPoints) {
            this.putIn(block);
            const { rows, columns } = this.form.dataset;
            this.said.textContent = [
                block.rowsLeft > 0 ? rows.replace("{count}", block.rowsLeft) : "",
                block.beyond.length > 0 ? columns.replace("{count}", block.beyond.length) : "",
            ].join(" ").trim();
            return;
        }
        const cell = event.target;
        this.preview.show(block, this.criteria, (area) => this.shown(area), (isTaken) => {
            if (isTaken) this.putIn(block);
            this.said.textContent = isTaken ? this.form.dataset.put.replace("{count}", block.taken.length) : "";
            if (isTaken) this.go(block.taken[0].area, 0);
            else cell.focus();
        });
    }

    // What the block says; what it says nothing of stays.
    putIn(block) {
        for (const { area, points, lost, comment } of block.taken) {
            for (const [column, input] of this.rows[area].entries()) {
                const field = this.lostFor(input);
                if (lost[column] !== undefined && field !== null) {
                    field.value = lost[column];
                    this.lost.follow(field);
                }
                if (points[column] !== undefined) input.value = points[column];
            }
            if (comment !== undefined) this.comment(area).value = comment;
        }
        this.changed();
    }

    // A column of words, from a field beside the points down.
    putDown(text, [row, column]) {
        const lines = cellsOf(text);
        for (const [down, [said]] of lines.entries()) {
            const field = this.cells[row + down] && this.cells[row + down][column];
            if (field === undefined) continue;
            field.value = oneLine(said);
            this.lost.follow(field);
        }
        this.changed();
        const left = row + lines.length - this.rows.length;
        this.said.textContent = left > 0 ? this.form.dataset.rows.replace("{count}", left) : "";
    }

    comment(area) {
        return this.lines[area].querySelector("input.comment");
    }

    // The field beside a cell that says for what it lost; null where its points are given.
    lostFor(cell) {
        return cell.parentElement.querySelector("input.lost");
    }

    shown(area) {
        const lost = this.rows[area].map((cell) => (this.lostFor(cell) === null ? "" : this.lostFor(cell).value));
        return { points: this.rows[area].map((input) => input.value), lost, comment: this.comment(area).value };
    }

    // typed: the field that was typed into; undefined where more than one may have changed.
    changed(typed) {
        this.history.note(this.place(typed) === undefined ? undefined : typed);
        this.undoing.hidden = this.history.done.length === 0;
        this.total();
        this.judge(typed);
        this.keep();
    }

    // The running totals, in hundredths so that they are exact.
    total() {
        for (const [row, cells] of this.rows.entries()) {
            const values = cells.map(({ value }) => hundredths(value));
            const isWhole = values.length > 0 && !values.some(Number.isNaN);
            this.lines[row].querySelector("output").value = isWhole ? pointsOf(values.reduce((sum, value) => sum + value, 0)) : "–";
        }
    }

    // Marks what is wrong, and says why beside it. What the server has said of a field holds until that is typed into.
    judge(typed) {
        if (this.isPressed && typed === undefined) return;
        for (const [row, cells] of this.rows.entries()) {
            const line = this.lines[row];
            const beside = line.querySelector(".beside");
            const comment = this.comment(row);
            for (const old of beside.querySelectorAll("[data-of]")) if (typed !== undefined && old.dataset.of === typed.name) old.remove();
            const isSaid = ({ name }) => [...beside.querySelectorAll("[data-of]")].some(({ dataset }) => dataset.of === name);
            const mark = (field, isWrong) => {
                const isMarked = isWrong || isSaid(field);
                for (const [name, value] of [["aria-invalid", "true"], ["aria-describedby", beside.id]]) {
                    if (isMarked) field.setAttribute(name, value);
                    else field.removeAttribute(name);
                }
            };
            const found = [];
            const low = [];
            const isAtPoints = line.contains(document.activeElement) && document.activeElement.matches(".points, .lost");
            for (const [column, cell] of cells.entries()) {
                const { maximum, titles } = this.criteria[column];
                const [text, value] = [cell.value.trim(), hundredths(cell.value)];
                const isNone = Number.isNaN(value);
                const isWrong = text !== "" && (isNone || value > maximum);
                cell.classList.toggle("over", isWrong);
                mark(cell, isWrong);
                // A number that is only half typed is not judged yet.
                const isTyped = cell === document.activeElement;
                if (isWrong && !isSaid(cell) && !(isTyped && isNone && /^\d{1,5}[.。]$/.test(text.normalize("NFKC")))) {
                    const sentence = this.form.dataset[isNone ? "noPoints" : "over"];
                    found.push(filled(sentence, { title: titles[0], said: text, maximum: pointsOf(maximum) }));
                }
                const lost = this.lostFor(cell);
                if (lost !== null) {
                    const isBare = !isNone && value < maximum && lost.value.trim() === "" && !isAtPoints;
                    mark(lost, isBare);
                    if (isBare && !isSaid(lost)) found.push(filled(this.form.dataset.noCause, { title: titles[0] }));
                }
                if (!isNone && value * 100 < maximum * Number(this.form.dataset.percent)) low.push(titles[0]);
            }
            const isLow = low.length > 0 && !isAtPoints && comment.value.trim() === "";
            mark(comment, isLow);
            if (isLow && !isSaid(comment)) found.push(filled(this.form.dataset.low, { titles: low.join(this.form.dataset.comma) }));
            if (row === this.single.here) this.single.say(found.join(" "));
            const standing = [...beside.querySelectorAll(".live")];
            if (standing.map(({ textContent }) => textContent).join() === found.join()) continue;
            for (const old of standing) old.remove();
            for (const sentence of found) {
                const said = document.createElement("p");
                said.className = "error live";
                said.textContent = sentence;
                beside.append(said);
            }
        }
    }

    // Whether both are recorded alike in an input, however they are written.
    isSame(input, one, other) {
        return isSame(one, other) || this.lost.isLost(input) && this.lost.isSame(input, one, other);
    }

    // Keeps, on this device, the rows that say something else than what is recorded.
    keep() {
        const draft = {};
        for (const row of this.form.querySelectorAll(".grid tbody tr")) {
            const isUnsaved = row.matches(".wrong") || said(row).some((input) => !this.isSame(input, input.value, input.defaultValue));
            if (isUnsaved) for (const { name, value } of row.querySelectorAll("input")) draft[name] = value;
        }
        try {
            if (Object.keys(draft).length === 0) return localStorage.removeItem(this.draftName);
            const lateReason = this.form.elements.lateReason;
            if (lateReason) draft.lateReason = lateReason.value;
            localStorage.setItem(this.draftName, JSON.stringify(draft));
        } catch {
            // A browser that keeps nothing: what is typed stays on the page.
        }
    }

    // Puts back, row by row, what was typed and not saved; with the revision that it was typed over, so that a colleague's
    // entry since then is not overwritten unseen.
    restore() {
        let draft;
        try {
            draft = JSON.parse(localStorage.getItem(this.draftName)) ?? {};
        } catch {
            draft = {};
        }
        let isRestored = false;
        for (const row of this.form.querySelectorAll(".grid tbody tr:not(.wrong)")) {
            if (!said(row).some((input) => input.name in draft && !this.isSame(input, draft[input.name], input.value))) continue;
            for (const input of row.querySelectorAll("input")) input.value = draft[input.name] ?? input.value;
            isRestored = true;
        }
        if (isRestored) {
            this.said.textContent = this.form.dataset.restored;
            const lateReason = this.form.elements.lateReason;
            if (lateReason && draft.lateReason) lateReason.value = draft.lateReason;
        }
        this.keep();
    }

    // Sends nothing into a connection that is not there: the page and what is typed would be gone.
    async submit(event) {
        if (this.isReachable) return;
        event.preventDefault();
        const impatience = new AbortController();
        const patience = setTimeout(() => impatience.abort(), 10_000);
        try {
            const answer = await fetch(this.form.dataset.livez, { cache: "no-store", signal: impatience.signal });
            if (!answer.ok) throw new Error("something answers in the server's place");
        } catch {
            this.said.textContent = this.form.dataset.offline;
            this.said.scrollIntoView({ block: "nearest" });
            return;
        } finally {
            clearTimeout(patience);
        }
        this.isReachable = true;
        // Without this step again: it has been taken, and nothing else is left to be checked.
        this.form.submit();
    }
}

// Points as a whole number of hundredths; NaN for what is none. Full-width digits and points count as well.
function hundredths(text) {
    const plain = text.trim().normalize("NFKC").replace(/。/g, ".");
    const parts = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(plain);
    return parts === null ? NaN : Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
}

// The inputs that make up what a row says: its points, what they were lost for, and its comment.
function said(row) {
    return [...row.querySelectorAll("input.points, input.lost, input.comment")];
}

// Whether both are recorded alike, however they are written.
function isSame(one, other) {
    return one.trim().normalize() === other.trim().normalize() || hundredths(one) === hundredths(other);
}

// A sentence of the page's, with its values filled in.
function filled(sentence, values) {
    return sentence.replace(/\{(\w+)\}/g, (whole, key) => (key in values ? values[key] : whole));
}

for (const form of document.querySelectorAll("form.scores")) new ScoreGrid(form);
