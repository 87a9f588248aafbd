"""One entity for all that names one thing: family names, acronyms, titles, descriptions and pronouns."""

from __future__ import annotations

import pytest

from bot.extract.entities import read_entities
from bot.extract.text import Text
from bot.model.article import Entity, EntityKind, MentionForm


def entity(body: str, name: str) -> Entity:
    found = [e for e in read_entities(Text.of(body), None) if e.name == name]
    assert len(found) == 1, [e.name for e in read_entities(Text.of(body), None)]
    return found[0]


def told(body: str, name: str, form: MentionForm) -> list[str]:
    return [m.text for m in entity(body, name).mentions if m.form is form]


def test_a_premier_is_one_person_by_name_by_office_and_by_pronoun() -> None:
    body = (
        "Norway's Prime Minister Ingrid Solheim will fly to Lisbon. Solheim said she was glad. "
        "The Norwegian prime minister leaves on Friday. The Prime Minister's aides go with her."
    )
    premier = entity(body, "Ingrid Solheim")
    assert premier.role == "Prime Minister of Norway"
    assert premier.aliases == ("Solheim",)
    assert [m.text for m in premier.mentions] == [
        "Ingrid Solheim", "Solheim", "she", "The Norwegian prime minister", "The Prime Minister", "her",
    ]  # fmt: skip


def test_a_middle_initial_and_a_title_do_not_make_another_person() -> None:
    body = "US President Harold Dunn spoke. President Harold J. Dunn left. Dunn waved. Mr. Dunn smiled."
    president = entity(body, "Harold Dunn")
    assert president.role == "President of the United States"
    assert president.aliases == ("Harold J. Dunn", "Dunn")
    assert len(president.mentions) == 4


def test_an_acronym_in_brackets_stands_for_the_name_before_it() -> None:
    body = "The Rural Progress Party (RPP) won. The RPP has 40 seats, and RPP leader Ola Berg cheered."
    assert entity(body, "Rural Progress Party").aliases == ("RPP",)
    assert entity(body, "Ola Berg").role == "RPP leader"


@pytest.mark.parametrize(
    ("body", "name", "aliases"),
    [
        ("The European Union met. The EU voted.", "European Union", ("EU",)),
        ("Connors Ltd fell. Connors had warned.", "Connors", ("Connors Ltd",)),
        ("The US State Department spoke. The State Department waited.", "US State Department", ("State Department",)),
        ("The United States won. The U.S. cheered, US fans said.", "United States", ("U.S.", "US")),
        ("Britain and the UK are one; so is the U.K.", "United Kingdom", ("Britain", "UK", "U.K.")),
        ("Pfizer Inc rose; Pfizer fell.", "Pfizer", ("Pfizer Inc",)),
        ("PARIS is Paris.", "Paris", ("PARIS",)),
        ("Andres Manuel Lopez Obrador spoke. Lopez Obrador left.", "Andres Manuel Lopez Obrador", ("Lopez Obrador",)),
        ("Joseph Carver spoke. Joe Carver left. Carver slept.", "Joseph Carver", ("Joe Carver", "Carver")),
        ("Omar Al-Nasri Al-Hadi spoke. Omar Al Nasri Al Hadi left.", "Omar Al-Nasri Al-Hadi",
         ("Omar Al Nasri Al Hadi",)),
    ],
)  # fmt: skip
def test_these_forms_are_one(body: str, name: str, aliases: tuple[str, ...]) -> None:
    assert entity(body, name).aliases == aliases


def test_namesakes_stay_apart_and_titles_tell_them_apart() -> None:
    body = "Mark Cole met his sister Ruth Cole. Ms Cole laughed. Mr Cole did not."
    assert told(body, "Ruth Cole", MentionForm.NAME) == ["Ruth Cole", "Ms Cole".removeprefix("Ms ")]
    assert told(body, "Mark Cole", MentionForm.NAME) == ["Mark Cole", "Cole"]


def test_a_title_that_no_bearer_fits_means_someone_new() -> None:
    names = {e.name for e in read_entities(Text.of("Ms Cole said that Mark Cole was away."), None)}
    assert names == {"Cole", "Mark Cole"}


