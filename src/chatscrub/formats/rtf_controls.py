"""The words of control of RTF: what else stands behind a backslash may be somebody's own.

Names of the specification 1.9.1 and of the formats that programs wrap in RTF; words of three letters are not listed.
"""

from __future__ import annotations

_SHORT = 3
_WORDS = frozenset(
    """
    absh abslock abspage absw acaps acccircle acccomma accdot accnone accunderdot additive adeff adeflang adjustright
    aenddoc aendnotes aexpnd afelev aftnbj aftncn aftnnalc aftnnar aftnnauc aftnnchi aftnnrlc aftnnruc aftnrestart
    aftnrstcont aftnsep aftnsepc aftnstart aftntj alang allowfieldendsel allprot alntblind animtext annotation
    annotprot ansi ansicpg aoutl AppleTypeServices ApplyBrkRules ascaps ashad asianbrkrule aspalpha aspnum astrike
    atnauthor atndate atnicn atnid atnparent atnref atntime atrfend atrfstart auld auldb aulnone aulw author
    autofmtoverride background bdbfhdr bdrrlswsix binfsxn binsxn bkmkcolf bkmkcoll bkmkend bkmkpub bkmkstart bliptag
    blipuid blipupi blue body bold bookfold bookfoldrev bookfoldsheets brdrart brdrb brdrbar brdrbtw brdrcf brdrdash
    brdrdashd brdrdashdd brdrdashdotstr brdrdashsm brdrdb brdrdot brdremboss brdrengrave brdrframe brdrhair brdrinset
    brdrl brdrnil brdrnone brdroutset brdrr brdrs brdrsh brdrt brdrtbl brdrth brdrthtnlg brdrthtnmg brdrthtnsg
    brdrtnthlg brdrtnthmg brdrtnthsg brdrtnthtnlg brdrtnthtnmg brdrtnthtnsg brdrtriple brdrw brdrwavy brdrwavydb
    brkfrm brsp bullet buptim caccentfive caccentfour caccentone caccentsix caccentthree caccenttwo cachedcolbal caps
    category cbackgroundone cbackgroundtwo cbpat cchs cell cellx cfollowedhyperlink cfpat cgrid charrsid charscalex
    chatn chbgbdiag chbgcross chbgdcross chbgdkbdiag chbgdkcross chbgdkdcross chbgdkfdiag chbgdkhoriz chbgdkvert
    chbgfdiag chbghoriz chbgvert chbrdr chcbpat chcfpat chdate chdpa chdpl chftn chftnsep chftnsepc chhres chpgn
    chshdng chtime chyperlink clbrdrb clbrdrl clbrdrr clbrdrt clcbpat clcbpatraw clcfpat clcfpatraw cldel cldelauth
    cldeldttm cldgll cldglu clFitText clftsWidth clhidemark clins clinsauth clinsdttm clmgf clmrg clmrgd clmrgdauth
    clmrgddttm clmrgdr clNoWrap clpadb clpadfb clpadfl clpadfr clpadft clpadl clpadr clpadt clshdng clshdngraw
    clshdrawnil clspb clspfb clspfl clspfr clspft clspl clsplit clsplitr clspr clspt cltxbtlr cltxlrtb cltxlrtbv
    cltxtbrl cltxtbrlv clvertalb clvertalc clvertalt clvmgf clvmrg clwWidth cmaindarkone cmaindarktwo cmainlightone
    cmainlighttwo cocoaplatform cocoartf cocoasubrtf cocoatextscaling collapsed colno colorschememapping colortbl cols
    colsr colsx column colw comment company contextualspace crauth crdate creatim cropb cropt csgray cshade cssrgb
    ctextone ctexttwo ctint ctrb cufi culi curi cvmme datafield datastore dbch defchp deff defformat deflang deflangfe
    defpap defshp deftab deleted delrsid dfrauth dfrdate dfrmtxtx dfrmtxty dfrstart dfrstop dfrxst dghorigin dghshow
    dghspace dgmargin dgsnap dgvorigin dgvshow dgvspace dibitmap disabled dntblnsbdb dobxcolumn dobxmargin dobxpage
    dobymargin dobypage dobypara doccomm doctemp doctype docvar dodhgt dolock donotembedlingdata donotembedsysfont
    donotshowcomments donotshowinsdel donotshowmarkup donotshowprops dpaendhol dpaendl dpaendsol dpaendw dparc
    dparcflipx dparcflipy dpastarthol dpastartl dpastartsol dpastartw dpcallout dpcoa dpcoaccent dpcobestfit
    dpcoborder dpcodabs dpcodbottom dpcodcenter dpcodescent dpcodtop dpcolength dpcominusx dpcominusy dpcooffset
    dpcosmarta dpcotdouble dpcotright dpcotsingle dpcottriple dpcount dpellipse dpendgroup dpfillbgcb dpfillbgcg
    dpfillbgcr dpfillbggray dpfillbgpal dpfillfgcb dpfillfgcg dpfillfgcr dpfillfggray dpfillfgpal dpfillpat dpgroup
    dpline dplinecob dplinecog dplinecor dplinedado dplinedadodo dplinedash dplinedot dplinegray dplinehollow
    dplinepal dplinesolid dplinew dppolycount dppolygon dppolyline dpptx dppty dprect dproundr dpshadow dpshadx
    dpshady dptxbtlr dptxbx dptxbxmar dptxbxtext dptxlrtb dptxlrtbv dptxtbrl dptxtbrlv dpxsize dpysize dropcapli
    dropcapt dxfrtext ebcend ebcstart edmins embo emdash emfblip emspace endash endnhere enforceprot enspace
    expandedcolortbl expansion expnd expndtw expshrtn faauto facenter facingp factoidname fafixed fahang falt faroman
    favar fbias fbidi fbidis fbimajor fbiminor fcharset fdbmajor fdbminor fdecor felnbrelev fetch ffdefres ffdeftext
    ffentrymcr ffexitmcr ffformat ffhaslistbox ffhelptext ffhps ffmaxlen ffname ffownhelp ffownstat ffprot ffrecalc
    ffres ffsize ffstattext fftype fftypetxt fhimajor fhiminor field filetbl fittext fjgothic fjminchou fldalt
    flddirty fldedit fldinst fldlock fldpriv fldrslt fldtype flomajor flominor flyanchor flyhorz flymaincnt flyvert
    fmodern fname fnetwork fnil fnonfilesys font fontemb fontfile fonttbl footer footerf footerl footerr footery
    footnote forceupgrade formdisp formfield formprot formshade fosnum fprq fracwidth frelative frmtxbtlr frmtxlrtb
    frmtxlrtbv frmtxtbrl frmtxtbrlv froman fromhtml fromtext fscript fswiss ftech ftnalt ftnbj ftncn ftnil ftnlytwnine
    ftnnalc ftnnar ftnnauc ftnnchi ftnnchosung ftnncnum ftnndbar ftnndbnum ftnndbnumd ftnndbnumk ftnndbnumt ftnnganada
    ftnngbnum ftnngbnumd ftnngbnumk ftnngbnuml ftnnrlc ftnnruc ftnnzodiac ftnnzodiacd ftnnzodiacl ftnrestart
    ftnrstcont ftnrstpg ftnsep ftnsepc ftnstart ftntj fttruetype fvaliddos fvalidhpfs fvalidmac fvalidntfs generator
    green grfdocevents gridtbl gutter gutterprl guttersxn header headerf headerl headerr headery hich hlfr hlinkbase
    hlloc hlsrc horzdoc horzsect horzvert hres hrule htmautsp htmlbase htmlrtf htmltag hwelev hyphauto hyphcaps
    hyphconsec hyphhotz hyphpar ignoremixedcontent ilfomacatclnup ilvl impr indmirror indrlsweleven info insrsid intbl
    ipgp irow irowband itap jclisttab jcompress jexpand jpegblip jsksu keep keepn kerning keycode keywords krnprsnet
    ksulang lang langfe langfenp langnp lastrow latentstyles lchars ldblquote levelfollow levelindent leveljc leveljcn
    levellegal levelnfc levelnfcn levelnorestart levelnumbers levelold levelpicture levelpicturenosize levelprev
    levelprevspace levelspace levelstartat leveltemplateid leveltext lfolevel line linebetcol linecont linemod
    lineppage linerestart linestart linestarts linex linkself linkstyles linkval lisa lisb list listhybrid listid
    listlevel listname listoverride listoverridecount listoverrideformat listoverridestartat listoverridetable
    listpicture listrestarthdn listsimple liststyleid liststylename listtable listtemplateid listtext lnbrkrule
    lndscpsxn lnongrid loch lquote lsdlocked lsdlockeddef lsdlockedexcept lsdpriority lsdprioritydef lsdqformat
    lsdqformatdef lsdsemihidden lsdsemihiddendef lsdstimax lsdunhideused lsdunhideuseddef ltrch ltrdoc ltrmark ltrpar
    ltrrow ltrsect lvltentative lytcalctblwd lytexcttp lytprtmet lyttblrtgr macc maccPr macpict mailmerge makebackup
    maln malnScr manager margb margbsxn margl marglsxn margmirror margmirsxn margPr margr margrsxn margSz margt
    margtsxn mbar mbarPr mbaseJc mbegChr mborderBox mborderBoxPr mbox mboxPr mbrk mbrkBin mbrkBinSub mcGp mcGpRule
    mchr mcount mcSp mctrlPr mdefJc mdeg mdegHide mden mdiff mdiffSty mdispDef mdispdef mdPr mendChr meqArr meqArrPr
    mfName mfPr mfunc mfuncPr mgroupChr mgroupChrPr mgrow mhideBot mhideLeft mhideRight mhideTop mhtmltag minterSp
    mintLim mintraSp mlargeSp mlim mlimLoc mlimloc mlimLow mlimlow mlimLowPr mlimlowPr mlimUpp mlimupp mlimUppPr
    mlimuppPr mlit mlMargin mmaddfieldname mmath mmathFont mmathPict mmathPr mmattach mmaxdist mmblanklines mmcJc
    mmconnectstr mmconnectstrdata mmcPr mmcs mmdatasource mmdatatypeaccess mmdatatypeexcel mmdatatypefile
    mmdatatypeodbc mmdatatypeodso mmdatatypeqt mmdefaultsql mmdestemail mmdestfax mmdestnewdoc mmdestprinter mmerrors
    mmfttypeaddress mmfttypebarcode mmfttypedbcolumn mmfttypemapped mmfttypenull mmfttypesalutation mmheadersource
    mmjdsotype mmlinktoquery mmmailsubject mmmaintypecatalog mmmaintypeemail mmmaintypeenvelopes mmmaintypefax
    mmmaintypelabels mmmaintypeletters mmodso mmodsoactive mmodsocoldelim mmodsocolumn mmodsodynaddr mmodsofhdr
    mmodsofilter mmodsofldmpdata mmodsofmcolumn mmodsohash mmodsolid mmodsomappedname mmodsoname mmodsorecipdata
    mmodsosort mmodsosrc mmodsotable mmodsoudl mmodsoudldata mmodsouniquetag mmPr mmquery mmreccur mmshowdata mnary
    mnaryLim mnaryPr mnoBreak mnor mnum mobjDist moMath moMathPara moMathParaPr mopEmu mphant mphantPr mplcHide mpos
    mpostSp mpreSp mrad mradPr mrMargin mrPr mrSp mrSpRule mscr msepChr mshow mshp msmallFrac msmcap msPre msPrePr
    msSub msSubPr msSubSup msSubSupPr msSup msSupPr mstrikeBLTR mstrikeH mstrikeTLBR mstrikeV msty msub msubHide msup
    msupHide mtransp mtype muser mvauth mvdate mvertJc mvfmf mvfml mvtof mvtol mwrapIndent mwrapRight mzeroAsc
    mzeroDesc mzeroWid nestcell nestrow nesttableprops newtblstyruls nextfile NeXTGraphic noafcnsttbl nobrkwrptbl
    nocolbal nocompatoptions nocwrap nocxsptable noextrasprl nofchars nofcharsws nofeaturethrottle nofpages nofwords
    nogrowautofit noindnmbrts nojkernpunct nolead noline nolnhtadjtbl nonesttables nonshppict nooverflow noproof
    noqfpromote nosectexpand nosnaplinegrid nospaceforul nosupersub notabind notbrkcnstfrctbl notcvasp notvatxbx
    nouicompat noultrlspc nowidctlpar nowrap nowwrap noxlattoyen objalias objalign objattph objautlink objclass
    objcropb objcropl objcropr objcropt objdata object objemb objh objhtml objicemb objlink objlock objname objocx
    objpub objscalex objscaley objsect objsetsize objsub objtime objtransy objupdate objw ogutter oldas oldcprops
    oldlinewrap oldpprops oldsprops oldtprops oleclsid operator otblrul outl outlinelevel overlay page pagebb panose
    paperh paperw pararsid pard pardirnatural partightenfactor password passwordhash pgbrdrb pgbrdrfoot pgbrdrhead
    pgbrdrl pgbrdropt pgbrdrr pgbrdrsnap pgbrdrt pgdsc pgdscno pgdscnxt pgdsctbl pgdscuse pghsxn pgnbidia pgnbidib
    pgnchosung pgncnum pgncont pgndbnum pgndbnumd pgndbnumk pgndbnumt pgndec pgndecd pgnganada pgngbnum pgngbnumd
    pgngbnumk pgngbnuml pgnhindia pgnhindib pgnhindic pgnhindid pgnhn pgnhnsc pgnhnsh pgnhnsm pgnhnsn pgnhnsp pgnid
    pgnlcltr pgnlcrm pgnrestart pgnstart pgnstarts pgnthaia pgnthaib pgnthaic pgnucltr pgnucrm pgnvieta pgnx pgny
    pgnzodiac pgnzodiacd pgnzodiacl pgptbl pgwsxn phcol phmrg phpg picbmp picbpp piccropb piccropl piccropr piccropt
    pich pichGoal pichgoal picprop picscaled picscalex picscaley pict picw picwGoal picwgoal pindtabqc pindtabql
    pindtabqr plain pmartabqc pmartabql pmartabqr pmmetafile pnacross pnaiu pnaiud pnaiueo pnaiueod pnbidia pnbidib
    pncaps pncard pncf pnchosung pncnum pndbnum pndbnumd pndbnumk pndbnuml pndbnumt pndec pndecd pnfs pnganada pngblip
    pngbnum pngbnumd pngbnumk pngbnuml pnhang pnindent pniroha pnirohad pnlcltr pnlcrm pnlvl pnlvlblt pnlvlbody
    pnlvlcont pnnumonce pnord pnordt pnprev pnqc pnql pnqr pnrauth pnrdate pnrestart pnrnfc pnrnot pnrpnbr pnrrgb
    pnrstart pnrstop pnrxst pnscaps pnseclvl pnsp pnstart pnstrike pntext pntxta pntxtb pnucltr pnucrm pnul pnuld
    pnuldash pnuldashd pnuldashdd pnuldb pnulhair pnulnone pnulth pnulw pnulwave pnzodiac pnzodiacd pnzodiacl posx
    posxc posy prauth prcolbl prdate printdata printim private propname proptype protect protend protlevel protstart
    protusertbl psover ptabldot ptablmdot ptablminus ptablnone ptabluscore pubauto pvmrg pvpara pvpg qmspace
    rawclbgbdiag rawclbgcross rawclbgdcross rawclbgdkbdiag rawclbgdkcross rawclbgdkdcross rawclbgdkfdiag rawclbgdkhor
    rawclbgdkvert rawclbgfdiag rawclbghoriz rawclbgvert rdblquote readonlydoc readonlyrecommended readprot relyonvml
    remdttm rempersonalinfo result revauth revauthdel revbar revdttm revdttmdel revised revisions revprop revprot
    revtbl revtim rquote rsid rsidroot rsidtbl rsltbmp rslthtml rsltmerge rsltpict rsltrtf rslttxt rtlch rtldoc
    rtlgutter rtlmark rtlpar rtlrow rtlsect saauto saftnnalc saftnnar saftnnauc saftnnchi saftnnchosung saftnncnum
    saftnndbar saftnndbnum saftnndbnumd saftnndbnumk saftnndbnumt saftnnganada saftnngbnum saftnngbnumd saftnngbnumk
    saftnngbnuml saftnnrlc saftnnruc saftnnzodiac saftnnzodiacd saftnnzodiacl saftnrestart saftnrstcont saftnstart
    sautoupd saveinvalidxml saveprevpict sbasedon sbauto sbkcol sbkeven sbknone sbkodd sbkpage sbys scaps scompose
    sect sectd sectdefaultcl sectlinegrid sectnum sectrsid sectspecifycl sectspecifygenN sectspecifyl sectunlocked
    sftnbj sftnnalc sftnnar sftnnauc sftnnchi sftnnchosung sftnncnum sftnndbar sftnndbnum sftnndbnumd sftnndbnumk
    sftnndbnumt sftnnganada sftnngbnum sftnngbnumd sftnngbnumk sftnngbnuml sftnnrlc sftnnruc sftnnzodiac sftnnzodiacd
    sftnnzodiacl sftnrestart sftnrstcont sftnrstpg sftnstart sftntj shad shading shidden shift showplaceholdtext
    showxmlerrors shpbottom shpbxcolumn shpbxignore shpbxmargin shpbxpage shpbyignore shpbymargin shpbypage shpbypara
    shpfblwtxt shpfhdr shpgrp shpinst shpleft shplid shplockanchor shppict shpright shprslt shptop shptxt shpwr shpwrk
    shpz slashed slink slmult slocked snaptogridincell snext softcol softlheight softline softpage spersonal spltpgpar
    splytwnine spriority sprsbsp sprslnsp sprsspbf sprstsm sprstsp sqformat srauth srdate sreply srsid ssemihidden
    staticval stextflow strike striked stshfbi stshfdbch stshfhich stshfloch stylelock stylelockbackcomp
    stylelockenforced stylelockqfset stylelocktheme stylesheet stylesortmethod styrsid subdocument subfontbysize
    subject sunhideused super swpbdr tabs tabsnoovrlp taprtl tblind tblindtype tbllkbestfit tbllkborder tbllkcolor
    tbllkfont tbllkhdrcols tbllkhdrrows tbllklastcol tbllklastrow tbllknocolband tbllknorowband tbllkshading tblrsid
    tcelld tdfrmtxtBottom tdfrmtxtLeft tdfrmtxtRight tdfrmtxtTop template text themedata themelang themelangcs
    themelangfe tightenfactor title titlepg tldot tleq tlhyph tlmdot tlth tlul toplinepunct tphcol tphmrg tphpg
    tposnegx tposnegy tposx tposxc tposxi tposxl tposxo tposxr tposy tposyb tposyc tposyil tposyin tposyout tposyt
    tpvmrg tpvpara tpvpg tqdec trackformatting trackmoves transmf trauth trautofit trbgbdiag trbgcross trbgdcross
    trbgdkbdiag trbgdkcross trbgdkdcross trbgdkfdiag trbgdkhor trbgdkvert trbgfdiag trbghoriz trbgvert trbrdrb trbrdrh
    trbrdrl trbrdrr trbrdrt trbrdrv trcbpat trcfpat trdate trftsWidth trftsWidthA trftsWidthB trgaph trhdr trkeep
    trkeepfollow trleft trowd trpaddb trpaddfb trpaddfl trpaddfr trpaddft trpaddl trpaddr trpaddt trpadob trpadofb
    trpadofl trpadofr trpadoft trpadol trpador trpadot trpat trqc trql trqr trrh trshdng trspdb trspdfb trspdfl
    trspdfr trspdft trspdl trspdr trspdt trspob trspofb trspofl trspofr trspoft trspol trspor trspot
    truncatefontheight truncex trwWidth trwWidthA trwWidthB tsbgbdiag tsbgcross tsbgdcross tsbgdkbdiag tsbgdkcross
    tsbgdkdcross tsbgdkfdiag tsbgdkhor tsbgdkvert tsbgfdiag tsbghoriz tsbgvert tsbrdrb tsbrdrdgl tsbrdrdgr tsbrdrh
    tsbrdrl tsbrdrr tsbrdrt tsbrdrv tscbandhorzeven tscbandhorzodd tscbandsh tscbandsv tscbandverteven tscbandvertodd
    tscellcbpat tscellcfpat tscellpaddb tscellpaddfb tscellpaddfl tscellpaddfr tscellpaddft tscellpaddl tscellpaddr
    tscellpaddt tscellpct tscellwidth tscellwidthfts tscfirstcol tscfirstrow tsclastcol tsclastrow tscnecell tscnwcell
    tscsecell tscswcell tsnowrap tsrowd tsvertalb tsvertalc tsvertalt twoinone twoonone txbxtwalways txbxtwfirst
    txbxtwfirstlast txbxtwlast txbxtwno uldash uldb ulhwave ulldash ulnone ulth ulthd ulthdash ulthdashd ulthdashdd
    ulthldash ululdbwave urtf useltbaln usenormstyforlist userprops usexform utinl validatexml vern version vertal
    vertalj vertdoc vertsect viewbksp viewkind viewnobound viewscale viewzk vres wbitmap wbmbitspixel wbmplanes
    wbmwidthbyte webhidden wgrffmtfilter widctlpar widowctrl windowcaption wmetafile wpeqn wpjst wpsp wraparound
    wrapdefault wrapthrough wraptight wraptrsp writereservation writereservhash wrppunct xmlattr xmlattrname xmlattrns
    xmlattrvalue xmlclose xmlname xmlns xmlnstbl xmlopen xmlsdttcell xmlsdttpara xmlsdttregular xmlsdttrow
    xmlsdttunknown zwbo zwnbo zwnj
    """.split()
)


def is_control(name: str) -> bool:
    """Whether a word behind a backslash is one of RTF."""
    return len(name) <= _SHORT or name in _WORDS
