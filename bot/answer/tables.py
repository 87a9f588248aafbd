"""What is known of English words beforehand: data only. Each table says where it is used."""

from __future__ import annotations

STOP = frozenset(
    """a an the this that these those there here of to in on at by for from with as into onto upon over under about
    between among through during before after until till since against within without and or but nor so if then than
    while because although though whether is are was were be been being am do does did done doing has have had having
    will would shall should can could may might must ought not no n't i me my mine we us our ours you your yours he him
    his she her hers it its they them their theirs who whom whose which what when where why how also just only very too
    more most much many some any all both each every other another such same again ever never still yet already
    please tell know s t d ll re ve m don doesn didn isn aren wasn weren won't wouldn couldn shouldn hasn haven hadn
    don't doesn't didn't isn't aren't wasn't weren't can't couldn't shouldn't hasn't haven't hadn't what's who's
    where's when's how's that's it's there's he's she's i'm i've they're we're you're let's out up down off""".split()
)
"""Words without matter of their own; neither indexed matter nor a rare question word."""

QUESTION_FILLER = frozenset(
    """following recently recent week weekend month year today yesterday currently current now
    latest new news article articles story stories report reports according say question answer date""".split()
)
"""Words that questions are padded with: they help to rank, but their absence from an article proves nothing."""

NUMBER_WORDS = {
    word: str(n)
    for words, numbers in (
        ("two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen", range(2, 16)),
        ("sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty", (16, 17, 18, 19, 20, 30, 40, 50, 60)),
        ("seventy eighty ninety", (70, 80, 90)),
    )
    for word, n in zip(words.split(), numbers, strict=True)
}
"""Numbers in words, and in figures (`proven`)."""

DEMONYMS = {
    "american": "usa", "americans": "usa", "america": "usa", "usa": "usa", "japanese": "japan", "chinese": "china",
    "german": "germany", "germans": "germany", "french": "france", "british": "britain", "briton": "britain",
    "britons": "britain", "brits": "britain", "brit": "britain", "uk": "britain", "italian": "italy",
    "italians": "italy", "spanish": "spain", "russian": "russia", "russians": "russia", "ukrainian": "ukraine",
    "ukrainians": "ukraine", "australian": "australia", "australians": "australia", "canadian": "canada",
    "canadians": "canada", "mexican": "mexico", "mexicans": "mexico", "israeli": "israel", "israelis": "israel",
    "iranian": "iran", "iranians": "iran", "iraqi": "iraq", "iraqis": "iraq", "syrian": "syria", "syrians": "syria",
    "turkish": "turkey", "greek": "greece", "swiss": "switzerland", "swedish": "sweden", "norwegian": "norway",
    "danish": "denmark", "dutch": "netherlands", "finnish": "finland", "polish": "poland", "korean": "korea",
    "koreans": "korea", "indian": "india", "indians": "india", "pakistani": "pakistan", "brazilian": "brazil",
    "brazilians": "brazil", "european": "europe", "europeans": "europe", "african": "africa", "africans": "africa",
    "asian": "asia", "egyptian": "egypt", "palestinian": "palestine", "palestinians": "palestine",
    "venezuelan": "venezuela", "venezuelans": "venezuela", "cuban": "cuba", "cubans": "cuba",
    "colombian": "colombia", "argentine": "argentina", "chilean": "chile", "peruvian": "peru", "scottish": "scotland",
    "irish": "ireland", "welsh": "wales", "taiwanese": "taiwan", "vietnamese": "vietnam", "thai": "thailand",
    "indonesian": "indonesia", "austrian": "austria", "belgian": "belgium", "hungarian": "hungary",
    "portuguese": "portugal", "romanian": "romania", "bulgarian": "bulgaria", "serbian": "serbia",
    "kenyan": "kenya", "nigerian": "nigeria", "ethiopian": "ethiopia", "somali": "somalia", "lebanese": "lebanon",
    "saudi": "saudi", "afghan": "afghanistan", "ecuadorian": "ecuador", "bolivian": "bolivia",
    "norman": "normandy", "normans": "normandy",
}  # fmt: skip
"""Peoples and their countries: one stem (`words.stem`)."""

