// What speeds the console up. Every page does all it does without this file.
"use strict";

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

// What is filled in a form that is kept stays on this device until it was taken, and nothing is sent into a connection that
// is not there: the page would be gone. With it stays what it was filled in over, so that what a colleague recorded
// meanwhile is not overwritten unseen.
function keepForm(form) {
    const name = `zhibu-kept ${form.dataset.kept}`;
    const said = form.querySelector("[role=status]");
    const fields = [...form.elements].filter((field) => field.name && !["csrfToken", "key"].includes(field.name));
    const isChosen = ({ type }) => type === "radio" || type === "checkbox";
    const place = (field) => (field.type === "radio" ? `${field.name} ${field.value}` : field.name);
    const leadsTo = new URL(form.action).pathname.replace(/\/[^/]*$/, "");
    let isReachable = false;

    function keep(isSent) {
        const values = Object.fromEntries(fields.map((field) => [place(field), isChosen(field) ? field.checked : field.value]));
        try {
            localStorage.setItem(name, JSON.stringify({ values, leadsTo, isSent }));
        } catch {
            // A browser that keeps nothing: what is filled in stays on the page.
        }
    }

    const { values } = JSON.parse(localStorage.getItem(name) ?? "{}");
    // What was sent and not taken stands on the page already.
    if (values && form.dataset.sent === undefined) {
        let isRestored = false;
        for (const field of fields) {
            const value = values[place(field)];
            if (value === undefined || value === (isChosen(field) ? field.checked : field.value)) continue;
            if (isChosen(field)) field.checked = value;
            else field.value = value;
            isRestored = isRestored || field.type !== "hidden";
        }
        if (isRestored) said.textContent = form.dataset.restored;
    }
    form.addEventListener("input", () => keep(false));
    form.addEventListener("submit", async (event) => {
        keep(true);
        if (isReachable) return;
        event.preventDefault();
        const impatience = new AbortController();
        const patience = setTimeout(() => impatience.abort(), 10_000);
        try {
            const answer = await fetch(form.dataset.livez, { cache: "no-store", signal: impatience.signal });
            if (!answer.ok) throw new Error("something answers in the server's place");
        } catch {
            keep(false);
            said.textContent = form.dataset.offline;
            said.scrollIntoView({ block: "nearest" });
            return;
        } finally {
            clearTimeout(patience);
        }
        isReachable = true;
        form.submit();
    });
}

// What was sent and led on was taken.
try {
    for (const name of Object.keys(localStorage)) {
        if (!name.startsWith("zhibu-kept ")) continue;
        const { isSent, leadsTo } = JSON.parse(localStorage.getItem(name));
        if (isSent && leadsTo === location.pathname) localStorage.removeItem(name);
    }
    for (const form of document.querySelectorAll("form[data-kept]")) keepForm(form);
} catch {
    // A browser that keeps nothing.
}
