// Tells the server that this page is open, and shows which colleagues have it open too.
(() => {
  const EVERY = 15000; // milliseconds
  const STILL_WRITING = 30000;

  class DeskPresenceController extends window.StimulusModule.Controller {
    static targets = ["present"];
    static values = { url: String };

    connect() {
      this.timer = window.setInterval(() => this.report(), EVERY);
      this.report();
    }

    disconnect() {
      window.clearInterval(this.timer);
    }

    get isWriting() {
      return Date.now() - (this.typedAt ?? -Infinity) < STILL_WRITING;
    }

    typed(event) {
      if (event.target.name !== "answer") return;
      const begins = !this.isWriting;
      this.typedAt = Date.now();
      if (begins) this.report();
    }

    lookAgain() {
      this.report();
    }

    async report() {
      if (document.hidden) return;
      try {
        const response = await window.desk.post(this.urlValue, this.isWriting ? { is_writing: "on" } : {}, { whole: false });
        // Who was logged out is sent on to another page, which does not belong here.
        if (response.ok && !response.redirected) this.show(await response.text());
      } catch {
        // Away for a moment: the next report will tell.
      }
    }

    // Only what changed is read aloud.
    show(html) {
      const fresh = document.createElement("div");
      fresh.innerHTML = html;
      if (fresh.textContent.trim() !== this.presentTarget.textContent.trim()) this.presentTarget.innerHTML = html;
    }

    leave() {
      window.desk.post(this.urlValue, { is_leaving: "on" }, { whole: false, keepalive: true }).catch(() => {});
    }
  }

  window.wagtail.app.register("desk-presence", DeskPresenceController);
})();
