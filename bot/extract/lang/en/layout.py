"""English words of datelines and of the lines above a text."""

from __future__ import annotations

STAMPS = frozenset(
    """published updated posted modified last first released date dated on at by the of am pm a p m et est edt pt pst
    pdt gmt bst utc cet ist ago min mins minute minutes read press release original originally filed issued time
    reuters ap afp""".split()
)

COMMON = frozenset(
    """about after again against also among another around because been before being between could during early first
    from have having here into last late later less many might more most much next only other over
    same several should
    since some still such than that their them then there these they this those three through today under until very
    were what when where which while will with within without would year years month months week weeks morning
    afternoon evening night according officials people reported saying would told state government president minister
    country national public group least half early including says added statement announced""".split()
)

SOUTHERN = frozenset(
    """australia sydney melbourne brisbane perth adelaide canberra hobart darwin nsw victoria queensland tasmania
    aotearoa auckland wellington christchurch argentina brazil chile uruguay paraguay bolivia peru lima santiago
    montevideo asuncion johannesburg pretoria durban harare zimbabwe namibia windhoek botswana gaborone mozambique
    maputo madagascar antananarivo zambia lusaka malawi lesotho maseru eswatini mbabane fiji suva samoa apia tonga
    noumea""".split()
) | frozenset(
    {
        "new zealand", "new south wales", "south africa", "cape town", "buenos aires", "sao paulo", "são paulo",
        "rio de janeiro", "brasilia", "brasília", "asunción", "la paz", "papua new guinea", "port moresby",
    }
)  # fmt: skip
"""Countries and cities south of the equator that have seasons, as datelines name them."""

AGENCIES = frozenset("cnn business reuters ap afp upi bbc cnbc npr xinhua dpa ani pti bloomberg".split())

NO_PLACES = frozenset(
    """a an and analysis breaking but by caption comment correction corrections corrected editor exclusive explainer
    factbox file for from graphic he her here his i image images in interview it its key live multimedia my no note
    notes of on opinion or our photo photos pictured picture posted published q questions read review she
    summary that the
    their there they this timeline to top tv update updated updates urgent video watch we week what
    when where who why
    wrapup you your yes day days date dates time deadline location venue music today yesterday
    tomorrow now then after before during since until at as is are was
    were will if more""".split()
)
