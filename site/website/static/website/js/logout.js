// Who logs out leaves nothing that was typed in the browser, which may be a shared one.
(() => {
  document.querySelector("form.logout")?.addEventListener("submit", () => {
    sessionStorage.removeItem("ask");
    localStorage.removeItem("ask");
  });
})();
