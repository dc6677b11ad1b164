"""Pictures as numbers that a template draws as SVG: x is a share of the width, y and heights are pixels."""
