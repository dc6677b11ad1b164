"""What the figures mean, in the words that stand beside them on each screen and in each export."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

HELPED = _(
    "An asker is helped when a page answered the question by the asker's own word, and no question by the same person"
    " or browser followed within 48 hours."
)
STILL_ASKED = _(
    "An asker still asked who sent a question, or sent one within 48 hours after a page had answered. Of a page or a"
    " knowledge base count those who had opened the page first, or had called it the answer."
)
DEFLECTION = _("Deflection is helped ÷ (helped + still asked).")
COUNTING = _(
    "Each visitor counts once a day, and who asked that day counts as still asked. Visits that ended less than 48"
    " hours ago are not known yet and are left out, as are visits that have not ended."
)
SENTENCES = (HELPED, STILL_ASKED, DEFLECTION, COUNTING)
DEFINITION = format_lazy("{} {} {} {}", *SENTENCES)
