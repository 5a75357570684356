"""Templates built like those of French administrations: letterheads, deliberations, forms, and what Word leaves in them."""

from __future__ import annotations

import io
import sys
from pathlib import Path

from docx import Document
from docx.enum.section import WD_SECTION
from docx.shared import Cm

from tests.engine.words import HEAD, MAIN, NAMESPACES, PNG, R, make_docx, p, r, table

__all__ = ["TEMPLATES"]

_FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
_BREAK = '<w:p><w:pPr><w:sectPr><w:type w:val="nextPage"/><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'


def saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def field(code: str, shown: str) -> str:
    """A field as Word writes it, its result a tag or a text."""
    text = f'<w:r><w:instrText xml:space="preserve"> {code} </w:instrText></w:r>'
    return f"{_FIELD.format('begin')}{text}{_FIELD.format('separate')}{r(shown)}{_FIELD.format('end')}"


def control(content: str, *, inline: bool, alias: str, more: str = "") -> str:
    """A content control around runs or paragraphs."""
    inner = f"<w:sdtContent>{content}</w:sdtContent>"
    number = sum(map(ord, alias))
    made = f'<w:sdt><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="{alias}"/><w:id w:val="{number}"/>{more}</w:sdtPr>{inner}</w:sdt>'
    return f"<w:p>{made}</w:p>" if inline else made


def box(content: str) -> str:
    """A text box as Word writes it, with its older twin."""
    drawn = (
        '<wp:anchor distT="0" distB="0" distL="0" distR="0" simplePos="0" relativeHeight="1" behindDoc="0" locked="0" '
        'layoutInCell="1" allowOverlap="1"><wp:simplePos x="0" y="0"/><wp:positionH relativeFrom="column"><wp:posOffset>0'
        '</wp:posOffset></wp:positionH><wp:positionV relativeFrom="paragraph"><wp:posOffset>0</wp:posOffset></wp:positionV>'
        '<wp:extent cx="1800000" cy="900000"/><wp:wrapNone/><wp:docPr id="5" name="Zone"/><a:graphic><a:graphicData '
        'uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp '
        'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:cNvSpPr txBox="1"/><wps:spPr/>'
        f"<wps:txbx><w:txbxContent>{content}</w:txbxContent></wps:txbx><wps:bodyPr/></wps:wsp></a:graphicData></a:graphic></wp:anchor>"
    )
    older = f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" id="z1"><v:textbox><w:txbxContent>{content}</w:txbxContent></v:textbox></v:shape>'
    mc = "http://schemas.openxmlformats.org/markup-compatibility/2006"
    return (
        f'<w:p><w:r><mc:AlternateContent xmlns:mc="{mc}"><mc:Choice Requires="wps"><w:drawing>{drawn}</w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{older}</w:pict></mc:Fallback></mc:AlternateContent></w:r>{r('Réf. {{ ref }}')}</w:p>"
    )


def split(*pieces: str) -> str:
    """A sentence that Word's checker cut anywhere."""
    return "<w:p>" + '<w:proofErr w:type="spellStart"/>'.join(r(piece) for piece in pieces) + "</w:p>"


def note(text: str) -> str:
    number = '<w:footnoteReference w:id="2"/>'
    return f"<w:p>{r(text)}<w:r>{number}</w:r></w:p>"


_NOTES = (
    '<w:footnote w:type="separator" w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    '<w:footnote w:type="continuationSeparator" w:id="1"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    f'<w:footnote w:id="2">{p("Voir l’arrêté {{ arrete.numero }} du {{ arrete.date }}.")}</w:footnote>'
)


def letter() -> bytes:
    """Letterhead alone in a first section, different first page, logo in the header."""
    document = Document()
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.first_page_header.paragraphs[0].add_run("Direction {{ service.nom }}")
    section.header.paragraphs[0].add_run().add_picture(io.BytesIO(PNG), Cm(1))
    section.footer.paragraphs[0].add_run("{{ service.adresse }} – {{ service.telephone }}")
    document.add_section(WD_SECTION.CONTINUOUS)
    document.add_paragraph("Affaire suivie par : {{ agent.nom|upper }} ({{ agent.courriel }})")
    for text in (
        "{%p if objet %}",
        "Objet : {{ objet }}",
        "{%p else %}",
        "Sans objet",
        "{%p endif %}",
        "{{ corps }}",
    ):
        document.add_paragraph(text)
    return saved(document)


