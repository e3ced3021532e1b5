// What was done in the score grid, to be undone and done again, step by step.
"use strict";

// A step is whatever changed at once: a cell that was typed into, a block that was pasted, a range that was filled.
class GridHistory {
    // fields: all that can be typed into. restored: told when a step was undone or done again, with its first field.
    constructor(fields, restored) {
        this.fields = fields;
        this.restored = restored;
        this.known = new Map(fields.map((field) => [field, field.value]));
        this.done = [];
        this.undone = [];
    }

    // Takes note of what has changed. typed: the field that is being typed into, which is one step until it is left;
    // undefined for what changed otherwise.
    note(typed) {
        const changes = this.fields
            .filter((field) => field.value !== this.known.get(field))
            .map((field) => ({ field, before: this.known.get(field), after: field.value }));
        if (changes.length === 0) return;
        for (const { field, after } of changes) this.known.set(field, after);
        // What follows from what is typed belongs to it, and comes behind it.
        changes.sort((one, other) => (other.field === typed) - (one.field === typed));
        if (typed !== undefined && typed === this.typed && this.done.length > 0 && changes[0].field === typed) {
            const step = this.done[this.done.length - 1];
            for (const change of changes) {
                const same = step.find(({ field }) => field === change.field);
                if (same === undefined) step.push(change);
                else same.after = change.after;
            }
        } else {
            this.done.push(changes);
        }
        this.typed = typed;
        this.undone = [];
    }

    // What is typed from here on is a step of its own.
    leave() {
        this.typed = undefined;
    }

    undo() {
        this.take(this.done, this.undone, "before");
    }

    redo() {
        this.take(this.undone, this.done, "after");
    }

    take(from, to, side) {
        const step = from.pop();
        if (step === undefined) return;
        to.push(step);
        for (const change of step) {
            change.field.value = change[side];
            this.known.set(change.field, change[side]);
        }
        this.leave();
        this.restored(step[0].field);
    }
}
