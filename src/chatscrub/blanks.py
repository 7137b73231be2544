"""Pictures that show nothing, to stand in documents in the place of those that nobody examined."""

from __future__ import annotations

import base64

# One grey point each.
_PNG = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGM4AQAAygDJmcpdfgAAAABJRU5ErkJggg=="
_GIF = "R0lGODdhAQABAIEAAMjIyAAAAAAAAAAAACwAAAAAAQABAAAIBAABBAQAOw=="
_JPEG = (
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAP/////////////////////////////////////////////////////////////////////////////////"
    "/////wAALCAABAAEBAREA/8QAFAABAAAAAAAAAAAAAAAAAAAAAv/EABQQAQAAAAAAAAAAAAAAAAAAAAD/2gAIAQEAAD8AT//Z"
)
_SVG = "PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSIxIiBoZWlnaHQ9IjEiLz4="
_PICTURES = {
    "svg": _SVG,
    "tif": _PNG,
    "png": _PNG,
    "gif": _GIF,
    "jpg": _JPEG,
    "jpeg": _JPEG,
    "emf": _PNG,
    "wmf": _PNG,
    "bmp": _PNG,
    "tiff": _PNG,
}


def blank(name: str) -> bytes:
    """What stands in the place of a member of a document: a grey picture of its sort, or nothing."""
    return base64.b64decode(_PICTURES.get(name.rpartition(".")[2].casefold(), ""))
