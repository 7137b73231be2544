"""Lossless scanners with their codecs: how raw text and what a person reads belong together."""