_IRREGULAR_LINES = """
add added adding
arise arose arisen|awake awoke|bear bore borne|beat beaten|become became|begin began begun|bend bent|bet|bind bound
bite bit bitten|bleed bled|blow blew blown|break broke broken|breed bred|bring brought|build built|burn burnt
buy bought|catch caught|choose chose chosen|cling clung|come came|creep crept|deal dealt|dig dug|draw drew drawn
dream dreamt|drink drank drunk|drive drove driven|eat ate eaten|fall fell fallen|feed fed|feel felt|fight fought
find found|flee fled|fly flew flown flight flights|forbid forbade forbidden|forget forgot forgotten
forgive forgave forgiven|freeze froze frozen|get got gotten|give gave given|go went gone goes|grow grew grown
hang hung|hear heard|hide hid hidden|hold held|keep kept|know knew known|lay laid|lead led|leave left|lend lent
lie lain|lose lost|make made|mean meant|meet met|pay paid|ride rode ridden|ring rang rung|rise rose risen
run ran|say said says|see saw seen|seek sought|sell sold|send sent|shake shook shaken|shine shone|shoot shot
show shown|shrink shrank shrunk|sing sang sung|sink sank sunk|sit sat|sleep slept|slide slid|speak spoke spoken
spend spent|spin spun|stand stood|steal stole stolen|stick stuck|strike struck stricken|swear swore sworn
sweep swept|swim swam swum|swing swung|take took taken|teach taught|tear tore torn|tell told|think thought
throw threw thrown|understand understood|wake woke woken|wear wore worn|weep wept|win won|withdraw withdrew withdrawn
write wrote written|die died dying dies|child children|person people persons|man men|woman women|foot feet
tooth teeth|mouse mice|life lives|wife wives|half halves|leaf leaves|thief thieves|death deaths|born birth
analysis analyses|crisis crises|percent percentage
"""
IRREGULAR = {
    form: line.split()[0]
    for block in _IRREGULAR_LINES.strip().splitlines()
    for line in block.split("|")
    for form in line.split()[1:]
}
"""Irregular forms and the base that shares their stem (`words.stem`)."""

FAMILIES = """
visit travel trip go fly tour journey head arrive arrival
welcome host receive visit
win victory winner triumph beat defeat secure prevail clinch champion
lose defeat loss
thank appreciation grateful gratitude thankful appreciate
say tell announce state declare add note comment remark claim describe call statement
post write tweet message
elect election vote poll ballot choose
name appoint pick choose select tap nominate
meet meeting talk summit discuss
praise laud applaud commend hail
endorse endorsement back support
criticise criticize condemn blast slam denounce
kill die death dead fatal murder slay slain
injure wound hurt injury
start begin open launch kick commence
end finish conclude close stop cease
buy purchase acquire acquisition
sell sale
cost price worth pay
earn make income salary
sue lawsuit suit legal
arrest detain custody apprehend capture seize
charge indict accuse allege
convict guilty conviction
sentence jail prison imprison
resign quit step resignation
leave depart departure quit
fire dismiss sack oust lay layoff cut
layoff job cut
hire recruit employ
job employee worker staff work
cancel scrap call drop abandon
postpone delay reschedule defer
ban prohibit bar outlaw forbid block
approve pass authorise authorize back clear
reject refuse decline veto oppose
increase rise grow raise climb jump surge soar gain
decrease fall drop decline cut reduce lower plunge slump
give gift donate present grant
found establish create set form
build construct construction erect
make produce manufacture
discover find discovery spot detect
invent create develop
happen occur take
live reside home house
marry wed wife husband marriage
bear birth native
study research survey
teach professor teacher
movie film picture
song single track
company firm business corporation maker
automaker carmaker
car vehicle auto
leader head chief president boss
doctor physician
country nation
city town
area region
author writer write
quake earthquake tremor
hurricane storm typhoon cyclone
fire blaze wildfire
plane aircraft jet airliner
crash collide collision
attack assault strike raid
strike walkout stoppage
police officer cop
lawmaker legislator congressman senator
parliament legislature
big large huge
large biggest big
money cash fund
reason cause because why due
bad worst
show display exhibit
release publish unveil
release free
plan expect schedule intend due
hold host
send ship deliver
want hope seek aim
want seek demand request
show reveal
move relocate
lead top head
record best
expand grow extend
protect save
damage destroy destruction ruin
own belong owner
run operate manage
star cast play feature
seat majority
seat member
disappear vanish missing
copy unit
nomination nominate nominee nod
people person worker employee job resident passenger victim student
sorry apologize apology
yell shout scream hurl
condition disease syndrome disorder
invite invitation guest
deal agreement accord pact
aid help assistance
need require must
threat threaten warn warning
stop halt suspend
return back
replace succeed successor
old age
length long
tall height high
deep depth
wide width
far distance
fast speed
weigh weight
temperature hot cold degree
populate population inhabitant people
baby birth pregnant expect
protest demonstrate demonstration rally march
game match
team club side
trial court
shoot gun shooting
"""
"""Words that may stand for one another between a question and its answer: one family a line (`retrieve`)."""

