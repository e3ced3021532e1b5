// Takes away what browsers on Chrome 86 (360, UOS) and Safari 15 lack, before a page's own script runs; but for
// `checkVisibility`, without which Playwright itself finds nothing.
"use strict";
(() => {
    const lacking = [
        [AbortSignal, "timeout", "any"],
        [Object, "hasOwn", "groupBy"],
        [Map, "groupBy"],
        [Array, "fromAsync"],
        [Promise, "try", "withResolvers"],
        [Array.prototype, "at", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced", "with"],
        [String.prototype, "at", "isWellFormed", "toWellFormed"],
        [Object.getPrototypeOf(Int8Array.prototype), "at", "findLast", "findLastIndex", "toSorted", "toReversed", "with"],
        [Element.prototype, "setHTMLUnsafe", "getHTML"],
        [HTMLElement.prototype, "showPopover", "hidePopover", "togglePopover", "popover", "inert"],
        [HTMLFormElement.prototype, "requestSubmit"],
        [globalThis.HTMLDialogElement && HTMLDialogElement.prototype, "show", "showModal", "close", "requestClose"],
        [Intl, "Segmenter"],
        [globalThis.Crypto && Crypto.prototype, "randomUUID"],
        [globalThis, "structuredClone", "HTMLDialogElement", "scheduler", "navigation", "CompressionStream", "Sanitizer"],
    ];
    for (const [holder, ...names] of lacking) {
        for (const name of names) {
            if (holder && !delete holder[name]) throw new Error(`${name} stays`);
        }
    }
})();
