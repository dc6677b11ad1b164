/* Selects all questions of a group at once; Wagtail's own bulk actions count them. */
(() => {
    const { Controller } = window.StimulusModule;

    class TriageGroup extends Controller {
        static targets = ["all", "item"];

        connect() {
            this.allTarget.hidden = false;
        }

        toggle({ target }) {
            for (const item of this.itemTargets.filter((each) => each.checked !== target.checked)) {
                item.checked = target.checked;
                item.dispatchEvent(new Event("change"));
            }
        }
    }

    window.wagtail.app.register("triage-group", TriageGroup);
})();
