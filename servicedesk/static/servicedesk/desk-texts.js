// Choosing a standard text: search by typing, walk by arrow keys. Without this script it is a list of buttons.
(() => {
  class DeskTextsController extends window.StimulusModule.Controller {
    static targets = ["picker", "search", "field", "item", "nothing"];

    searchTargetConnected(search) {
      search.hidden = false;
      this.pickerTarget.addEventListener("toggle", () => this.pickerTarget.open && this.fieldTarget.focus());
    }

    filter() {
      const words = this.fieldTarget.value.toLowerCase().split(/\s+/);
      this.itemTargets.forEach((item) => {
        const text = item.textContent.toLowerCase();
        item.hidden = !words.every((word) => text.includes(word));
      });
      this.nothingTarget.hidden = this.shown.length > 0;
    }

    get shown() {
      return this.itemTargets.filter((item) => !item.hidden).map((item) => item.querySelector("button"));
    }

    move(event) {
      if (event.key === "Escape") this.leave(event);
      if (event.key === "Enter" && event.target === this.fieldTarget) {
        event.preventDefault();
        this.shown[0]?.click();
      }
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      if (!step) return;
      event.preventDefault();
      const place = this.shown.indexOf(event.target) + step;
      (place < 0 ? this.fieldTarget : this.shown[place])?.focus();
    }

    leave(event) {
      event.preventDefault();
      this.close();
      this.pickerTarget.querySelector("summary").focus();
    }

    close() {
      this.pickerTarget.open = false;
      this.fieldTarget.value = "";
      this.filter();
    }
  }

  window.wagtail.app.register("desk-texts", DeskTextsController);
})();
