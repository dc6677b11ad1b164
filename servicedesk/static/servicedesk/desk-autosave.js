// Saves the draft while the agent types. It stops where a colleague wrote in the same draft, until the agent chose.
(() => {
  const DELAY = 2000; // milliseconds

  class DeskAutosaveController extends window.StimulusModule.Controller {
    static targets = ["status", "panel", "theirs"];
    static values = { url: String, failed: String, saving: String };

    connect() {
      this.waiting = this.hasTheirsTarget;
    }

    disconnect() {
      window.clearTimeout(this.timer);
    }

    get field() {
      return this.element.elements.answer;
    }

    soon(event) {
      if (event.target !== this.field || this.waiting) return;
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.save(), DELAY);
    }

    async save() {
      window.clearTimeout(this.timer);
      if (this.underWay) return;
      this.underWay = this.send();
      await this.underWay;
      this.underWay = null;
    }

    async send() {
      const typed = this.field.value;
      this.statusTarget.textContent = this.savingValue;
      try {
        const response = await window.desk.post(this.urlValue);
        const told = await response.json();
        this.statusTarget.textContent = told.message;
        if (told.is_saved) this.settle(typed, told.seen);
        else this.showConflict(told.panel);
      } catch {
        this.statusTarget.textContent = this.failedValue;
      }
    }

    settle(typed, seen) {
      this.element.elements.seen.value = seen;
      if (this.field.value !== typed) {
        this.timer = window.setTimeout(() => this.save(), DELAY);
      } else if (!this.hasOtherChanges) {
        this.dispatch("saved");
      }
    }

    // A remark that was typed beside the answer is not saved by this.
    get hasOtherChanges() {
      const remark = this.element.elements.remark;
      return Boolean(remark?.value);
    }

    showConflict(panel) {
      this.waiting = true;
      this.panelTarget.innerHTML = panel;
    }

    keepMine(event) {
      this.carryOn(event);
      this.save();
    }

    takeTheirs(event) {
      this.field.value = this.theirsTarget.textContent;
      this.carryOn(event);
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
    }

    // Only who chose has seen the colleague's draft: until then every button is refused.
    carryOn({ currentTarget: button }) {
      this.element.elements.seen.value = button.value;
      this.waiting = false;
      this.panelTarget.replaceChildren();
      this.field.focus();
    }

    // A button that is pressed while a save is under way would find a draft that is newer than the page knows.
    async wait(event) {
      window.clearTimeout(this.timer);
      if (!this.underWay) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      const { submitter } = event;
      await this.underWay;
      this.element.requestSubmit(submitter);
    }
  }

  window.wagtail.app.register("desk-autosave", DeskAutosaveController);
})();
