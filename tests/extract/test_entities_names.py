"""Names: every row is a sentence of our own with the people, organisations and places that a careful reader finds."""

from __future__ import annotations

import pytest

from bot.extract.dateline import read_dateline
from bot.extract.entities import read_entities
from bot.extract.text import Text
from bot.model.article import EntityKind, MentionForm

P, G, L, X = EntityKind.PERSON, EntityKind.ORGANISATION, EntityKind.PLACE, EntityKind.OTHER

# fmt: off
NAMES = [
    # people
    ("They met Juan Carlos de la Vega and Maria von Hagen.", {P: ["Juan Carlos de la Vega", "Maria von Hagen"]}),
    ("Police in São Paulo arrested João Ferreira.", {L: ["São Paulo"], P: ["João Ferreira"]}),
    ("Mr. Tanaka resigned after the Yokohama District Court found him guilty.",
     {P: ["Tanaka"], G: ["Yokohama District Court"]}),
    ("Kim Min-seok, a lawyer in Busan, sued Hanbit Motors.", {P: ["Kim Min-seok"], L: ["Busan"], G: ["Hanbit Motors"]}),
    ("Sen. Tom Baker (R-Ohio) and Rep. Ana Lopez, D-Texas, wrote the bill.", {P: ["Tom Baker", "Ana Lopez"]}),
    ("Pope Leo XIV arrived in Manila.", {P: ["Leo XIV"], L: ["Manila"]}),
    ("May Chen and June Park founded Bright Labs in April.", {P: ["May Chen", "June Park"], G: ["Bright Labs"]}),
    ("Will Young sang at the O2 Arena in London.", {P: ["Will Young"], L: ["O2 Arena", "London"]}),
    ("Chelsea Manning was released; Chelsea beat Arsenal.", {P: ["Chelsea Manning"], L: ["Chelsea"], G: ["Arsenal"]}),
    ("Washington and Beijing agreed to talk. Denzel Washington attended.",
     {L: ["Washington", "Beijing"], P: ["Denzel Washington"]}),
    ("The Dalai Lama fled to India in 1959.", {P: ["Dalai Lama"], L: ["India"]}),
    ('The crowd cheered Martin "Rocket" Hale.', {P: ['Martin "Rocket" Hale']}),
    ("The archive thanked J.K. Rowling and Neil Gaiman.", {P: ["J.K. Rowling", "Neil Gaiman"]}),
    ("The court heard Omar al-Nasri and Yusuf bin Saleh.", {P: ["Omar al-Nasri", "Yusuf bin Saleh"]}),
    ("The award went to Conor O'Brien.", {P: ["Conor O'Brien"]}),
    ("The jury believed Anton Belkov, 21, and nobody else.", {P: ["Anton Belkov"]}),
    ("Nothing surprised Ottokar Wexelblatt, who had seen it all.", {P: ["Ottokar Wexelblatt"]}),
    ("A nurse, Vasundar Rao, called the ministry.", {P: ["Vasundar Rao"]}),
    ("The hosts, led by Jean-Philippe Morel, won.", {P: ["Jean-Philippe Morel"]}),
    ("The trainer praised Sneaky Harry Miller.", {P: ["Harry Miller"]}),
    ("Kleber Mendonc\u0327a Filho won.", {P: ["Kleber Mendonc\u0327a Filho"]}),
    ("Moon Jae-in spoke. Moon left.", {P: ["Moon Jae-in"]}),
    ("Astronomer Colin Snow disagreed.", {P: ["Colin Snow"]}),
    ("Hartwig-Lohmann has cancelled three calls.", {G: ["Hartwig-Lohmann"]}),
    ("The Dust Catcher probe will fly in May.", {X: ["Dust Catcher"]}),
    # organisations
    ("The Georgia Bulldogs beat them.", {G: ["Georgia Bulldogs"]}),
    ("Shares of Northwind Energy Inc rose in New York.", {G: ["Northwind Energy"], L: ["New York"]}),
    ("The Ministry of Health and Social Welfare denied the report.", {G: ["Ministry of Health and Social Welfare"]}),
    ("Dr. Amina Okafor of the University of Lagos led the study.", {P: ["Amina Okafor"], G: ["University of Lagos"]}),
    ("The New York Stock Exchange closed early.", {G: ["New York Stock Exchange"]}),
    ("Human Rights Watch accused Eritrea of holding them.", {G: ["Human Rights Watch"], L: ["Eritrea"]}),
    ("The U.S. Department of Agriculture cut its forecast.", {G: ["U.S. Department of Agriculture"]}),
    ("The probe was built by Airbus and Thales Alenia Space.", {G: ["Airbus", "Thales Alenia Space"]}),
    ("He studied at Trinity College Dublin and the London School of Economics.",
     {G: ["Trinity College Dublin", "London School of Economics"]}),
    ("Al-Shabaab claimed the attack in Mogadishu.", {G: ["Al-Shabaab"], L: ["Mogadishu"]}),
    ("The Bank of Finland and the Swedish Riksbank warned investors.", {G: ["Bank of Finland", "Riksbank"]}),
    ("The Supreme Court of India rejected the appeal by Vikram Singh Rathore.",
     {G: ["Supreme Court of India"], P: ["Vikram Singh Rathore"]}),
    ("Meanwhile, Acme Robotics, based in Zurich, hired Petra Novak.",
     {G: ["Acme Robotics"], L: ["Zurich"], P: ["Petra Novak"]}),
    ("Thyssenkrupp Steel Europe AG and IG Metall met in Duisburg.",
     {G: ["Thyssenkrupp Steel Europe", "IG Metall"], L: ["Duisburg"]}),
    ("The Norway Fisheries and Coast Administration closed the fjord.",
     {G: ["Norway Fisheries and Coast Administration"]}),
    ("Lt. Gen. Harold Stone commands the 3rd Infantry Division.", {P: ["Harold Stone"], G: ["3rd Infantry Division"]}),
    ("A spokesman for BP declined to comment.", {G: ["BP"]}),
    ("Ms Hart joined Goldman Sachs from Deutsche Bank's Frankfurt office.",
     {P: ["Hart"], G: ["Goldman Sachs", "Deutsche Bank"], L: ["Frankfurt"]}),
    ("Banco del Valle bought its rival.", {G: ["Banco del Valle"]}),
    ("China's Ministry of Commerce and India's Ministry of External Affairs signed.",
     {L: ["China", "India"], G: ["Ministry of Commerce", "Ministry of External Affairs"]}),
    ("Hydrogen from AT&T and Johnson & Johnson is a joke.", {G: ["AT&T", "Johnson & Johnson"]}),
    ("Team Falcon Esports lost the final.", {G: ["Team Falcon Esports"]}),
    # places
    ("Officials in Springfield, Illinois, said the river was rising.", {L: ["Springfield", "Illinois"]}),
    ("Aldworth County closed the Marlow River bridge.", {L: ["Aldworth County", "Marlow River"]}),
    ("Residents of Kirkby and Ormskirk voted on Thursday.", {L: ["Kirkby", "Ormskirk"]}),
    ("Prime Minister-designate Lena Fischer will visit Lake Geneva and the White House.",
     {P: ["Lena Fischer"], L: ["Lake Geneva", "White House"]}),
    ("The final is at MetLife Stadium in East Rutherford, New Jersey.",
     {L: ["MetLife Stadium", "East Rutherford", "New Jersey"]}),
    ("The island of Crete, Greece's largest, was spared.", {L: ["Crete", "Greece"]}),
    ("Troops moved into Northern Mali and the Sahel.", {L: ["Northern Mali", "Sahel"]}),
    ("The Archbishop of Canterbury, Justin Welby, spoke at Westminster Abbey.",
     {L: ["Canterbury", "Westminster Abbey"], P: ["Justin Welby"]}),
    ("A court in the Netherlands fined the firm.", {L: ["Netherlands"]}),
    ("Ships left Bab el-Mandeb for the Gulf of Aden.", {L: ["Bab el-Mandeb", "Gulf of Aden"]}),
    ("The Japan–US Alliance holds.", {L: ["Japan", "United States"]}),
    ("CORTINA D'AMPEZZO has snow.", {L: ["Cortina d'Ampezzo"]}),
    ("The path crosses A Coruña, León, Wexelburgo and Zaragoza.", {L: ["A Coruña", "León", "Wexelburgo", "Zaragoza"]}),
    # neither
    ("The Moon hid the Sun at 40 degrees Celsius.", {}),
    ("The Norwegian crew and British divers met German officials on Monday in May.", {}),
    ("COVID-19 changed Christmas.", {}),
    ("The Hague-based court and the Berlin-based firm signed a Chile-Peru deal.", {}),
    ("Although nobody asked, However he said Yes.", {}),
    ("It sold for HK$700 or US$90.", {}),
    ("NO ENTRY, they shouted. WE WILL NOT GO!", {}),
    ("Hurricane Irma grew stronger.", {}),
    ('Her favourites were "Lanterns" and "Silver Feathers," both from 1994.', {}),
    ("The navy ordered 40 Marlin Tempest boats.", {}),
    ("See @SomeUser and #SomeTag at https://example.org/Some/Path.", {}),
]
# fmt: on


