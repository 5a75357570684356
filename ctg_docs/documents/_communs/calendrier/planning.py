"""The rétroplanning as a grid: periods in columns, steps in rows. Pure dates: a vague one stays vague."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Literal

from ctg_docs.documents.contexte import Bloc
from ctg_docs.french import MOIS, liste_et, majuscule_initiale
from ctg_docs.models.moments import Moment
from ctg_docs.models.strategie import EtatEtape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ctg_docs.models.ctg import Ctg
    from ctg_docs.models.retroplanning import EtapeRetroplanning
    from ctg_docs.models.reunion import Reunion

__all__ = ["COLONNES_MAX", "Aspect", "Case", "Planche", "Rangee", "colonnes", "dates_proposees", "etat_affiche",
           "moments_etape", "planches", "position", "reunions_seules"]  # fmt: skip

Aspect = Literal["vide", "faite", "en_cours", "prevue", "a_confirmer", "jalon"]
COLONNES_MAX = 12
_ETROIT = 10
_COURTS = ("janv.", "févr.", "mars", "avr.", "mai", "juin", "juil.", "août", "sept.", "oct.", "nov.", "déc.")
_MOTS: dict[Aspect, tuple[str, str]] = {
    "faite": ("fait", "F"),
    "en_cours": ("en cours", "C"),
    "prevue": ("prévu", "P"),
    "a_confirmer": ("à confirmer", "?"),
}
"""What a bar says in each cell, in full and by a letter where columns are narrow."""


class Case(Bloc):
    """A cell of the grid; its text says what its shade shows."""

    aspect: Aspect
    texte: str


class Rangee(Bloc):
    """A row: the name of a track, a step with its cells, or a step to date."""

    nature: Literal["piste", "etape", "a_dater"]
    titre: str
    note: str = ""
    cases: tuple[Case, ...] = ()


class Planche(Bloc):
    """A table of at most twelve periods."""

    titre: str
    nombre: int
    periodes: tuple[str, ...]
    reperes: tuple[str, ...]
    rangees: tuple[Rangee, ...]


def dates_proposees(ctg: Ctg, etape: EtapeRetroplanning) -> tuple[date, ...]:
    """Return the dates to choose from, of the step or of its meeting; none once the day is known."""
    reunion = ctg.reunion(etape.reunion)
    if (etape.debut and etape.debut.is_day) or (reunion and reunion.date):
        return ()
    sondage = etape.sondage or (reunion.sondage if reunion else None)
    return sondage.proposees if sondage else ()


def moments_etape(ctg: Ctg, etape: EtapeRetroplanning) -> tuple[Moment, ...]:
    """Return when the step takes place: its dates proposed, else its own span, else the day of its meeting."""
    if proposees := dates_proposees(ctg, etape):
        return tuple(Moment.of(jour) for jour in proposees)
    reunion = ctg.reunion(etape.reunion)
    if etape.debut and etape.fin:
        return (Moment(etape.debut.debut, max(etape.debut.fin, etape.fin.fin), f"{etape.debut}/{etape.fin}"),)
    seul = etape.debut or etape.fin
    if (
        reunion
        and reunion.date
        and (seul is None or (etape.jalon and seul.debut <= reunion.date <= seul.fin))
    ):
        return (Moment.of(reunion.date),)
    return (seul,) if seul else ()


def etat_affiche(ctg: Ctg, etape: EtapeRetroplanning) -> tuple[Aspect, str]:
    """Return the look of a step and its state in words."""
    if etape.etat in (EtatEtape.REALISE, EtatEtape.VALIDE):
        return "faite", etape.etat.libelle
    if etape.a_confirmer or dates_proposees(ctg, etape) or etape.etat is EtatEtape.REPORTE:
        return "a_confirmer", "Reportée" if etape.etat is EtatEtape.REPORTE else "Date à confirmer"
    if etape.etat is EtatEtape.EN_COURS:
        return "en_cours", etape.etat.libelle
    return "prevue", etape.etat.libelle if etape.etat else "–"


def reunions_seules(ctg: Ctg, periodes: Sequence[Moment]) -> tuple[Reunion, ...]:
    """Return the meetings that no step names and whose day falls within the periods, in the order of time."""
    if ctg.retroplanning is None or not periodes:
        return ()
    nommees = {e.reunion for p in ctg.retroplanning.pistes for e in p.etapes}
    debut, fin = min(p.debut for p in periodes), max(p.fin for p in periodes)
    seules = [(r.date, r) for r in ctg.reunions if r.id not in nommees and r.date and debut <= r.date <= fin]
    return tuple(r for _, r in sorted(seules, key=lambda paire: (paire[0], paire[1].id)))


def colonnes(ctg: Ctg) -> tuple[Moment, ...]:
    """Return the periods: those written, else months, quarters or years from the first to the last date."""
    planning = ctg.retroplanning
    if planning is None:
        return ()
    if planning.periodes:
        return tuple(sorted(planning.periodes))
    moments = [m for p in planning.pistes for e in p.etapes for m in moments_etape(ctg, e)]
    if planning.cible:
        moments.append(planning.cible)
    if not moments:
        return ()
    debut, fin = min(m.debut for m in moments), max(m.fin for m in moments)
    mois = (fin.year - debut.year) * 12 + fin.month - debut.month + 1
    pas = 1 if mois <= COLONNES_MAX else 3 if mois <= 3 * COLONNES_MAX else 12
    return tuple(_decoupe(debut, fin, pas))


def _decoupe(debut: date, fin: date, pas: int) -> Iterable[Moment]:
    rang = (debut.year * 12 + debut.month - 1) // pas
    while rang <= (fin.year * 12 + fin.month - 1) // pas:
        annee, mois = divmod(rang * pas, 12)
        textes = {1: f"{annee}-{mois + 1:02d}", 3: f"{annee}-T{mois // 3 + 1}", 12: f"{annee}"}
        yield Moment.parse(textes[pas])
        rang += 1


def position(periodes: Sequence[Moment], jour: Moment | None) -> tuple[int | None, str]:
    """Return the column of today and the words for it; none when today falls between or outside the columns."""
    if jour is None or not periodes:
        return None, ""
    for rang, periode in enumerate(periodes):
        if periode.debut <= jour.debut <= periode.fin:
            return rang, jour.libelle
    avant = [p for p in periodes if p.fin < jour.debut]
    apres = [p for p in periodes if p.debut > jour.debut]
    if avant and apres:
        return None, f"{jour.libelle} (entre {avant[-1].libelle} et {apres[0].libelle})"
    return None, f"{jour.libelle} ({'après' if avant else 'avant'} les périodes du tableau)"


def planches(
    ctg: Ctg, periodes: Sequence[Moment], aujourd_hui: int | None, *, serre: bool = False
) -> tuple[Planche, ...]:
    """Return the grid, cut in tables of at most twelve columns.

    Args:
        ctg: the dossier.
        periodes: the columns.
        aujourd_hui: rank of today's column.
        serre: True to shorten months and dates, for the large letters of a slide.
    """
    if not periodes:
        return ()
    tables = -(-len(periodes) // COLONNES_MAX)
    taille = -(-len(periodes) // tables)
    coupes = [list(range(i, min(i + taille, len(periodes)))) for i in range(0, len(periodes), taille)]
    return tuple(_planche(ctg, periodes, coupe, aujourd_hui, serre) for coupe in coupes)


def _planche(
    ctg: Ctg, periodes: Sequence[Moment], coupe: Sequence[int], aujourd_hui: int | None, serre: bool
) -> Planche:
    vues = [periodes[i] for i in coupe]
    etroit = serre or len(vues) >= _ETROIT
    return Planche(
        titre=f"{majuscule_initiale(vues[0].libelle)} – {vues[-1].libelle}",
        nombre=len(vues),
        periodes=tuple(_periode(p, etroit=etroit) for p in vues),
        reperes=tuple("▼" if i == aujourd_hui else "" for i in coupe),
        rangees=tuple(_rangees(ctg, vues, etroit=etroit)),
    )


def _periode(periode: Moment, *, etroit: bool) -> str:
    if not etroit:
        return majuscule_initiale(periode.libelle)
    texte = periode.libelle.replace("trimestre ", "trim. ").replace("semestre ", "sem. ")
    for nom, court in zip(MOIS, _COURTS, strict=True):
        texte = texte.replace(nom, court)
    return majuscule_initiale(texte)


def _rangees(ctg: Ctg, vues: Sequence[Moment], *, etroit: bool) -> Iterable[Rangee]:
    assert ctg.retroplanning is not None
    for piste in ctg.retroplanning.pistes:
        yield Rangee(nature="piste", titre=piste.nom)
        for etape in piste.etapes:
            moments = moments_etape(ctg, etape)
            if not moments:
                yield Rangee(nature="a_dater", titre=etape.titre, note="à dater")
                continue
            aspect: Aspect = "jalon" if etape.jalon else etat_affiche(ctg, etape)[0]
            provisoire = etape.a_confirmer or bool(dates_proposees(ctg, etape))
            cases = tuple(
                _case(p, moments, aspect, provisoire=provisoire, etroit=etroit, nombre=len(vues))
                for p in vues
            )
            yield Rangee(nature="etape", titre=etape.titre, cases=cases)
    seules = reunions_seules(ctg, colonnes(ctg))
    if seules:
        yield Rangee(nature="piste", titre="Réunions")
    for reunion in seules:
        assert reunion.date is not None
        moments = (Moment.of(reunion.date),)
        cases = tuple(
            _case(p, moments, "jalon", provisoire=False, etroit=etroit, nombre=len(vues)) for p in vues
        )
        yield Rangee(nature="etape", titre=reunion.titre, cases=cases)


def _case(
    periode: Moment, moments: Sequence[Moment], aspect: Aspect, *, provisoire: bool, etroit: bool, nombre: int
) -> Case:
    touches = [m for m in moments if m.debut <= periode.fin and periode.debut <= m.fin]
    if not touches:
        return Case(aspect="vide", texte="")
    jours = [m.debut for m in touches if m.is_day]
    dit = liste_et([_jour(j, etroit=etroit) for j in jours], dernier=" ou ")
    if aspect == "jalon":
        dit = dit or liste_et(_mois(m) for m in touches)
        sur = "a_confirmer" if provisoire else "jalon"
        return Case(aspect=sur, texte="\u00a0".join(p for p in ("◆", dit, "?" if provisoire else "") if p))
    mot = _MOTS[aspect][etroit and (nombre >= _ETROIT or aspect == "a_confirmer")]
    if dit and aspect == "a_confirmer":
        return Case(aspect=aspect, texte=f"{dit}\u00a0?" if etroit else f"{dit}, {mot}")
    return Case(aspect=aspect, texte=dit or mot)


def _mois(moment: Moment) -> str:
    """Return « déc. », « oct.-nov. » for a milestone whose day is not known; nothing when it lasts longer."""
    premier, dernier = moment.debut.month, moment.fin.month
    if moment.debut.year != moment.fin.year or dernier - premier > 1:
        return ""
    noms = (_COURTS[premier - 1], _COURTS[dernier - 1])
    return "-".join(dict.fromkeys(noms))


def _jour(jour: date, *, etroit: bool) -> str:
    return f"{jour.day:02}/{jour.month:02}" if etroit else f"{jour.day}\u00a0{_COURTS[jour.month - 1]}"