NICKNAMES = {
    "pm": "prime minister", "the pm": "prime minister",
    "potus": "donald trump", "the donald": "donald trump", "uk": "united kingdom", "us": "united states",
    "u.s.": "united states", "usa": "united states", "america": "united states", "the states": "united states",
    "nyc": "new york city", "la": "los angeles", "philly": "philadelphia", "the fed": "federal reserve",
    "scotus": "supreme court", "gop": "republican party", "dems": "democrats", "eu": "european union",
    "un": "united nations", "nato": "nato", "beeb": "bbc", "the met": "metropolitan police",
    "vegas": "las vegas", "beijing": "beijing", "fifa": "fifa",
}  # fmt: skip
"""What people say for a name (`names`)."""

VERBS = frozenset(
    """accept accuse achieve acquire act add adopt affect agree aim air allege allow announce appear apply appoint
    approve arrest arrive ask attack attend award ban bar beat become begin believe belong block break bring broadcast
    build buy call cancel carry cast catch cause celebrate change charge choose claim close collapse collide come
    complete condemn conduct confirm consider contain continue convict cost crash create criticise criticize cross cut
    damage deal debut decide declare decline defeat defend delay deliver deny describe design destroy detain detect
    develop devastate die direct disappear discover discuss do donate draw drop earn eat elect employ end endorse
    enter establish estimate exceed expand expect explain express face fail fall fight file find fine finish fire flee
    fly follow force form found gain get give go grow hand happen hear help hire hit hold honor host hurt identify
    impose improve include increase indict inform injure inspire intend introduce invent invest investigate invite
    issue join keep kick kill know land last launch lay lead leave lend live lose make manage mark marry mean meet
    merge move murder name need nominate obtain occur offer open operate oppose order oust overtake own participate
    pass pay perform pick plan play plead pledge post postpone praise predict prefer prepare present prevent produce
    promise propose protect prove provide publish pull push put qualify raise reach read receive recommend recover
    reduce refuse reject release relocate remain remove repeal replace report represent require rescue reside resign
    resume retire return reveal rise rule run rush sack save say schedule score secure see seek select sell send
    sentence serve set shoot show shut sign sing slam sound speak spend spot stand star start state stay steal step
    stop strike study sue suffer suggest support suspend take talk teach tell testify thank threaten throw tour trade
    train travel treat trigger turn unveil urge use veto visit vote vow wait walk want warn watch wear welcome win
    withdraw work write""".split()
)
"""Common verbs: the first one after the subject is taken for what the question asks about (`understand`)."""

