"""Words and sentences of the product: code words, and the made-up practice of the tour. No rules, files or printing."""
