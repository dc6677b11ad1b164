"""The blocks of which an answer consists."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.embeds.blocks import EmbedBlock
from wagtail.images.blocks import ImageChooserBlock

INLINE = ["bold", "italic", "link", "document-link"]
TEXT = ["h3", "h4", "ol", "ul", "hr", "blockquote", "code", "superscript", "subscript", *INLINE]


class Tone(models.TextChoices):
    INFO = "info", _("information")
    WARNING = "warning", _("warning")


class StepsBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Title"), required=False, max_length=255)
    steps = blocks.ListBlock(
        blocks.RichTextBlock(features=[*INLINE, "ul"], label=_("Step")), label=_("Steps")
    )

    class Meta:
        icon = "list-ol"
        label = _("Steps")
        template = "vraagbaak/knowledge/faqs/blocks/steps.html"


class NoticeBlock(blocks.StructBlock):
    tone = blocks.ChoiceBlock(choices=Tone.choices, default=Tone.INFO, label=_("Kind"))
    text = blocks.RichTextBlock(features=[*INLINE, "ul"], label=_("Text"))

    class Meta:
        icon = "warning"
        label = _("Notice")
        template = "vraagbaak/knowledge/faqs/blocks/notice.html"


class CaptionedImageBlock(blocks.StructBlock):
    image = ImageChooserBlock(label=_("Image"))
    alt_text = blocks.CharBlock(
        label=_("Text alternative"),
        required=False,
        max_length=255,
        help_text=_("What the image tells; leave empty only when it adds nothing to the text."),
    )
    caption = blocks.CharBlock(label=_("Caption"), required=False, max_length=255)

    class Meta:
        icon = "image"
        label = _("Image")
        template = "vraagbaak/knowledge/faqs/blocks/image.html"


class VideoBlock(blocks.StructBlock):
    video = EmbedBlock(label=_("Address of the video"), max_width=800)
    transcript = blocks.RichTextBlock(
        features=INLINE,
        label=_("Transcript"),
        required=False,
        help_text=_("For who cannot see or hear the video."),
    )

    class Meta:
        icon = "media"
        label = _("Video")
        template = "vraagbaak/knowledge/faqs/blocks/video.html"


class DocumentBlock(blocks.StructBlock):
    document = DocumentChooserBlock(label=_("Document"))
    text = blocks.CharBlock(label=_("Link text"), required=False, max_length=255)

    class Meta:
        icon = "doc-full"
        label = _("Document")
        template = "vraagbaak/knowledge/faqs/blocks/document.html"


class ContactBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("Name of the department"), max_length=255)
    telephone = blocks.CharBlock(label=_("Telephone"), required=False, max_length=40)
    email = blocks.EmailBlock(label=_("E-mail address"), required=False)
    opening_hours = blocks.CharBlock(label=_("Opening hours"), required=False, max_length=255)

    class Meta:
        icon = "mail"
        label = _("Contact")
        template = "vraagbaak/knowledge/faqs/blocks/contact.html"


class MarkdownBlock(blocks.TextBlock):
    """Markdown, rendered as safely as the answers of agents."""

    class Meta:
        icon = "code"
        label = _("Markdown")
        template = "vraagbaak/knowledge/faqs/blocks/markdown.html"


class AnswerBlock(blocks.StreamBlock):
    text = blocks.RichTextBlock(
        features=TEXT, label=_("Text"), template="vraagbaak/knowledge/faqs/blocks/text.html"
    )
    steps = StepsBlock()
    notice = NoticeBlock()
    table = TypedTableBlock(
        [("text", blocks.RichTextBlock(features=INLINE, required=False, label=_("Text")))],
        label=_("Table"),
        template="vraagbaak/knowledge/faqs/blocks/table.html",
    )
    image = CaptionedImageBlock()
    document = DocumentBlock()
    video = VideoBlock()
    markdown = MarkdownBlock()
    contact = ContactBlock()