NO_PARTICIPLES = frozenset("need feed seed shed speed indeed hundred sacred naked breed greed creed weed".split())
"""Words that only look like participles."""

PHRASES = {
    r"\b(semi|quarter) (finals?)\b": r"\1-\2",
    r"^what is ([\w .-]{1,60}?)['’]?s (?:job|profession|occupation)\b": r"who is \1",
    r"^what does ([\w .-]{1,60}?) do for a living\b": r"who is \1",
    r"\b(?:come|comes|came|coming) out\b": "released",
    r"\b(?:go|goes|went|going|gone) to the polls\b": "vote",
    r"\b(?:lay|lays|laying|laid) off\b": "layoff",
    r"\b(?:step|steps|stepped|stepping) (?:down|aside)\b": "resign",
    r"\b(?:pass|passed|passes) away\b": "die",
    r"\b(?:call|calls|called|calling) off\b": "cancel",
    r"\b(?:put|puts|putting) off\b": "postpone",
    r"\b(?:turn|turned|turns) down\b": "reject",
    r"\b(?:kick|kicks|kicked) off\b": "start",
    r"\b(?:say|says|said) (?:it was |it is )?sorry\b": "apologize",
    r"\b(?:get|gets|got) (?:hurt|injured)\b": "injured",
    r"\b(?:get|gets|got) killed\b": "killed",
    r"\b(?:get|gets|got) married\b": "marry",
    r"\b(?:take|takes|took|taking) place\b": "held",
}
"""Verbs of two words and the one that articles use (`understand`)."""

PERSONS = (
    "person man woman actor actress singer artist president minister leader politician author director player athlete "
    "scientist designer musician king queen pope chief ceo founder senator congressman mayor governor coach driver "
    "comedian billionaire celebrity lawmaker judge candidate star rapper philosopher emperor general writer journalist"
)
PLACES = (
    "country city state nation town region place continent province county island capital village location area "
    "venue airport stadium river mountain territory museum street hotel restaurant"
)
GROUPS = (
    "company team party organisation organization agency firm university school airline bank network broadcaster "
    "automaker carmaker club newspaper group institution manufacturer retailer government department union band "
    "league carrier platform"
)
SUMS = "price cost salary budget revenue profit dividend fee bonus turnover"
SHARES = "percentage percent share proportion fraction"
AMOUNTS = "number amount total population temperature score speed height weight distance length rate size age"
MEASURED = "average rate record high low level price cost salary speed height temperature"
"""Nouns behind "what" that a number with its unit answers, whatever the unit."""
ASKED_FOR = " ".join((PERSONS, PLACES, GROUPS, SUMS, SHARES, AMOUNTS, "movie film song book event game sport drug law"))
"""Nouns behind "which" and "what" that say what sort of thing is asked for (`understand`)."""

ANTONYMS = ("win lose", "pass fail", "rise fall", "increase decrease", "approve reject", "grant reject", "open close",
            "start end", "accept refuse", "total partial", "alive dead", "survive die", "convict acquit",
            "arrive leave", "buy sell")  # fmt: skip
"""Pairs of which one denies the other (`worded`)."""

CONVERSES = {
    "die": "kill", "kill": "die",
    "lose": "beat defeat", "visit": "welcome host receive", "welcome": "visit", "host": "visit", "receive": "visit",
}  # fmt: skip
"""Verbs, and those that tell the same with doer and done-to exchanged (`match`)."""

FOREIGN = frozenset(
    """wann wer wo warum wieso wie welche welcher welches quand qui où pourquoi comment combien quel quelle cuándo quién
    quien dónde donde cuántos cuánto qué cuál quando chi dove perché quanti wanneer wie waar waarom hoeveel när vem var
    hvornår hvem kiedy kto gdzie dlaczego""".split()
) - {"comment", "var", "donde", "chi"}
"""Question words of other languages; those that are English words too are left out (`understand`)."""
