"""The question itself, with its answers, reactions and remarks: models, thread, logged actions and cleaning."""
