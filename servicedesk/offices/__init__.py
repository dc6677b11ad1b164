"""Offices, their teams and subjects, and who may do what at the desk."""