@pytest.mark.parametrize(("sentence", "expected"), NAMES, ids=[row[0][:50] for row in NAMES])
def test_a_sentence_names_these(sentence: str, expected: dict[EntityKind, list[str]]) -> None:
    found = read_entities(Text.of(sentence), None)
    for kind in (P, G, L):
        assert [e.name for e in found if e.kind is kind] == expected.get(kind, [])


def test_the_place_of_a_dateline_is_a_place_known_or_not() -> None:
    text = Text.of("WEXELSTEDT, Germany (Reuters) - The mill closed on Monday.")
    found = read_entities(text, read_dateline(text))
    assert [(e.name, e.kind) for e in found] == [("Wexelstedt", L), ("Germany", L), ("Reuters", G)]


def test_a_headline_in_title_case_names_only_who_the_article_or_the_tables_know() -> None:
    text = Text.of(
        "Defiant Baxley Slams Wealthy Critics Over Harbour Plan\n\n"
        "Mayor Ottilie Baxley defended the plan on Monday. Baxley said it would work."
    )
    (mayor,) = (e for e in read_entities(text, None) if e.kind is P)
    assert mayor.name == "Ottilie Baxley"
    assert [m.text for m in mayor.mentions if m.form is MentionForm.NAME] == ["Baxley", "Ottilie Baxley", "Baxley"]
    assert not [e for e in read_entities(text, None) if e.kind is G]