@pytest.mark.parametrize(
    ("body", "name", "role"),
    [
        ("Scottish First Minister Fiona Campbell met them.", "Fiona Campbell", "First Minister of Scotland"),
        ("The Norwegian Foreign Minister, Ingrid Solheim, left.", "Ingrid Solheim", "Foreign Minister of Norway"),
        ("Former US President Harold Dunn waved.", "Harold Dunn", "former President of the United States"),
        ("They met former Acme finance chief Petter Aas.", "Petter Aas", "former Acme finance chief"),
        ("European Commission President Lena Vogt waved.", "Lena Vogt", "European Commission President"),
        (
            "Hua Meilin, a spokeswoman with the harbour office, waved.",
            "Hua Meilin",
            "spokeswoman with the harbour office",
        ),
        ("Petra Novak, 44, chief executive of Acme, waved.", "Petra Novak", "chief executive of Acme"),
        ("Racing driver Nils Berg waved to racing driver Ola Lund.", "Ola Lund", "racing driver"),
        ("Minister for Transport Eamon Byrne waved.", "Eamon Byrne", "Minister for Transport"),
        ("Sen. Ruth Cole waved.", "Ruth Cole", "Senator"),
        ("Plaid Cymru leader Rhys Morgan waved.", "Rhys Morgan", "Plaid Cymru leader"),
        ("The Archbishop of Canterbury, Justin Hale, waved.", "Justin Hale", "Archbishop of Canterbury"),
        ("Governor Kari Lund waved.", "Kari Lund", "Governor"),
        ("She met Dutch counterpart Nils Berg.", "Nils Berg", None),
        ("Mr Nils Berg waved.", "Nils Berg", None),
        ("Nils Berg, meeting his brother, waved.", "Nils Berg", None),
    ],
)
def test_a_title_or_an_apposition_is_a_role(body: str, name: str, role: str | None) -> None:
    assert entity(body, name).role == role


PRONOUNS = [
    ("Ann Lee met Bob Ray. She smiled.", "Ann Lee", ["She"]),
    ("Ann Lee met Bob Ray. He smiled.", "Bob Ray", ["He"]),
    ("Spokeswoman Kim Park spoke. Then she left.", "Kim Park", ["she"]),
    ("Mr Zanubian spoke. He left, and his dog left with him.", "Zanubian", ["He", "his", "him"]),
    ("Ann Lee spoke. Nothing happened. Nobody came. The hall was cold. It rained. She left.", "Ann Lee", []),
    ("Bob Ray wrote to Tim Orr. He was tired.", "Bob Ray", ["He"]),
    ('"I like Bob Ray," said Tim Orr. "We talk," he added.', "Tim Orr", ["he"]),
    ("The firm sacked Quzim. She sued.", "Quzim", []),
    ('Tim Orr thanked Ann Lee. "I owe her a lot," he said.', "Ann Lee", ["her"]),
]


@pytest.mark.parametrize(("body", "name", "pronouns"), PRONOUNS, ids=[row[0][:40] for row in PRONOUNS])
def test_a_pronoun_stands_for_whom_the_nearest_sentence_is_about(body: str, name: str, pronouns: list[str]) -> None:
    found = {e.name: e for e in read_entities(Text.of(body), None)}
    assert [m.text for m in found[name].mentions if m.form is MentionForm.PRONOUN] == pronouns


@pytest.mark.parametrize(
    ("body", "name", "description"),
    [
        ("President Ola Berg spoke. The president left.", "Ola Berg", ["The president"]),
        ("President Ola Berg spoke. The former president left.", "Ola Berg", []),
        ("President Ola Berg met President Tim Orr of Chile. It rained. The president left.", "Tim Orr", []),
        ("Deutsche Bank fell. The bank cut jobs.", "Deutsche Bank", ["The bank"]),
        ("Acme Robotics grew. The company hired 40 people.", "Acme Robotics", ["The company"]),
        ("President Ola Berg spoke. The president of the club left.", "Ola Berg", []),
        ("German Chancellor Ann Lee met the Austrian chancellor.", "Ann Lee", []),
    ],
)
def test_a_description_stands_for_whom_it_fits(body: str, name: str, description: list[str]) -> None:
    assert told(body, name, MentionForm.DESCRIPTION) == description


def test_entities_come_in_the_order_in_which_they_are_told() -> None:
    found = read_entities(Text.of("Ann Lee flew from Oslo to see Acme Robotics."), None)
    assert [(e.name, e.kind) for e in found] == [
        ("Ann Lee", EntityKind.PERSON), ("Oslo", EntityKind.PLACE), ("Acme Robotics", EntityKind.ORGANISATION),
    ]  # fmt: skip
