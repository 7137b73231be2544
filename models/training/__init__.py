"""The recipe of the name detector: encoder, corpus, augmentation, training, export. Not part of the wheel."""
