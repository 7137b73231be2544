"""What stands where in RTF: the groups that hold something else than the text around them."""

from __future__ import annotations

CHARSETS = {
    0: 1252,
    77: 10000,
    78: 10001,
    79: 10003,
    80: 10008,
    81: 10002,
    83: 10005,
    84: 10004,
    85: 10006,
    86: 10081,
    87: 10021,
    88: 10029,
    89: 10007,
    128: 932,
    129: 949,
    130: 1361,
    134: 936,
    136: 950,
    161: 1253,
    162: 1254,
    163: 1258,
    177: 1255,
    178: 1256,
    186: 1257,
    204: 1251,
    222: 874,
    238: 1250,
    254: 437,
    255: 850,
}
"""Code pages by the character set of a font."""
CODE_PAGES = {
    10000: "mac-roman",
    10001: "shift_jis",
    10003: "euc_kr",
    10008: "gb2312",
    10002: "big5",
    10006: "mac-greek",
    10081: "mac-turkish",
    10029: "mac-latin2",
    10007: "mac-cyrillic",
    65001: "utf-8",
    54936: "gb18030",
}
"""Character sets of code pages that Python does not call by their number."""
SETS = {"ansi": 1252, "mac": 10000, "pc": 437, "pca": 850}
"""Code pages of documents, by the word that tells it."""

_PLACES = {
    "body": "header headerl headerr headerf footer footerl footerr footerf footnote annotation shptxt dptxbxtext txbx "
    "xe tc tcn rxe txe ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn listtext pntext pntxta pntxtb ud result "
    "shprslt nonshppict",
    "name": "author operator manager atnauthor",
    "names": "revtbl protusertbl",
    "initials": "atnid",
    "org": "company",
    "text": "title subject keywords doccomm comment category verscomm ffdeftext ffhelptext ffstattext ffl ffentrymcr "
    "ffexitmcr ffformat listname objname objalias objsect objtopic objitem hlloc leveltext levelnumbers mmquery "
    "mmconnectstr mmconnectstrdata mmaddfieldname mmmailsubject mmodsotable mmodsofilter mmodsosort mmodsoname "
    "mmodsomappedname mmodsoudl mmodsoudldata mmodsosrc mmodsouniquetag",
    "link": "hlinkbase hlsrc hlfr",
    "path": "template nextfile file fontfile mmdatasource mmheadersource",
    "styles": "stylesheet lsdlockedexcept",
    "fonts": "fonttbl",
    "font": "falt fname fontname",
    "bookmark": "bkmkstart bkmkend linkval ffname",
    "code": "fldinst",
    "label": "propname",
    "filled": "staticval",
    "variable": "docvar",
    "key": "sn",
    "value": "sv",
    "html": "htmltag mhtmltag",
    "program": "objclass",
    "keep": "generator atndate atntime atnref atrfstart atrfend atnparent colortbl rsidtbl",
    "spaces": "xmlnstbl",
    "image": "pict",
    "packed": "objdata datastore themedata colorschememapping svb datafield fontemb blipuid panose passwordhash "
    "keycode oleclsid wgrffmtfilter password",
}
PLACES = {word: sort for sort, words in _PLACES.items() for word in words.split()}
"""Words that begin a group of its own, and what it holds."""
INLINE = frozenset("cs ds ts shppict shpinst picprop".split())
"""Those behind ``\\*`` that belong to the text around them."""
ANYWHERE = frozenset("pict objdata datastore themedata fldinst".split())
"""Those that are taken for the beginning of such a group wherever they stand in it."""
SPLIT = frozenset(("names", "styles", "fonts", "spaces"))
"""Groups of values with semicolons between them."""
LISTED = SPLIT | {"variable"}
"""Groups of values in groups of their own."""
PATHS = frozenset("pibName pibPrintName pihlShape hlinkShape".split())
TITLES = frozenset("wzName".split())
"""Properties of shapes: paths, and names."""
ENDS = frozenset("par sect cell nestcell row nestrow".split())
"""Words that end a paragraph."""