def decree() -> bytes:
    """Articles in a loop, automatic numbers, sections with headers of their own."""
    document = Document()
    document.add_heading("Arrêté n° {{ numero }}", 1)
    for text in ("{%p for v in visas %}", "Vu {{ v }} ;", "{%p endfor %}", "{%p for a in articles %}"):
        document.add_paragraph(text)
    document.add_paragraph(
        "Article {{ loop.index }}{% if loop.first %}er{% endif %} : {{ a.texte }}", "List Number"
    )
    document.add_paragraph("{%p endfor %}")
    second = document.add_section(WD_SECTION.NEW_PAGE)
    second.header.is_linked_to_previous = False
    second.header.paragraphs[0].add_run("Annexe de l’arrêté {{ numero }}")
    document.add_paragraph("{{ annexe }}")
    return saved(document)


def budget() -> bytes:
    """Nested tables, a row loop in a row loop, totals."""
    document = Document()
    outer = document.add_table(4, 2)
    outer.style = "Table Grid"
    outer.rows[0].cells[0].text, outer.rows[0].cells[1].text = "Chapitre", "Lignes"
    outer.rows[1].cells[0].text = "{%tr for c in chapitres %}"
    outer.rows[2].cells[0].text = "{{ c.nom }}"
    inner = outer.rows[2].cells[1].add_table(3, 2)
    inner.rows[0].cells[0].text = "{%tr for l in c.lignes %}"
    inner.rows[1].cells[0].text, inner.rows[1].cells[1].text = "{{ l.libelle }}", "{{ l.montant }} €"
    inner.rows[2].cells[0].text = "{%tr endfor %}"
    outer.rows[3].cells[0].text = "{%tr endfor %}"
    document.add_paragraph("Total : {{ '%0.2f' % total }} € soit {{ total|round(1) }}")
    return saved(document)


def merged() -> bytes:
    """Cells spanned and coloured by tags, columns in a loop."""
    cells = "".join(f'<w:tc><w:tcPr><w:tcW w:w="2000" w:type="dxa"/></w:tcPr>{p(t)}</w:tc>' for t in
                    ("{%tc for a in annees %}", "{{ a }}", "{%tc endfor %}"))  # fmt: skip
    grid = '<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/><w:gridCol w:w="2000"/></w:tblGrid>'
    wide = f'<w:tr><w:tc><w:tcPr><w:tcW w:w="6000" w:type="dxa"/></w:tcPr>{p("{% colspan annees|length %}{{ titre }}")}</w:tc></w:tr>'
    shade = table(["{%tr for x in lignes %}", ""], ["{% cellbg x.couleur %}{{ x.nom }}", "{{ x.valeur }}"], ["{%tr endfor %}", ""])  # fmt: skip
    return make_docx(f"{grid}{wide}<w:tr>{cells}</w:tr></w:tbl>", shade)


def form() -> bytes:
    """A form of content controls and boxes to tick, tags inside and around."""
    check = '<w14:checkbox><w14:checked w14:val="0"/></w14:checkbox>'
    return make_docx(
        control(r("{{ demandeur.nom }}"), inline=True, alias="nom", more="<w:text/>"),
        control(
            p("{{ demandeur.adresse }}") + p("suite"), inline=False, alias="adresse", more="<w:richText/>"
        ),
        control(
            p("{%p for e in enfants %}") + p("{{ e.prenom }}") + p("{%p endfor %}"),
            inline=False,
            alias="enfants",
        ),
        control(r("☐"), inline=True, alias="case", more=check),
        p("{% if accord %}☒{% else %}☐{% endif %} J’accepte", "Normal"),
    )


def merge_fields() -> bytes:
    """Fields of a mail merge, of pages and of properties beside tags."""
    return make_docx(
        f"<w:p>{field('MERGEFIELD Nom', '«Nom»')}{r(' – {{ nom }}')}</w:p>",
        f"<w:p>{r('Page ')}{field('PAGE', '1')}{r(' sur ')}{field('NUMPAGES', '1')}</w:p>",
        f'<w:p><w:fldSimple w:instr=" DATE \\@ &quot;d MMMM yyyy&quot; ">{r("1er janvier")}</w:fldSimple>{r(" {{ lieu }}")}</w:p>',
        footer=f"<w:p>{r('{{ service }} – ')}{field('PAGE', '1')}</w:p>",
    )


