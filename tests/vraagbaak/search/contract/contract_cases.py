"""The tests that modelsearch gives to every backend, without exceptions."""

import library
from django.test import TestCase
from modelsearch.test.testapp import models
from modelsearch.tests.test_backends import BackendTests


class TestWhooshBackend(BackendTests, TestCase):
    backend_path = "vraagbaak.search.backend"
    fixtures = []

    @classmethod
    def setUpTestData(cls) -> None:
        library.build()

    def test_reset_indexes(self) -> None:
        self.backend.reset_indexes()

        results = self.backend.search("JavaScript", models.Book)

        assert results.count() == 0
