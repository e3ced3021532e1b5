// What a pasted block would put into the score grid, shown before it does.
"use strict";

// A part of the page that is walked by keyboard like the rest of it: Enter puts in, Escape leaves everything as it is.
class PastePreview {
    constructor(panel) {
        this.panel = panel;
        this.confirm = panel.querySelector("button.main");
        this.cancel = panel.querySelector("button:not(.main)");
        this.confirm.addEventListener("click", () => this.leave(true));
        this.cancel.addEventListener("click", () => this.leave(false));
        panel.addEventListener("keydown", (event) => {
            if (event.key !== "Escape" || event.isComposing) return;
            event.preventDefault();
            this.leave(false);
        });
    }

    // shown: what stands in a row's cells and its comment by now. done: told whether to put the block in.
    show(block, criteria, shown, done) {
        this.done = done;
        const count = block.taken.length;
        const refused = block.rows.length - count;
        const part = (name) => this.panel.querySelector(`.${name}`);
        part("summary").textContent = this.sentence(refused > 0 ? "summaryRefused" : "summary", { count, refused });
        fill(part("faults"), [
            ...block.faults.map(([name, values]) => this.sentence(name, values)),
            ...(count === 0 && block.faults.length === 0 ? [this.sentence("nothing", {})] : []),
        ]);
        fill(part("asides"), this.asides(block));
        const body = part("lines");
        body.textContent = "";
        for (const row of block.rows) body.append(this.line(row, block, criteria, shown));
        body.closest("table").hidden = block.rows.length === 0;
        this.confirm.hidden = count === 0;
        this.panel.hidden = false;
        this.panel.scrollIntoView({ block: "nearest" });
        (count === 0 ? this.cancel : this.confirm).focus();
    }

    leave(isTaken) {
        this.panel.hidden = true;
        this.done(isTaken);
    }

    // A sentence of the page's, with its values filled in.
    sentence(name, values) {
        return filled(this.panel.dataset[name], values);
    }

    // What is not used of the block.
    asides(block) {
        const columns = block.unused.map((one) => (typeof one === "number" ? this.sentence("column", { number: one }) : oneLine(one)));
        return [
            columns.length > 0 ? this.sentence("unused", { columns: columns.join(this.panel.dataset.comma) }) : "",
            block.passed > 0 ? this.sentence("passed", { count: block.passed }) : "",
            block.rowsLeft > 0 ? this.sentence("rowsLeft", { count: block.rowsLeft }) : "",
            block.beyond.length > 0 ? this.sentence("columnsLeft", { count: block.beyond.length }) : "",
        ].filter((said) => said !== "");
    }

    line(row, block, criteria, shown) {
        const line = document.createElement("tr");
        const isRefused = row.refusal !== undefined;
        if (isRefused) line.className = "refused";
        const head = document.createElement("th");
        head.scope = "row";
        head.textContent = row.area === undefined ? this.sentence("row", { number: row.number }) : block.label(row.area);
        line.append(head);
        const standing = row.area === undefined ? undefined : shown(row.area);
        for (const [place, { titles }] of criteria.entries()) {
            const value = [row.points[place], row.lost[place]].filter((said) => said !== undefined).join(" ");
            const stands = standing && (row.lost[place] === undefined ? standing.points[place] : `${standing.points[place]} ${standing.lost[place]}`);
            line.append(change(titles[0], "figure", stands, value === "" ? undefined : value));
        }
        line.append(change(this.panel.dataset.comment, "", standing && standing.comment, row.comment));
        const notes = document.createElement("td");
        notes.className = "remarks";
        for (const [name, values] of isRefused ? [row.refusal, ...row.notes] : row.notes) {
            const said = document.createElement("p");
            said.className = "error";
            said.textContent = (name === "over" ? "" : this.sentence("refused", { number: row.number })) + this.sentence(name, values);
            notes.append(said);
        }
        line.append(notes);
        return line;
    }
}

// A cell of the preview: what would stand there, and instead of what.
function change(label, kind, old, value) {
    const cell = document.createElement("td");
    cell.className = kind;
    cell.dataset.label = label;
    const stands = old !== undefined && old.trim() !== "" ? old.trim() : undefined;
    if (value === undefined || stands !== undefined && isSame(stands, value)) {
        cell.textContent = stands === undefined ? "–" : stands;
        return cell;
    }
    if (stands !== undefined) {
        const gone = document.createElement("del");
        gone.textContent = stands;
        cell.append(gone, " ");
    }
    const put = document.createElement("ins");
    put.textContent = value;
    cell.append(put);
    return cell;
}

function fill(element, sentences) {
    element.textContent = "";
    element.hidden = sentences.length === 0;
    for (const sentence of sentences) {
        const said = document.createElement("p");
        said.textContent = sentence;
        element.append(said);
    }
}
