"""Names of fonts: well-known ones stay; what else a document calls its fonts is examined like the name of a file."""

from __future__ import annotations

import re

from ..lexicon import fold
from .schemas import is_programmed

# Words in the names of fonts of Windows, macOS, Office, LibreOffice, Android and Google, besides ordinary ones.
_WORDS = frozenset(
    """
    aakar abadi agency aharoni albany aldhabi alegreya algerian amasis amatic andale andalus andika angsana anonymous
    ansi antiqua anton aparajita apple aptos arabia arabic archivo arial arimo armenian arvo assets athelas avenir
    baghdad bahnschrift baiti baloo baltic bangla bariol baskerville batang batangche bauhaus bd bebas beirut bembo
    bengali bernard bidi bierstadt big bitstream bitter black blackadder bodoni bold boli book bookman bookshelf boran
    braggadocio britannic broadway browallia brush bt bungee cabin caladea calibri calisto cambria candara cantarell
    carlito cascadia caslon castellar caveat ce centaur century chalkboard chalkduster champa charter cherokee
    chilanka chinese cinzel cjk clarendon cn cochin colonna comfortaa comic comix cond condensed consola consolas
    constantia cooper copperplate corbel cordia cormorant corsiva courier cousine crimson cursive cwtex cyr cyrillic
    daun daunpenh dejavu delicious demi dengxian denmark devanagari didot dilleniaupc dingbats display dok dokchampa
    dongle dosis dotum dotumche droid dubai ebrima edessa edwardian ef egyptienne elephant emoji engravers eras
    estrangelo ethiopic eucrosia euphemia eurostile exo ext extb extralight fallback fangsong fantasy fb felt fira
    fixedsys footlight forte franklin frankruehl freemono freesans freeserif freesia freestyle french fruktur frutiger
    futura gabriola gadugi galliard garamond gautami geneva genos gentium georgian gigi gill gisha gloucester gothic
    goudy grandview greek grotesk grotesque gujarati gulim gulimche gungsuh gungsuhche gurmukhi haettenschweiler han
    handwriting hangul hans hant harlow harrington heavy hebr hebrew hei heiti helvetica herculaneum hershey himalaya
    hindi hiragino hk hkscs hoefler holo humanist humanst ibm impact imprint incised inconsolata indie inter ionic
    iskoola italic itc ivory japanese javanese jetbrains jhenghei jokerman jomolhari jp juice jura kai kaishu kaiti
    kalam kalinga kannada kartika kefa khmer kino kodchiang kohinoor kokila korean kozuka kr kristen kufi kunstler lao
    lateef latha latin lato leelawadee lens levenim lgc liberation libre light lilyupc linotype linux lobster lohit
    lora lt lucida luminari magneto maiandra malayalam malgun mangal marker marlett math matura md mdl medium meera
    meiryo meiyu memphis menlo menlos merriweather microsoft mincho ming mingliu mistral mn modern monaco mongolian
    mono monospace monospaced monotype montserrat mool moolboran ms mshei mt mudir mukti muli mulish myanmar myriad
    nachlieli nakula narkisim narrow neue newton nf niagara nimbus nina nirmala nko noteworthy noto nsimsun nunito
    nyala oblique ocr oem old onyx open opendyslexic opensymbol optima orator oriya osaka oswald outlook overpass
    oxygen pacifico palace palatino papyrus parchment penh perpetua phagspa phetsarath pingfang plantagenet playbill
    playfair plex pmingliu poor popins poppins poster pota prestige pristina pro proxima ps psmt pt quattrocento
    quicksand raavi rachana rage raleway ravie regular roboto rockwell roman rounded rubik sakkal sans sansation
    savoye sawasdee sb sc scheherazade script segoe semibold semilight serif shonar shruti sim simhei simkai
    simplified simsun sinhala sitka skia slab snap song songti source spectral std stencil stheiti stix stsong stymie
    swiss sylfaen symbol symbola syriac tahoma tai tamaheq tamil tc techno tekton teletype telugu tempus tenorite
    terminal text th thaana thai thin tibetan tifinagh times tinos titillium tlwg traditional trajan trebuchet tunga
    tur turkish tw typesetting typewriter ubuntu ui uighur umbra umpush unicode univers uralic urdu utsaah vani
    verdana vibes vietnamese viner vivaldi vrinda walbaum webdings western wide wingdings work xits yahei yi yu zapf
    zapfino zen zetta
    """.split()
)
# Those that are called as people are.
_NAMES = frozenset(
    "david|david clm|miriam|miriam clm|miriam fixed|felix titling|frank ruehl clm|georgia|georgia pro|josefin sans"
    "|marion|rod|sofia pro|tw cen mt|vladimir script|bradley hand itc|bradley hand|vijaya|nina".split("|")
)
# Letters of which the names of East Asian fonts are made: Gothic, Ming, Song, Kai, Hei, round, book, Batang, Gulim.
_EAST_ASIAN = re.compile(
    "[ゴシック游明朝メイリオヒラギノ角丸教科書体宋新細體黑楷仿微软雅軟正等线標隶书幼圆华文華康行彩云琥珀中圓本"
    "맑은고딕바탕체굴림돋움궁서새나눔명조ＭＳＰＵＩ]+"
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")


def is_font(name: str) -> bool:
    """Whether every word of a name is one of those that the fonts of programs have."""
    if fold(name.strip(" '\"0123456789")) in _NAMES:
        return True
    return name.isprintable() and all(_is_usual(word) for word in _WORD.findall(name))


def _is_usual(word: str) -> bool:
    plain = fold(word)
    if len(plain) < 3 and plain.isascii():
        return True
    return plain in _WORDS or is_programmed(plain) or _EAST_ASIAN.fullmatch(word) is not None