def notes() -> bytes:
    """Notes with tags, called once, under a condition, in a loop."""
    return make_docx(
        note("Visa {{ visa }}"), p("{%p if arrete %}"), p("oui"), p("{%p endif %}"), footnotes=_NOTES
    )


def boxes() -> bytes:
    """Text boxes in their two writings, in a loop too."""
    return make_docx(box(p("Cadre réservé : {{ cadre }}")), p("{%p for x in l %}"), box(p("{{ x }}")), p("{%p endfor %}"))  # fmt: skip


def revised() -> bytes:
    """Tracked changes: tags inserted, struck out, moved; formatting noted."""
    ins = f'<w:ins w:id="3" w:author="A. Agent" w:date="2024-01-02T00:00:00Z">{r("{{ ajout }}")}</w:ins>'
    gone = '<w:del w:id="4" w:author="A. Agent"><w:r><w:delText xml:space="preserve">{{ retrait }}</w:delText></w:r></w:del>'
    noted = '<w:rPr><w:b/><w:rPrChange w:id="5" w:author="A. Agent"><w:rPr/></w:rPrChange></w:rPr>'
    return make_docx(f"<w:p>{r('Texte ')}{ins}{gone}{r(' fin {{ x }}')}</w:p>", f"<w:p><w:r>{noted}<w:t>{{{{ gras }}}}</w:t></w:r></w:p>")  # fmt: skip


def remarked() -> bytes:
    """Remarks of reviewers that quote tags."""
    files: dict[str, str | bytes] = {"word/comments.xml": f'{HEAD}<w:comments {NAMESPACES}><w:comment w:id="0" w:author="B">{p("mettre {{ prenom }} ?")}</w:comment></w:comments>'}  # fmt: skip
    types = f'<Override PartName="/word/comments.xml" ContentType="{MAIN}.comments+xml"/>'
    rels = f'<Relationship Id="rIdC" Type="{R}/comments" Target="comments.xml"/>'
    mark = '<w:commentRangeStart w:id="0"/>{}<w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r>'
    return make_docx(f"<w:p>{mark.format(r('Bonjour {{ nom }}'))}</w:p>", files=files, types=types, rels=rels)


def formula() -> bytes:
    """Tags in equations, whole and cut."""
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    return make_docx(f"<w:p><m:oMath {m}><m:r><m:t>S={{{{ a }}}}+</m:t></m:r><m:r><m:t>{{{{ b }}}}</m:t></m:r></m:oMath>{r(' m²')}</w:p>")  # fmt: skip


def cut() -> bytes:
    """Sentences that Word's checkers cut anywhere, typed with its quotes and its blanks."""
    return make_docx(
        split("Le {", "{ date", " }", "} à {{ lieu", ".ville }}."),
        split("{% i", "f montant > 1", "0 %}plus{% el", "se %}moins{% endif %} de dix"),
        split("{{ nom|default(“", "inconnu”) }} et {{ x }}"),
        p("{% for t in themes %}{{ t }}{% if not loop.last %}, {% endif %}{% endfor %}."),
    )


def sections() -> bytes:
    """Whole sections under conditions, portrait and landscape."""
    return make_docx(p("Début {{ a }}"), p("{%p if avec %}"), p("Dedans {{ b }}"), p("{%p endif %}"), _BREAK, p("Fin {{ c }}"), header="{{ entete }}", footer="{{ pied }}")  # fmt: skip


def links() -> bytes:
    """Bookmarks, references and links in loops, with tags in the address."""
    address = f'<Relationship Id="rIdW" Type="{R}/hyperlink" Target="https://www.gouv.fr/%7B%7B%20chemin%20%7D%7D" TargetMode="External"/>'
    link = f'<w:p><w:hyperlink r:id="rIdW">{r("{{ texte }}")}</w:hyperlink></w:p>'
    marked = f'<w:p><w:bookmarkStart w:id="1" w:name="fiche"/>{r("{{ x }}")}<w:bookmarkEnd w:id="1"/></w:p>'
    return make_docx(link, p("{%p for x in l %}"), marked, f"<w:p>{field('REF fiche', '1')}</w:p>", p("{%p endfor %}"), rels=address)  # fmt: skip


TEMPLATES = {
    made.__name__: made
    for made in (letter, decree, budget, merged, form, merge_fields, notes, boxes, revised, remarked, formula, cut, sections, links)
}  # fmt: skip

if __name__ == "__main__":
    for name, made in TEMPLATES.items():
        (Path(sys.argv[1]) / f"{name}.docx").write_bytes(made())
