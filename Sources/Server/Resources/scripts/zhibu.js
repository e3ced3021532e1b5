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
