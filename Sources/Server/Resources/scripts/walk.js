// How the keyboard and the mouse go about the score grid: as in a spreadsheet.
"use strict";

class GridWalk {
    constructor(grid) {
        this.grid = grid;
        // The column in which a run of tabs began, to which Enter goes back.
        this.runFrom = undefined;
        // The far corner of what is chosen; the near one is the cell that the keyboard is in. undefined where that is all.
        this.corner = undefined;
        const { form } = grid;
        form.addEventListener("keydown", (event) => this.press(event));
        form.addEventListener("focusin", (event) => this.arrive(event.target));
        form.addEventListener("mousedown", (event) => this.click(event));
        form.addEventListener("mouseover", (event) => this.drag(event));
        for (const kind of ["copy", "cut"]) form.addEventListener(kind, (event) => this.copy(event));
    }

    // MARK: Keys

    press(event) {
        if (event.isComposing) return;
        const isCommand = event.ctrlKey || event.metaKey;
        if (isCommand && event.key.toLowerCase() === "s") {
            event.preventDefault();
            // Not before it is settled what goes in of a block.
            if (this.grid.preview.panel.hidden) this.grid.saving.click();
            return;
        }
        const place = this.grid.place(event.target);
        if (place === undefined || event.altKey) return;
        const act = isCommand ? this.command(event, place) : this.step(event, place);
        if (act === undefined) return;
        event.preventDefault();
        act();
    }

    // What a key does beside Ctrl; undefined for what is the browser's.
    command({ key, shiftKey, target }, place) {
        const { history } = this.grid;
        const commands = {
            z: () => (shiftKey ? history.redo() : history.undo()),
            y: () => history.redo(),
            d: () => this.fillDown(place),
        };
        if (this.isPoints(place)) {
            commands.a = () => this.chooseAll();
            commands.enter = () => this.fill(() => target.value);
        }
        return commands[key.toLowerCase()];
    }

    // What a key does by itself; undefined for what is the browser's.
    step(event, [row, column]) {
        const { key, shiftKey, target } = event;
        if (key === "Tab") {
            if (this.runFrom === undefined) this.runFrom = column;
            this.isTabbing = true;
            return undefined;
        }
        if (key === "F2") return () => target.setSelectionRange(target.value.length, target.value.length);
        if (key === "Enter") return () => this.enter(row, column, shiftKey);
        if (key === "Escape" && this.corner !== undefined) return () => this.choose(undefined);
        if ((key === "Delete" || key === "Backspace") && this.corner !== undefined) return () => this.fill(() => "");
        const ways = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };
        const way = ways[key];
        if (way === undefined) return undefined;
        const { selectionStart: start, selectionEnd: end, value } = target;
        const isWhole = end - start === value.length;
        if (shiftKey) {
            if (!this.isPoints([row, column]) || way[0] === 0 && !isWhole && this.corner === undefined) return undefined;
            return () => this.extend([row, column], way);
        }
        // Where causes are offered, up and down choose one.
        if (way[0] !== 0 && target.matches(".lost")) return undefined;
        // Within what is being typed an arrow moves as everywhere.
        if (way[1] < 0 && end > 0 && !isWhole || way[1] > 0 && start < value.length && !isWhole) return undefined;
        return () => this.grid.go(row + way[0], column + way[1]);
    }

    // Down, and after a run of tabs to where that began; from the last line's on to what saves.
    enter(row, column, isBack) {
        const { grid, runFrom } = this;
        const isRun = !isBack && runFrom !== undefined;
        if (isRun && row === grid.rows.length - 1) grid.saving.focus();
        else grid.go(row + (isBack ? -1 : 1), isRun ? runFrom : column);
    }

    // The keyboard has come to a field.
    arrive(field) {
        const place = this.grid.place(field);
        // A run of tabs is one line's.
        if (!this.isTabbing || place === undefined || place[0] !== this.row) this.runFrom = undefined;
        this.isTabbing = false;
        this.row = place === undefined ? undefined : place[0];
        this.choose(undefined);
    }

    // MARK: What is chosen

    isPoints([row, column]) {
        return column < this.grid.rows[row].length;
    }

    // The cells that are chosen, line by line; the one that the keyboard is in, if no more are.
    get chosen() {
        const near = this.grid.place(document.activeElement);
        if (near === undefined || !this.isPoints(near)) return [];
        const far = this.corner || near;
        const [top, left] = [Math.min(near[0], far[0]), Math.min(near[1], far[1])];
        const [bottom, right] = [Math.max(near[0], far[0]), Math.max(near[1], far[1])];
        return this.grid.rows.slice(top, bottom + 1).map((cells) => cells.slice(left, right + 1));
    }

    choose(corner) {
        this.corner = corner;
        const chosen = new Set(corner === undefined ? [] : [].concat(...this.chosen));
        for (const cell of [].concat(...this.grid.rows)) cell.classList.toggle("chosen", chosen.has(cell));
    }

    extend(near, way) {
        const far = this.corner || near;
        const { rows } = this.grid;
        const row = Math.max(0, Math.min(rows.length - 1, far[0] + way[0]));
        const column = Math.max(0, Math.min(rows[row].length - 1, far[1] + way[1]));
        this.choose([row, column]);
        rows[row][column].scrollIntoView({ block: "nearest", inline: "nearest" });
    }

    chooseAll() {
        const { rows, single } = this.grid;
        single.show(0);
        rows[0][0].focus({ preventScroll: true });
        this.choose([rows.length - 1, rows[0].length - 1]);
    }

    fill(value) {
        for (const cells of this.chosen) for (const cell of cells) cell.value = value(cell);
        this.grid.changed();
    }

    // The first line of what is chosen goes into those below it; into one line alone goes the one above it.
    fillDown([row, column]) {
        const { grid, chosen: lines } = this;
        if (lines.length > 1) {
            for (const cells of lines.slice(1)) for (const [place, cell] of cells.entries()) cell.value = lines[0][place].value;
        } else if (row > 0) {
            const one = lines.length === 1 ? lines[0].map((cell) => grid.place(cell)[1]) : [column];
            for (const place of one) {
                const [above, cell] = [grid.cells[row - 1][place], grid.cells[row][place]];
                if (above === undefined) continue;
                cell.value = above.value;
                grid.lost.follow(cell);
            }
        }
        grid.changed();
    }

    copy(event) {
        if (this.corner === undefined) return;
        event.preventDefault();
        const text = this.chosen.map((cells) => cells.map((cell) => cell.value).join("\t")).join("\r\n");
        event.clipboardData.setData("text/plain", text);
        if (event.type === "cut") this.fill(() => "");
    }

    // MARK: The mouse

    // The first click takes a cell as a whole, so that typing takes the place of what is in it; a second one goes inside.
    click(event) {
        const place = this.grid.place(event.target);
        if (event.button !== 0 || place === undefined || !this.isPoints(place)) return;
        this.isDragging = true;
        if (event.shiftKey && this.chosen.length > 0) {
            event.preventDefault();
            this.choose(place);
        } else if (event.target !== document.activeElement) {
            event.preventDefault();
            event.target.focus();
            event.target.select();
        } else {
            this.choose(undefined);
        }
    }

    drag({ buttons, target }) {
        if (buttons !== 1 || !this.isDragging) {
            this.isDragging = false;
            return;
        }
        const place = this.grid.place(target);
        if (place === undefined || !this.isPoints(place) || this.chosen.length === 0) return;
        this.choose(target === document.activeElement ? undefined : place);
    }
}
