// Keeps what an asker types in this browser, so that a look at a suggestion, or a tab that is closed by accident, loses
// nothing. The question only, never who asks. It is gone when the question is sent or answered, after a day, and for
// whoever uses the browser after the one who typed it logged out.
(() => {
  const DAY = 86_400_000;

  const read = (storage, key) => {
    try {
      const draft = JSON.parse(storage.getItem(key));
      return draft && Date.now() - draft.kept < DAY ? draft : null;
    } catch {
      return null;
    }
  };
  const forget = (key) => {
    const [tab, browser] = [read(sessionStorage, key), read(localStorage, key)];
    sessionStorage.removeItem(key);
    // Another tab may hold another question.
    if (!tab || !browser || browser.run === tab.run) localStorage.removeItem(key);
  };

  const done = document.querySelector("[data-draft-done]");
  if (done) forget(done.dataset.draftDone);
  for (const drop of document.querySelectorAll("[data-draft-drop]")) {
    drop.addEventListener("submit", () => forget(drop.dataset.draftDrop));
  }

  const form = document.querySelector("form[data-draft]");
  if (!form) return;
  const { draft: key, draftOwner: owner } = form.dataset;
  const fields = ["title", "body"].map((name) => form.elements[name]);
  const isEmpty = () => fields.every((field) => !field.value.trim());

  const keep = () => {
    const typed = Object.fromEntries(fields.map((field) => [field.name, field.value]));
    const draft = JSON.stringify({ ...typed, run: form.elements.run.value, owner, kept: Date.now() });
    for (const storage of [sessionStorage, localStorage]) {
      try {
        storage.setItem(key, draft);
      } catch {
        // A browser that keeps nothing, or is full, asks all the same.
      }
    }
  };
  const mayRead = (draft) => draft && (!draft.owner || draft.owner === owner);
  const restore = (draft) => {
    for (const field of fields) field.value = draft[field.name] || "";
    form.elements.run.value = draft.run;
    document.querySelector("[data-draft-lost]")?.remove();
  };

  for (const storage of [sessionStorage, localStorage]) {
    if (!mayRead(read(storage, key))) storage.removeItem(key);
  }
  const [tab, browser] = [read(sessionStorage, key), read(localStorage, key)];
  const isOf = (draft) => draft && fields.every((field) => field.value === draft[field.name]);
  if (isOf(tab)) {
    form.elements.run.value = tab.run;
  } else if (isEmpty() && (tab || browser)) {
    restore(tab || browser);
    document.querySelector("[data-draft-restored]").hidden = Boolean(tab) || isEmpty();
  }
  form.addEventListener("input", keep);
  document.querySelector("[data-draft-empty]").addEventListener("click", () => {
    forget(key);
    location.replace(location.pathname);
  });
})();
