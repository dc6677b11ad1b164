from servicedesk.models import Office, StandardText
from website.demo.content_files import read_content


def load_standard_texts(*, office: Office, key: str) -> list[StandardText]:
    """The texts of the organisation that is `key` in the content."""
    rows = read_content("standard_texts")[key]
    texts = [StandardText(office=office, **{**row, "text": row["text"].strip()}) for row in rows]
    return StandardText.objects.bulk_create(texts)
