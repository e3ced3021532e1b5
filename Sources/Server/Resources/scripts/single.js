// On a narrow screen the score grid is one area at a time; where there is no keyboard, with large keys.
"use strict";

class OneArea {
    constructor(grid) {
        this.grid = grid;
        this.turning = grid.form.querySelector(".turn");
        this.keys = grid.form.querySelector(".keys");
        this.aside = grid.form.querySelector(".save .aside");
        this.whose = this.aside.textContent;
        this.narrow = matchMedia("(max-width: 44rem)");
        this.touched = matchMedia("(max-width: 44rem) and (hover: none) and (pointer: coarse) and (orientation: portrait)");
        this.here = 0;
        for (const one of [this.narrow, this.touched]) one.addEventListener("change", () => this.adapt());
        for (const [button, way] of [["back", -1], ["next", 1]]) {
            this.turning.querySelector(`.${button}`).addEventListener("click", () => this.turn(way));
        }
        // A key leaves the keyboard where it is.
        this.keys.addEventListener("mousedown", (event) => event.preventDefault());
        this.keys.addEventListener("click", ({ target }) => {
            const key = target.closest("button");
            if (key) this.press(key.dataset.key);
        });
        grid.form.addEventListener("focusin", ({ target }) => this.arrive(target));
        this.adapt();
    }

    adapt() {
        const { grid, narrow, touched } = this;
        grid.form.classList.toggle("one", narrow.matches);
        this.turning.hidden = !narrow.matches;
        // The system's own keys would cover half of what is to be seen.
        for (const cell of [].concat(...grid.rows)) cell.inputMode = touched.matches ? "none" : "decimal";
        this.arrive(document.activeElement);
        this.show(this.here);
    }

    // Makes a row the one that is seen.
    show(row) {
        const { lines } = this.grid;
        lines[this.here].classList.remove("here");
        lines[row].classList.add("here");
        const isOther = row !== this.here;
        this.here = row;
        const [back, place, next] = this.turning.children;
        place.textContent = `${row + 1} / ${lines.length}`;
        back.disabled = row === 0;
        next.disabled = row === lines.length - 1;
        if (isOther && this.narrow.matches) lines[row].scrollIntoView({ block: "start" });
    }

    turn(way) {
        this.grid.go(this.here + way, 0);
    }

    arrive(field) {
        const { grid, touched } = this;
        // What is tapped must not move away under the finger.
        if (grid.saving.parentElement.contains(field)) return;
        const place = grid.place(field);
        if (place !== undefined) this.show(place[0]);
        const isKeyed = touched.matches && place !== undefined && place[1] < grid.rows[place[0]].length;
        if (isKeyed) this.cell = field;
        this.keys.hidden = !isKeyed;
        document.documentElement.classList.toggle("keyed", isKeyed);
    }

    // What is wrong with the row that is seen, where that may be behind the keys; whose sheets they are, if nothing is.
    say(wrong) {
        const said = this.narrow.matches ? wrong : "";
        this.aside.textContent = said || this.whose;
        this.aside.classList.toggle("error", said !== "");
    }

    press(key) {
        const { cell, grid } = this;
        const [row, column] = grid.place(cell);
        const ways = { up: -1, down: 1 };
        if (key === "undo") return grid.history.undo();
        if (key in ways) return this.walk(row, column, ways[key]);
        const { selectionStart: start, selectionEnd: end } = cell;
        if (key === "delete") cell.setRangeText("", start === end ? Math.max(0, start - 1) : start, end, "end");
        else if (cell.value.length - (end - start) < cell.maxLength) cell.setRangeText(key, start, end, "end");
        return cell.dispatchEvent(new Event("input", { bubbles: true }));
    }

    // Through an area's cells, and on to the next area's; after all of them comes what saves.
    walk(row, column, way) {
        const { grid } = this;
        const { length } = grid.rows[row];
        const at = row * length + column + way;
        if (at === grid.rows.length * length) return grid.saving.focus();
        return grid.go(Math.floor(at / length), (at + length) % length);
    }
}
