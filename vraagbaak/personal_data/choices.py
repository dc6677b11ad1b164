from django.db import models
from django.utils.translation import gettext_lazy as _


class PersonalKind(models.TextChoices):
    """What in a text could identify who asked."""

    NAME = "name", _("name")
    EMAIL = "email", _("e-mail address")
    TELEPHONE = "telephone", _("telephone number")
    ACCOUNT = "account", _("account number")
    BSN = "bsn", _("citizen service number")
    ADDRESS = "address", _("home address")
    PLATE = "plate", _("licence plate")
    BIRTH = "birth", _("date of birth")
    NUMBER = "number", _("number of a client or case")
