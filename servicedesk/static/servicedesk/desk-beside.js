// What stands beside a question: searching while one types, and going through what was found by keyboard.
(() => {
  const SEARCH_DELAY = 300; // milliseconds

  class DeskBesideController extends window.StimulusModule.Controller {
    static targets = ["search", "results", "status", "summary", "card"];
    static values = { url: String };

    searchSoon() {
      window.clearTimeout(this.timer);
      this.timer = window.setTimeout(() => this.search(), SEARCH_DELAY);
    }

    async search() {
      window.clearTimeout(this.timer);
      const query = this.searchTarget.value;
      const response = await window.desk.get(this.urlValue, { q: query });
      // An answer to what was typed before the last letter is of no use any more.
      if (!response.ok || query !== this.searchTarget.value) return;
      this.resultsTarget.innerHTML = await response.text();
      this.statusTarget.textContent = this.summaryTarget.innerText;
    }

    first() {
      this.focusOn(0);
    }

    byKey(event) {
      const place = this.cardTargets.findIndex((card) => card.contains(event.target));
      if (place < 0 || event.ctrlKey || event.metaKey || event.altKey) return;
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const button = this.cardTargets[place].querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
      if (!step && !button) return;
      event.preventDefault();
      if (step) this.focusOn(place + step);
      else button.click();
    }

    focusOn(place) {
      if (place < 0) this.searchTarget.focus();
      else this.cardTargets[place]?.querySelector("a").focus();
    }
  }

  window.wagtail.app.register("desk-beside", DeskBesideController);
})();
