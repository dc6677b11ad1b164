"""Permission testers: where a knowledge base requires approval, nobody publishes past the workflow."""
