// Writing an answer with the knowledge beside it. Without this script each button posts the form instead.
(() => {
  const SEARCH_DELAY = 300; // milliseconds

  class DeskAnswerController extends window.StimulusModule.Controller {
    static targets = ["write", "preview", "writing", "previewing", "signOff", "message", "search", "beside"];
    static values = { confirm: String, failed: String, beside: String };

    connect() {
      if (!this.hasWriteTarget) return;
      this.writeTarget.hidden = false;
      this.field.addEventListener("keydown", this.signOffByKey);
      this.showWriting(true);
    }

    disconnect() {
      this.field?.removeEventListener("keydown", this.signOffByKey);
    }

    get field() {
      return this.element.querySelector("textarea[name=answer]");
    }

    get form() {
      return this.element.querySelector("#desk-form");
    }

    signOffByKey = (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      if (window.confirm(this.confirmValue)) this.form.requestSubmit(this.signOffTarget);
    };

    write() {
      this.showWriting(true);
      this.field.focus();
    }

    async preview(event) {
      const html = await this.ask(event.currentTarget.formAction);
      if (html === null) return;
      this.previewingTarget.innerHTML = html; // made safe by the server
      this.showWriting(false);
      this.previewingTarget.focus();
    }

    showWriting(writing) {
      this.writingTarget.hidden = !writing;
      this.previewingTarget.hidden = writing;
      this.writeTarget.setAttribute("aria-pressed", String(writing));
      this.previewTarget.setAttribute("aria-pressed", String(!writing));
    }

    async insert(event) {
      const { formAction, name, value } = event.currentTarget;
      const text = await this.ask(formAction, { [name]: value });
      if (text === null) return;
      this.showWriting(true);
      const { selectionStart: start, selectionEnd: end, value: typed } = this.field;
      const before = typed.slice(0, start).trimEnd();
      const after = typed.slice(end).trimStart();
      const begin = before ? `${before}\n\n` : "";
      this.field.value = `${begin}${text}${after ? `\n\n${after}` : ""}`;
      this.field.focus();
      this.field.setSelectionRange(begin.length + text.length, begin.length + text.length);
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
      this.field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    searchSoon() {
      window.clearTimeout(this.searchTimer);
      this.searchTimer = window.setTimeout(() => this.search(), SEARCH_DELAY);
    }

    async search() {
      window.clearTimeout(this.searchTimer);
      const query = this.searchTarget.value;
      const response = await fetch(`${this.besideValue}?${new URLSearchParams({ q: query })}`, {
        headers: { "X-Requested-With": "XMLHttpRequest" },
      });
      // An answer to what was typed before the last letter is of no use any more.
      if (response.ok && query === this.searchTarget.value) this.besideTarget.innerHTML = await response.text();
    }

    async ask(url, extra = {}) {
      const body = new FormData(this.form);
      Object.entries(extra).forEach(([name, value]) => body.set(name, value));
      this.messageTarget.textContent = "";
      try {
        const response = await fetch(url, { method: "POST", body, headers: { "X-Requested-With": "XMLHttpRequest" } });
        if (response.ok) return await response.text();
        this.messageTarget.textContent = response.status === 404 ? await response.text() : this.failedValue;
      } catch {
        this.messageTarget.textContent = this.failedValue;
      }
      return null;
    }
  }

  window.wagtail.app.register("desk-answer", DeskAnswerController);
})();
