// Tells which result was opened, so that what helps others comes first next time. It is sent when a visitor clicks;
// who follows the links without this script, a robot for one, is not counted. Nothing waits for it.
(() => {
  const results = document.querySelector(".results[data-offer]");
  if (!results) return;
  const tell = (event) => {
    const link = event.target.closest("a[data-page]");
    // The right button opens a menu, and not yet the page.
    if (!link || event.button > 1) return;
    const choice = new FormData();
    choice.set("offer", results.dataset.offer);
    choice.set("page", link.dataset.page);
    navigator.sendBeacon(results.dataset.choose, choice);
  };
  results.addEventListener("click", tell);
  results.addEventListener("auxclick", tell);
})();
