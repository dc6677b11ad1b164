"""Charts, spreadsheets that hold no formulas, and the menu and permissions of reports."""
