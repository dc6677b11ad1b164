"""Where Django looks for the models; each lives with its aggregate."""

from website.public.home.models import HomePage

__all__ = ["HomePage"]
