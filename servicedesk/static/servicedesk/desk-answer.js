// Writing an answer, putting passages in it and signing it off. Without this script each button posts the form.
(() => {
  class DeskAnswerController extends window.StimulusModule.Controller {
    static targets = ["write", "preview", "writing", "previewing", "signOff", "message", "sources"];
    static values = { failed: String };

    connect() {
      if (!this.hasWriteTarget) return;
      this.writeTarget.hidden = false;
      this.field.addEventListener("keydown", this.toSignOff);
      this.showWriting(this.previewingTarget.hidden);
    }

    disconnect() {
      this.field?.removeEventListener("keydown", this.toSignOff);
    }

    get field() {
      return this.element.querySelector("textarea[name=answer]");
    }

    // Signing off

    toSignOff = (event) => {
      if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      this.signOffTarget.querySelector("[data-proposed]").focus();
    };

    signOffByNumber(event) {
      if (event.key === "Escape") this.write();
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const button = this.signOffTarget.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
      if (!button) return;
      event.preventDefault();
      window.desk.form().requestSubmit(button);
    }

    // A second click would tell the agent that somebody else was first. The form calls this after the autosave, whose
    // wait takes a click back and presses again later.
    onlyOnce(event) {
      if (event.submitter?.name !== "knowledge_held" || event.defaultPrevented) return;
      if (this.signedOff) event.preventDefault();
      this.signedOff = true;
      window.setTimeout(() => (this.signedOff = false), 5000);
    }

    // Writing and previewing

    write() {
      this.showWriting(true);
      this.field.focus();
    }

    async preview(event) {
      const response = await this.ask(event.currentTarget.formAction);
      if (!response) return;
      this.previewingTarget.innerHTML = await response.text(); // made safe by the server
      this.showWriting(false);
      this.previewingTarget.focus();
    }

    showWriting(writing) {
      this.writingTarget.hidden = !writing;
      this.previewingTarget.hidden = writing;
      this.writeTarget.setAttribute("aria-pressed", String(writing));
      this.previewTarget.setAttribute("aria-pressed", String(!writing));
    }

    // Passages and their sources

    async insert(event) {
      const { formAction, name, value } = event.currentTarget;
      const response = await this.ask(formAction, { [name]: value });
      if (!response) return;
      const { text, sources } = await response.json();
      this.sourcesTarget.innerHTML = sources;
      this.showWriting(true);
      this.putAtCursor(text, value.startsWith("link:"));
    }

    // A link stands in a sentence; a text is a paragraph of its own.
    putAtCursor(text, isInline) {
      const { selectionStart: start, selectionEnd: end, value } = this.field;
      const [before, after] = [value.slice(0, start), value.slice(end)];
      const begin = isInline ? before.replace(/[^\s([{"']$/, "$& ") : before.trimEnd() && `${before.trimEnd()}\n\n`;
      const rest = isInline ? after.replace(/^[^\s.,;:!?)\]}"']/, " $&") : after.trimStart() && `\n\n${after.trimStart()}`;
      this.field.value = `${begin}${text}${rest}`;
      this.field.focus();
      this.field.setSelectionRange(begin.length + text.length, begin.length + text.length);
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
      this.field.dispatchEvent(new Event("change", { bubbles: true }));
    }

    async removeSource(event) {
      const { formAction, name, value } = event.currentTarget;
      const response = await this.ask(formAction, { [name]: value });
      if (!response) return;
      this.sourcesTarget.innerHTML = (await response.json()).sources;
      this.field.focus();
    }

    async ask(url, extra = {}) {
      this.messageTarget.textContent = "";
      try {
        const response = await window.desk.post(url, extra);
        if (response.ok) return response;
        this.messageTarget.textContent = response.status === 404 ? await response.text() : this.failedValue;
      } catch {
        this.messageTarget.textContent = this.failedValue;
      }
      return null;
    }
  }

  window.wagtail.app.register("desk-answer", DeskAnswerController);
})();
