"""Whoosh as a backend of Wagtail's search API (`modelsearch`); usable by any Django project.

The setting names the module `vraagbaak.search.backend` and a folder; see there for the options.
"""
