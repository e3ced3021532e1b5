// What speeds the console up. Every page does all it does without this file.
"use strict";

// The score grid: walked like a spreadsheet, filled by pasting from one, kept on this device until it is saved.
class ScoreGrid {
    constructor(form) {
        this.form = form;
        this.said = form.querySelector(".said");
        this.rows = [...form.querySelectorAll(".grid tbody tr")].map((row) => [...row.querySelectorAll("input.points")]);
        this.criteria = [...form.querySelectorAll(".grid thead th[data-maximum]")].map(({ dataset }) => ({
            titles: [dataset.title, dataset.zh, dataset.en],
            maximum: hundredths(dataset.maximum),
        }));
        this.preview = new PastePreview(form.querySelector(".pasted"));
        this.draftName = `zhibu-draft ${form.dataset.draft}`;
        form.addEventListener("keydown", (event) => this.move(event));
        form.addEventListener("paste", (event) => this.paste(event));
        form.addEventListener("input", () => this.changed());
        form.addEventListener("submit", (event) => this.submit(event));
        this.restore();
        this.total();
    }

    // Where an input stands among the points; undefined for the other inputs.
    place(input) {
        for (const [row, cells] of this.rows.entries()) {
            const column = cells.indexOf(input);
            if (column >= 0) return [row, column];
        }
        return undefined;
    }

    move(event) {
        if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
        const place = this.place(event.target);
        if (place === undefined) return;
        const [row, column] = place;
        const input = event.target;
        const atStart = input.selectionEnd === 0 || input.selectionEnd - input.selectionStart === input.value.length;
        const atEnd = input.selectionStart === input.value.length || atStart && input.selectionStart === 0 && input.selectionEnd === input.value.length;
        const steps = {
            ArrowUp: [-1, 0],
            ArrowDown: [1, 0],
            Enter: [event.shiftKey ? -1 : 1, 0],
            ArrowLeft: atStart ? [0, -1] : undefined,
            ArrowRight: atEnd ? [0, 1] : undefined,
        };
        const step = steps[event.key];
        if (step === undefined) return;
        event.preventDefault();
        const next = this.rows[row + step[0]]?.[column + step[1]];
        if (next === undefined) return;
        next.focus();
        next.select();
    }

    // A block copied from a spreadsheet. Figures alone go in at once; whatever else is shown before.
    paste(event) {
        const place = this.place(event.target);
        const text = event.clipboardData.getData("text/plain");
        if (place === undefined || !/[\t\n]/.test(text.replace(/\s+$/, ""))) return;
        event.preventDefault();
        const areas = this.rows.map((cells) => ({ ...cells[0].closest("tr").dataset }));
        const block = new PastedBlock(text, areas, this.criteria, place);
        if (block.isPlain) {
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
            (isTaken ? this.rows[block.taken[0].area][0] : cell).focus();
        });
    }

    // What the block says; what it says nothing of stays.
    putIn(block) {
        for (const { area, points, comment } of block.taken) {
            for (const [column, input] of this.rows[area].entries()) {
                if (points[column] !== undefined) input.value = points[column];
            }
            if (comment !== undefined) this.comment(area).value = comment;
        }
        this.changed();
    }

    comment(area) {
        return this.rows[area][0].closest("tr").querySelector("input.comment");
    }

    shown(area) {
        return { points: this.rows[area].map((input) => input.value), comment: this.comment(area).value };
    }

    changed() {
        this.total();
        this.keep();
    }

    // The running totals, in hundredths so that they are exact; and which cells are over their maximum.
    total() {
        for (const cells of this.rows) {
            let sum = 0;
            let isWhole = cells.length > 0;
            for (const input of cells) {
                const value = hundredths(input.value);
                const isOver = Number.isNaN(value) || value > hundredths(input.dataset.maximum);
                input.classList.toggle("over", input.value.trim() !== "" && isOver);
                if (Number.isNaN(value)) isWhole = false;
                else sum += value;
            }
            const output = cells[0]?.closest("tr").querySelector("output");
            if (output) output.value = isWhole ? String(sum / 100) : "–";
        }
    }

    // Keeps, on this device, the rows that say something else than what is recorded.
    keep() {
        const draft = {};
        for (const row of this.form.querySelectorAll(".grid tbody tr")) {
            const isUnsaved = row.matches(".wrong") || said(row).some(({ value, defaultValue }) => !isSame(value, defaultValue));
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
            if (!said(row).some(({ name, value }) => name in draft && !isSame(draft[name], value))) continue;
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

// The inputs that make up what a row says: its points and its comment.
function said(row) {
    return [...row.querySelectorAll("input.points, input.comment")];
}

// Whether both are recorded alike, however they are written.
function isSame(one, other) {
    return one.trim().normalize() === other.trim().normalize() || hundredths(one) === hundredths(other);
}

for (const form of document.querySelectorAll("form.scores")) new ScoreGrid(form);

// A text to be pasted elsewhere gets a button that copies it. The newer way is only there over HTTPS.
for (const text of document.querySelectorAll("textarea[data-copy], input[data-copy]")) {
    const button = document.createElement("button");
    button.type = "button";
    button.textContent = text.dataset.copy;
    button.addEventListener("click", () => {
        text.select();
        if (document.execCommand("copy")) button.textContent = text.dataset.copied;
    });
    text.after(button);
}
