"""Header, footer and watermark: what stands on each page. The right of the header stays free for a stamp."""

from __future__ import annotations

from ctg_docs.gabarit.charte import FILIGRANE, POLICE, PRIMAIRE, Page
from ctg_docs.gabarit.unites import Mm
from ctg_docs.gabarit.xml import NAMESPACES, champ, el, paragraphe, texte

__all__ = ["LARGEUR_ENTETE", "write_footer", "write_header"]

LARGEUR_ENTETE = Mm(100)
"""The header keeps to the left: the prefecture lays its stamp (60 × 20 mm) at the top right."""

_SHAPE_TYPE = (
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/>'
    '<v:f eqn="sum 21600 0 @1"/><v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>'
    '<v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/>'
    '<v:f eqn="mid @8 @5"/><v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>'
    '<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800" '
    'o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>'
    '<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>'
    '<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>'
)


def _watermark(number: int) -> str:
    """Return the runs of the diagonal PROJET, printed only on a draft."""
    style = (
        "position:absolute;margin-left:0;margin-top:0;width:400pt;height:133pt;rotation:315;"
        "z-index:-251658240;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
        "mso-position-vertical:center;mso-position-vertical-relative:margin"
    )
    shape = el(
        "v:shape",
        {
            "id": f"PowerPlusWaterMarkObject{number}",
            "o:spid": f"_x0000_s{2048 + number}",
            "type": "#_x0000_t136",
            "alt": "",
            "style": style,
            "o:allowincell": "f",
            "fillcolor": f"#{FILIGRANE}",
            "stroked": "f",
        },
        el(
            "v:textpath",
            {"style": f"font-family:'{POLICE}';font-size:1pt;font-weight:bold", "string": "PROJET"},
        ),
    )
    picture = f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{_SHAPE_TYPE}{shape}</w:pict></w:r>"
    return texte("{%r if projet %}") + picture + texte("{%r endif %}")


def _band(page: Page) -> str:
    """Return the coloured band on the left edge of a cover."""
    style = (
        f"position:absolute;margin-left:0;margin-top:0;width:{Mm(13).points:g}pt;"
        f"height:{page.hauteur.points:g}pt;z-index:-251657216;mso-position-horizontal-relative:page;"
        "mso-position-vertical-relative:page"
    )
    shape = el(
        "v:rect",
        {
            "id": "BandeCouverture",
            "o:spid": "_x0000_s2100",
            "alt": "",
            "style": style,
            "fillcolor": f"#{PRIMAIRE}",
            "stroked": "f",
        },
    )
    return f"<w:r><w:rPr><w:noProof/></w:rPr><w:pict>{shape}</w:pict></w:r>"


def write_header(page: Page, number: int, *, couverture: bool = False) -> str:
    """Return a header part: running title and draft mark, or the bare draft mark of a cover."""
    indent = el("w:ind", {"w:right": (page.texte - LARGEUR_ENTETE).twips})
    titre = (_band(page) if couverture else texte("{{ titre_courant }}")) + _watermark(number)
    body = [
        paragraphe(titre, "Header", indent),
        paragraphe(texte("{%p if mention %}"), "Header"),
        paragraphe(texte("{{ mention }}"), "Mention", indent),
        paragraphe(texte("{%p endif %}"), "Header"),
    ]
    return f"<w:hdr {NAMESPACES}>{''.join(body)}</w:hdr>"


def write_footer(page: Page, *, paraphes: bool = False) -> str:
    """Return a footer part: document on the left, « page 3 / 42 » on the right; above, room for initials."""
    numero = texte("page\u00a0") + champ("PAGE", "1") + texte("\u00a0/\u00a0") + champ("NUMPAGES", "1")
    contenu = texte("{{ pied }}") + "<w:r><w:tab/></w:r>" + numero
    style = "FooterPaysage" if page.paysage else "Footer"
    return f"<w:ftr {NAMESPACES}>{_PARAPHES if paraphes else ''}{paragraphe(contenu, style)}</w:ftr>"


_PARAPHES = (
    paragraphe(texte("{%p if paraphes %}"), "Header")
    + paragraphe(texte("Paraphes\u00a0:"), "Paraphes")
    + paragraphe(texte("{%p endif %}"), "Header")
)
