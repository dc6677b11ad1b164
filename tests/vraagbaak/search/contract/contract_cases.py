"""The tests that modelsearch gives to every backend, without exceptions."""

from django.test import TestCase
from modelsearch.test.testapp import models
from modelsearch.tests.test_backends import BackendTests

import library


class TestWhooshBackend(BackendTests, TestCase):
    backend_path = "vraagbaak.search.backend"
    fixtures = []

    @classmethod
    def setUpTestData(cls) -> None:
        library.build()

    def test_reset_indexes(self) -> None:
        self.backend.reset_indexes()

        results = self.backend.search("JavaScript", models.Book)

        self.assertEqual(results.count(), 0)