def test_a_headline_in_capitals_names_whom_the_article_names() -> None:
    text = Text.of("BAXLEY SEES TROUBLE AHEAD FOR PARIS\n\nOttilie Baxley spoke in Lyon.")
    assert [(e.name, e.kind) for e in read_entities(text, None)] == [("Ottilie Baxley", P), ("Paris", L), ("Lyon", L)]


def test_a_town_that_plays_and_wins_is_a_team_in_a_match_report_only() -> None:
    report = (
        "Oregon scored a touchdown before halftime. Oregon beat Utah 24-20, and the quarterback threw for 200 yards. "
        "Oregon (3-1) won its third game of the season."
    )
    weather = "Oregon had rain. Oregon beat its record. Fires burned in Oregon."
    assert {e.kind for e in read_entities(Text.of(report), None) if e.name == "Oregon"} == {G}
    assert {e.kind for e in read_entities(Text.of(weather), None) if e.name == "Oregon"} == {L}


def test_token_spaced_text_is_read_like_any_other() -> None:
    text = Text.of(
        "Moody 's cut the U.S. rating , said Ann Lee . “ It ’s bad , ” Lee said .  BERLIN ( Reuters ) - Rain ."
    )
    names = {(e.name, e.kind) for e in read_entities(text, None)}
    assert {("Moody's", G), ("United States", L), ("Ann Lee", P), ("Berlin", L), ("Reuters", G)} <= names


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("It is close to the peak of the Orvanids, one of the richest meteor showers known.", "Orvanids", X),
        ("They sailed on the Marivane, a cargo ship from Oslo.", "Marivane", X),
        ("Doctors gave him Zolvexin, a drug for asthma.", "Zolvexin", X),
        ("The storm hit Kirrane, a town in the north.", "Kirrane", L),
        ("He works for Bradwicken, a bank in Leeds.", "Bradwicken", G),
        ("He joined Korvexa, a chip maker, in May.", "Korvexa", G),
    ],
)
def test_the_noun_that_explains_a_name_tells_what_it_is(text: str, name: str, kind: EntityKind) -> None:
    assert {e.name: e.kind for e in read_entities(Text.of(text), None)}[name] is kind
