// Who sends before the small sum is made waits for it a moment, and is never held up by it for long.
(() => {
  const widget = document.querySelector("altcha-widget");
  if (!widget) return;
  const LONGEST_WAIT = 15000;
  let state = "";
  let isWaiting = false;

  widget.addEventListener("statechange", (event) => {
    state = event.detail.state;
  });
  widget.closest("form").addEventListener("submit", (event) => {
    const button = event.submitter;
    if (state !== "verifying" || button?.name === "remove") return;
    event.preventDefault();
    if (isWaiting) return;
    isWaiting = true;
    const send = () => {
      if (!isWaiting) return;
      isWaiting = false;
      state = "sent";
      event.target.requestSubmit(button);
    };
    // The widget puts the sum in the form just after it tells that it was made.
    widget.addEventListener("statechange", () => setTimeout(send, 50), { once: true });
    setTimeout(send, LONGEST_WAIT);
  });
})();
