"""Names of bodies of every kind, as agents write them, with the noun phrase that sentences must make of each."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["NOMS", "Nom"]


class Nom(NamedTuple):
    """A name of the register and its phrase: definite, after « de », gender and number (« fs », « mp »)."""

    nature: str
    nom: str
    defini: str
    de: str
    accord: str


_TEXTE: Final = """
commune | Y | la commune d’Y | de la commune d’Y | fs
commune | Le Havre | la commune du Havre | de la commune du Havre | fs
commune | Le Barp | la commune du Barp | de la commune du Barp | fs
commune | Les Ulmes | la commune des Ulmes | de la commune des Ulmes | fs
commune | La Rochelle | la commune de La Rochelle | de la commune de La Rochelle | fs
commune | L’Haÿ-les-Roses | la commune de L’Haÿ-les-Roses | de la commune de L’Haÿ-les-Roses | fs
commune | L'Isle-d'Espagnac | la commune de L'Isle-d'Espagnac | de la commune de L'Isle-d'Espagnac | fs
commune | Arras | la commune d’Arras | de la commune d’Arras | fs
commune | Hendaye | la commune d’Hendaye | de la commune d’Hendaye | fs
commune | Hautefort | la commune de Hautefort | de la commune de Hautefort | fs
commune | Doué-en-Anjou | la commune de Doué-en-Anjou | de la commune de Doué-en-Anjou | fs
commune | Tuffalun | la commune de Tuffalun | de la commune de Tuffalun | fs
commune | Saint-Barthélemy | la commune de Saint-Barthélemy | de la commune de Saint-Barthélemy | fs
commune | Ville de Salles | la Ville de Salles | de la Ville de Salles | fs
commune | Commune de Le Barp | la Commune du Barp | de la Commune du Barp | fs
commune | Commune de Les Essarts | la Commune des Essarts | de la Commune des Essarts | fs
commune | Commune nouvelle de Thouars | la Commune nouvelle de Thouars | de la Commune nouvelle de Thouars | fs
commune | la commune de Melle | la commune de Melle | de la commune de Melle | fs
commune | La Mission-du-Val | la commune de La Mission-du-Val | de la commune de La Mission-du-Val | fs
communaute_communes | Communauté de Communes du Bazois | la Communauté de Communes du Bazois | de la Communauté de Communes du Bazois | fs
communaute_communes | Roi Morvan Communauté | Roi Morvan Communauté | de Roi Morvan Communauté | fs
communaute_communes | Mellois en Poitou | la communauté de communes Mellois en Poitou | de la communauté de communes Mellois en Poitou | fs
communaute_communes | Pays Fouesnantais | la communauté de communes du Pays Fouesnantais | de la communauté de communes du Pays Fouesnantais | fs
communaute_communes | Le Grand Charolais | la communauté de communes Le Grand Charolais | de la communauté de communes Le Grand Charolais | fs
communaute_agglomeration | Grand Sénonais | la communauté d’agglomération du Grand Sénonais | de la communauté d’agglomération du Grand Sénonais | fs
communaute_agglomeration | Seine Normandie Agglomération | Seine Normandie Agglomération | de Seine Normandie Agglomération | fs
communaute_agglomeration | Agglomération d’Agen | l’Agglomération d’Agen | de l’Agglomération d’Agen | fs
communaute_urbaine | Grand Poitiers Communauté urbaine | Grand Poitiers Communauté urbaine | de Grand Poitiers Communauté urbaine | fs
metropole | Bordeaux Métropole | Bordeaux Métropole | de Bordeaux Métropole | fs
metropole | Métropole de Lyon | la Métropole de Lyon | de la Métropole de Lyon | fs
metropole | Eurométropole de Strasbourg | l’Eurométropole de Strasbourg | de l’Eurométropole de Strasbourg | fs
metropole | Aix-Marseille-Provence | la métropole Aix-Marseille-Provence | de la métropole Aix-Marseille-Provence | fs
metropole | Orléans Métropole | Orléans Métropole | d’Orléans Métropole | fs
syndicat | SIVS de la Save | le SIVS de la Save | du SIVS de la Save | ms
syndicat | SMAEP du Barp | le SMAEP du Barp | du SMAEP du Barp | ms
syndicat | SIVOM des Deux-Vallées | le SIVOM des Deux-Vallées | du SIVOM des Deux-Vallées | ms
syndicat | SIVU Enfance | le SIVU Enfance | du SIVU Enfance | ms
syndicat | Syndicat mixte du Pays | le Syndicat mixte du Pays | du Syndicat mixte du Pays | ms
syndicat | Pôle d’équilibre territorial et rural du Val | le Pôle d’équilibre territorial et rural du Val | du Pôle d’équilibre territorial et rural du Val | ms
syndicat | Entente intercommunale du Lac | l’Entente intercommunale du Lac | de l’Entente intercommunale du Lac | fs
syndicat | Enfance Jeunesse du Lac | le syndicat Enfance Jeunesse du Lac | du syndicat Enfance Jeunesse du Lac | ms
departement | Département de la Gironde | le Département de la Gironde | du Département de la Gironde | ms
departement | Gironde | le département de la Gironde | du département de la Gironde | ms
departement | Eure-et-Loir | le département d’Eure-et-Loir | du département d’Eure-et-Loir | ms
departement | Collectivité européenne d’Alsace | la Collectivité européenne d’Alsace | de la Collectivité européenne d’Alsace | fs
departement | Ville de Paris | la Ville de Paris | de la Ville de Paris | fs
region | Pays de la Loire | la région Pays de la Loire | de la région Pays de la Loire | fs
region | Région Bretagne | la Région Bretagne | de la Région Bretagne | fs
collectivite | Saint-Barthélemy | la collectivité de Saint-Barthélemy | de la collectivité de Saint-Barthélemy | fs
collectivite | Collectivité territoriale de Guyane | la Collectivité territoriale de Guyane | de la Collectivité territoriale de Guyane | fs
etat | État | l’État | de l’État | ms
etat | L’État | l’État | de l’État | ms
etat | Préfecture de la Nièvre | la Préfecture de la Nièvre | de la Préfecture de la Nièvre | fs
etat | Sous-préfecture de Château-Chinon | la Sous-préfecture de Château-Chinon | de la Sous-préfecture de Château-Chinon | fs
etat | Direction territoriale de la protection judiciaire de la jeunesse | la Direction territoriale de la protection judiciaire de la jeunesse | de la Direction territoriale de la protection judiciaire de la jeunesse | fs
etat | Préfète de l’Orne | la Préfète de l’Orne | de la Préfète de l’Orne | fs
etat | Sous-préfet de Mortagne | le Sous-préfet de Mortagne | du Sous-préfet de Mortagne | ms
education_nationale | Rectrice de l’académie de Caen | la Rectrice de l’académie de Caen | de la Rectrice de l’académie de Caen | fs
etat | Services de l’État | les Services de l’État | des Services de l’État | mp
etat | DDETSPP de la Nièvre | la DDETSPP de la Nièvre | de la DDETSPP de la Nièvre | fs
etat | SDJES 79 | le SDJES 79 | du SDJES 79 | ms
education_nationale | Direction des services départementaux de l’Éducation nationale | la Direction des services départementaux de l’Éducation nationale | de la Direction des services départementaux de l’Éducation nationale | fs
education_nationale | DSDEN 79 | la DSDEN 79 | de la DSDEN 79 | fs
education_nationale | Rectorat de Poitiers | le Rectorat de Poitiers | du Rectorat de Poitiers | ms
caf | Caf des Deux-Sèvres | la Caf des Deux-Sèvres | de la Caf des Deux-Sèvres | fs
caf | CAF79 | la CAF79 | de la CAF79 | fs
caf | Deux-Sèvres | la Caf des Deux-Sèvres | de la Caf des Deux-Sèvres | fs
msa | MSA Poitou | la MSA Poitou | de la MSA Poitou | fs
organisme_unique | CSSM | la CSSM | de la CSSM | fs
organisme_unique | Caisse de sécurité sociale de Mayotte | la Caisse de sécurité sociale de Mayotte | de la Caisse de sécurité sociale de Mayotte | fs
cpam | CPAM de l’Yonne | la CPAM de l’Yonne | de la CPAM de l’Yonne | fs
carsat | Carsat Aquitaine | la Carsat Aquitaine | de la Carsat Aquitaine | fs
france_travail | France Travail | France Travail | de France Travail | ms
france_travail | Agence France Travail de Melle | l’Agence France Travail de Melle | de l’Agence France Travail de Melle | fs
ars | Agence régionale de santé Grand Est | l’Agence régionale de santé Grand Est | de l’Agence régionale de santé Grand Est | fs
ars | ARS Nouvelle-Aquitaine | l’ARS Nouvelle-Aquitaine | de l’ARS Nouvelle-Aquitaine | fs
etablissement_sante | Hôpital intercommunal de Melle | l’Hôpital intercommunal de Melle | de l’Hôpital intercommunal de Melle | ms
etablissement_sante | Hospices civils de Lyon | les Hospices civils de Lyon | des Hospices civils de Lyon | mp
etablissement_sante | Centre hospitalier de l’Yonne | le Centre hospitalier de l’Yonne | du Centre hospitalier de l’Yonne | ms
etablissement_sante | Clinique du Val | la Clinique du Val | de la Clinique du Val | fs
ordre_professionnel | Ordre des sages-femmes | l’Ordre des sages-femmes | de l’Ordre des sages-femmes | ms
ordre_professionnel | Conseil départemental de l’ordre des médecins | le Conseil départemental de l’ordre des médecins | du Conseil départemental de l’ordre des médecins | ms
cpts | CPTS du Mellois | la CPTS du Mellois | de la CPTS du Mellois | fs
ccas | CCAS de Melle | le CCAS de Melle | du CCAS de Melle | ms
ccas | Le Barp | le CCAS du Barp | du CCAS du Barp | ms
cias | Centre intercommunal d’action sociale du Val | le Centre intercommunal d’action sociale du Val | du Centre intercommunal d’action sociale du Val | ms
association | Amis du Val | l’association Amis du Val | de l’association Amis du Val | fs
association | Les Francas | l’association Les Francas | de l’association Les Francas | fs
association | Union départementale des associations familiales | l’Union départementale des associations familiales | de l’Union départementale des associations familiales | fs
association | Foyer rural de Celles | le Foyer rural de Celles | du Foyer rural de Celles | ms
association | La Mission locale du Val | la Mission locale du Val | de la Mission locale du Val | fs
association | ADMR de Melle | l’ADMR de Melle | de l’ADMR de Melle | fs
entreprise | SARL Bulle | la SARL Bulle | de la SARL Bulle | fs
entreprise | Les Petits Chaperons | l’entreprise Les Petits Chaperons | de l’entreprise Les Petits Chaperons | fs
etablissement_public | Office public Habitat | l’Office public Habitat | de l’Office public Habitat | ms
etablissement_public | Caisse des écoles | la Caisse des écoles | de la Caisse des écoles | fs
autre | Institut du travail social | l’Institut du travail social | de l’Institut du travail social | ms
autre | Conseils de vie sociale | les Conseils de vie sociale | des Conseils de vie sociale | mp
autre | Maison familiale rurale | la Maison familiale rurale | de la Maison familiale rurale | fs
"""

NOMS: Final = tuple(
    Nom(*(part.strip() for part in ligne.split("|"))) for ligne in _TEXTE.strip().splitlines()
)
