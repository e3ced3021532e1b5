// What speeds the console up. Every page does all it does without this file.
"use strict";

// The score grid: walked like a spreadsheet, filled by pasting from one, kept on this device until it is saved.
class ScoreGrid {
    constructor(form) {
        this.form = form;
        this.said = form.querySelector(".said");
        this.rows = [...form.querySelectorAll("tbody tr")].map((row) => [...row.querySelectorAll("input.points")]);
        this.draftName = `zhibu-draft ${form.dataset.draft}`;
        form.addEventListener("keydown", (event) => this.move(event));
        form.addEventListener("paste", (event) => this.paste(event));
        form.addEventListener("input", () => this.changed());
        form.addEventListener("submit", (event) => this.submit(event));
        this.shown = this.read();
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

    // A block copied from a spreadsheet: lines of cells with tabs between them.
    paste(event) {
        const place = this.place(event.target);
        const text = event.clipboardData.getData("text/plain");
        if (place === undefined || !/[\t\n]/.test(text.trimEnd())) return;
        event.preventDefault();
        const lines = text.replace(/\r\n?/g, "\n").replace(/\n$/, "").split("\n");
        for (const [down, line] of lines.entries()) {
            for (const [across, value] of line.split("\t").entries()) {
                const input = this.rows[place[0] + down]?.[place[1] + across];
                if (input !== undefined) input.value = value.trim();
            }
        }
        this.changed();
    }

    changed() {
        this.total();
        try {
            localStorage.setItem(this.draftName, JSON.stringify({ shown: this.shown, typed: this.read() }));
        } catch {
            // A browser that keeps nothing: what is typed stays on the page.
        }
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

    read() {
        const typed = {};
        for (const input of this.form.querySelectorAll("tbody input:not([type=hidden])")) typed[input.name] = input.value;
        return typed;
    }

    // Puts back, row by row, what was typed and not saved.
    restore() {
        let draft;
        try {
            draft = JSON.parse(localStorage.getItem(this.draftName));
        } catch {
            return;
        }
        if (!draft || this.form.querySelector("tr.wrong")) return;
        let isRestored = false;
        for (const row of this.form.querySelectorAll("tbody tr")) {
            const inputs = [...row.querySelectorAll("input:not([type=hidden])")].filter((input) => input.name in draft.typed);
            const isUnsaved = inputs.some(({ name }) => draft.typed[name] !== draft.shown[name] && draft.typed[name] !== this.shown[name]);
            if (!isUnsaved) continue;
            for (const input of inputs) input.value = draft.typed[input.name];
            isRestored = true;
        }
        if (isRestored) this.said.textContent = this.form.dataset.restored;
        else localStorage.removeItem(this.draftName);
    }

    // Sends nothing into a connection that is not there: the page and what is typed would be gone.
    async submit(event) {
        if (this.isReachable) return;
        event.preventDefault();
        try {
            await fetch("/livez", { cache: "no-store" });
        } catch {
            this.said.textContent = this.form.dataset.offline;
            this.said.scrollIntoView({ block: "nearest" });
            return;
        }
        this.isReachable = true;
        this.form.requestSubmit();
    }
}

// Points as a whole number of hundredths; NaN for what is none. Full-width digits and points count as well.
function hundredths(text) {
    const plain = text.trim().normalize("NFKC").replace(/。/g, ".");
    const parts = /^(\d{1,5})(?:\.(\d{1,2}))?$/.exec(plain);
    return parts === null ? NaN : Number(parts[1]) * 100 + Number((parts[2] ?? "").padEnd(2, "0"));
}

for (const form of document.querySelectorAll("form.scores")) new ScoreGrid(form);
