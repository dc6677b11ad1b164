// Puts pieces that were taken out of a text back at once, or takes them out again. Without this script the button does.
(() => {
  const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");

  class PromotionTextController extends window.StimulusModule.Controller {
    static targets = ["apply", "status"];

    connect() {
      if (this.hasApplyTarget) this.applyTarget.hidden = true;
      this.remember();
    }

    get field() {
      return this.element.querySelector(".promotion-text__field :is(textarea, input)");
    }

    get boxes() {
      return [...this.element.querySelectorAll("input[type=checkbox][data-marker]")];
    }

    settle(event) {
      const { checked, dataset } = event.currentTarget;
      const { marker, original } = dataset;
      const text = this.field.value;
      this.field.value = checked
        ? text.replaceAll(marker, () => original)
        : text.replace(new RegExp(`(?<![\\p{L}\\p{N}_])${escaped(original)}(?![\\p{L}\\p{N}_])`, "gu"), () => marker);
      this.field.dispatchEvent(new Event("input", { bubbles: true }));
      this.field.dispatchEvent(new Event("change", { bubbles: true }));
      const { back, out } = this.statusTarget.dataset;
      this.statusTarget.textContent = `${checked ? back : out} ${original}`;
      this.remember();
    }

    // So that the server knows what stands in the text already.
    remember() {
      const was = this.element.querySelector("input[type=hidden][name$=_was]");
      const checked = this.boxes.filter((box) => box.checked);
      if (was) was.value = checked.map((box) => box.value).join(",");
    }
  }

  window.wagtail.app.register("promotion-text", PromotionTextController);
})();
