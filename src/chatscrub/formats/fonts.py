"""Names of fonts: well-known ones stay, and what else a document calls its fonts is examined, like the name of a file."""

from __future__ import annotations

import re

from ..lexicon import fold
from .schemas import is_programmed

# Words in the names of fonts of Windows, macOS, Office, LibreOffice, Android and Google, besides ordinary ones.
_WORDS = frozenset(
    """
    aakar abadi agency aharoni albany aldhabi algerian alegreya amasis amatic andale andalus andika angsana anonymous
    anton antiqua aparajita apple arabic arabia archivo arial arimo armenian arvo athelas avenir baghdad bahnschrift
    baloo bangla bariol baskerville batang batangche bauhaus bebas beirut bembo bengali bernard bierstadt big bidi
    bitstream bitter blackadder bodoni book bookman bookshelf braggadocio britannic broadway browallia brush cabin
    caladea calibri calisto cambria candara cantarell carlito caslon castellar caveat centaur century chalkboard
    chalkduster charter cherokee chilanka chinese cinzel cjk clarendon cochin colonna comfortaa comic comix condensed
    consola consolas constantia cooper copperplate cordia corbel cormorant corsiva courier cousine crimson cursive cwtex
    daunpenh david davida dejavu delicious demi denmark devanagari dengxian didot dilleniaupc dingbats dokchampa dongle
    dosis dotum dotumche dubai ebrima edwardian egyptienne elephant emoji engravers eras estrangelo ethiopic eucrosia
    euphemia eurostile exo fallback fangsong fantasy felix felt fira fixedsys footlight forte franklin frank frankruehl
    freesans freeserif freemono freesia freestyle french frutiger fruktur futura gabriola gadugi galliard garamond
    gautami geneva genos gentium georgia georgian gigi gill gisha gloucester gothic goudy grotesk grotesque grandview
    gujarati gulim gulimche gungsuh gungsuhche gurmukhi haettenschweiler han handwriting hangul hans hant harlow
    harrington hebrew hei heiti helvetica herculaneum hershey hiragino hindi hoefler holomdl humanst humanist iguana
    impact imprint inconsolata incised indie inter ionic iskoola italic itc ivory jacques japanese javanese jetbrains
    jhenghei jokerman josefin juice jura kai kaiti kaishu kalam kalinga kannada karla kartika kefa khmer kino kodchiang
    kohinoor kokila korean kozuka kristen kufi kunstler lato lao lateef latha latin leelawadee levenim liberation
    libre lilyupc linux linotype lobster lohit lora lucida luminari magneto maiandra malayalam malgun mangal marion
    marker marlett matura mdl meiryo meiyu menlo menlos meera memphis merriweather microsoft miriam mincho ming mingliu
    mistral modern monaco mongolian monospace monospaced mono monotype montserrat mshei mudir muli mukti mulish myanmar
    myriad nachlieli nakula narkisim narrow neue newton niagara nimbus nina nirmala noteworthy noto nsimsun nunito nyala
    ocr octavia old onyx opendyslexic open opensymbol optima orator oriya osaka oswald outlook overpass oxygen pacifico
    palace palatino papyrus parchment perpetua phagspa phetsarath pingfang plantagenet playbill playfair pmingliu poor
    poppins popins poster prestige pristina proxima quattrocento quicksand raavi rachana rage raleway ravie roboto rockwell
    rod rosario roman rounded rubik sakkal sans sansation savoye sawasdee scheherazade script segoe serif shonar shruti
    sim simhei simplified simsun simkai sinhala skeena skia slab snap sofia song songti source spectral stencil steelfish
    stix stsong stheiti styllo stymie swiss sylfaen symbol symbola syriac tahoma tai tamil techno tekton telugu tempus
    teletype tenorite terminal thai thaana tibetan titillium times tinos tlwg traditional trajan trebuchet tunga tw
    twentieth typewriter ubuntu ui uighur umbra umpush unicode univers urdu utsaah vani verdana verona vijaya viner
    vivaldi vladimir vrinda walbaum webdings wide wingdings work xits yahei yi yu zapf zapfino zen zetta aptos
    ansi baltic cyr cyrillic greek tur turkish vietnamese hebr ce oem western cond ext extb hkscs hk tc sc jp kr lt mt ms
    pt pro std lgc psmt ps bt lt nf light semibold semilight extralight black heavy thin medium regular bold oblique
    display text math sb ef md bd cn th fb mn ext uralic nko tifinagh tamaheq
    """.split()
)
_WORD = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|[^\W\d_]+")


def is_font(name: str) -> bool:
    """Whether every word of a name is one of those that the fonts of programs have."""
    words = [fold(word) for word in _WORD.findall(name)]
    return all(len(word) < 3 or word in _WORDS or is_programmed(word) for word in words) and name.isprintable()
