"""What templates of every package use: `{% load vraagbaak %}`."""

from django import template
from django.utils.safestring import SafeString

from vraagbaak.knowledge.faqs.rendering import render_markdown

register = template.Library()


@register.filter
def markdown(text: object) -> SafeString:
    """Safe HTML from Markdown; whatever is no text reads as nothing."""
    return render_markdown(text if isinstance(text, str) else "")
