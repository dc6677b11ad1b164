"""Whoosh as a backend of Wagtail's search API (`modelsearch`), usable by any Django project.

The setting names the module `vraagbaak.search.backend` and a folder; see there for the options.
"""

import warnings

# Whoosh 2.7.4 is older than these warnings about its source, which Python prints whenever it compiles it: on the
# first run, and on every run where bytecode cannot be written. The module is known by its path at that moment.
warnings.filterwarnings("ignore", category=SyntaxWarning, module=r"(.*[\\/])?whoosh\b")
