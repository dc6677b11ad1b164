"""Where Django looks for the models; each is defined in the package of its aggregate."""

from website.public.home.models import HomePage
from website.releases.models import Release

__all__ = ["HomePage", "Release"]
