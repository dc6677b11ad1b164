// Keeps what an asker typed in this tab, so that looking at a suggestion, or a slip of the finger, loses nothing.
// It leaves the tab's memory when the question is sent or answered.
(() => {
  const done = document.querySelector("[data-draft-done]");
  if (done) sessionStorage.removeItem(done.dataset.draftDone);

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const fields = ["title", "body"].map((name) => form.elements[name]);
  const kept = JSON.parse(sessionStorage.getItem(form.dataset.draft) || "{}");
  for (const field of fields) {
    if (!field.value && kept[field.name]) field.value = kept[field.name];
  }
  form.addEventListener("input", () => {
    const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    sessionStorage.setItem(form.dataset.draft, JSON.stringify(typed));
  });
})();
