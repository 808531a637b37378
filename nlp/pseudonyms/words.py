"""Words for pseudonyms: which ones are names, which are none though they have a capital, and the fictional ones.

The fictional names are common ones or made of two halves: nobody in particular bears them.
"""

from functools import cache
from importlib.resources import files

from nlp.people.common_words import COMMON_WORDS

_FIRST_NAMES = """
aaliyah aaron abbie abdul abdullah abigail adam adele adrian agnes ahmed aidan aiden aimee aisha alan albert alejandro
alex alexander alexandra alfie ali alice alicia alison aliya alisha amara amelia amina amir amy ana andrea andrew
andy aneurin angela angharad anita ann anna annabel anne annie anthony anwen archie aria arif arthur arwel asha
ashley asif ava aziz barbara barry beatrice becky ben benjamin bernadette bernard beth bethan betty bev beverley
billy bob brandon brenda brian bridget bronwen bryn caitlin callum cameron carl carol caroline carolyn carwyn
cassandra catherine catrin cedric ceri charles charlie charlotte chelsea cheryl chloe chris christine christopher
ciara ciaran claire clare clive colin connor corey courtney craig dafydd dai daisuke damian daniel danielle darren
dave david dean debbie deborah declan delyth denise dennis derek dewi diana diane dilys dominic donna dorothy doug
duncan dylan eddie edith edward eileen eirlys elaine eleanor elen eleri elijah elin elinor elizabeth ella ellen
ellie elliot eloise elsie emily emlyn emma eric erin esme ethan ethel euan eva evan evelyn evie ewan ezra faisal
farah fatima fiona fergus florence fran frances francesca fraser freddie freya gareth gary gavin gemma geoff george
georgia georgina geraint gerald gethin gillian gina glenda glenys glyn glynis gordon graham greg gwen gwenllian
gwenda gwilym gwyneth gwyn hafsa hamza hannah harley harriet harrison harry harvey hasan hassan hayley hazel heidi
helen henry hilary huw hugh hussein iain ian ibrahim idris iestyn ieuan ifan imogen imran ines ingrid iolo ioan
irene iris isaac isabel isabella isabelle isla ismail iwan jacek jackie jacob jacqueline jacqui jaden jake jakub
jamal james jamie jan jane janet janice jas jasmine jason jay jayden jean jeff jemima jen jennifer jenny jeremy
jessica jill jim jimmy joan joanna joanne joe joel john johnny jon jonathan jordan joseph josh joshua joyce juan
judith judy julia julian julie kabir kacper karen karim karl kasia kate katherine kathleen kathryn kathy katie
katy kay kayden kayleigh keira keith kelly kelsey ken kenneth kerry kevin khadija khalid kian kiera kieran kim
kirsty kofi kwame kyle laila lara laura lauren laurence leah leanne lee lena leo leon lesley leslie lewis lexi
leyla liam libby lilly lily linda lisa liz llinos lloyd logan lois lorna lorraine louis louisa louise lowri luca
lucas lucy luke lydia lynda lynn lynne mabel macsen maddie madison maggie malcolm malik mali manon marek margaret
maria mariam marian marie marilyn marion marjorie marlon martha martin martyn mary maryam mateo mathew matilda
matt matthew maureen mavis max maya megan mehmet mel melanie melissa mercy meryl mia michael michaela michelle
mick mike millie mohamed mohammad mohammed moira molly mona monica moses muhammad musa myra nadia nancy naomi
natalie natasha nathan neil nerys nesta ngozi nia niamh nicholas nick nicky nicola nigel nina noah noel nora
norma olga oliver olivia omar oscar osian owain owen pam pamela patricia patrick paul paula pauline pawel peggy
pete peter phil philip phoebe phyllis piotr poppy priti priya rachel rafiq raj rajesh ralph ravi rebecca reece
reggie rehana reuben rhian rhiannon rhodri rhona rhydian rhys richard rita robert roberta roger roland ronald
ronnie rory rosemary rosie ross rosalind roxanne roy rupert russell ruth ryan sadia saffron safiya sally sam
samantha samir samira samuel sandra sanjay sara sarah sasha scott sean seren shamima shannon sharon shaun sheila
shelley sheri shirley sian simon siobhan sioned sofia sonia sophia sophie stacey stan stanley stella stephanie
stephen steve steven stewart stuart sunita susan susanna suzanne sylvia tamara tanya tara tariq ted teddy teresa
terry tessa thea theo theresa thomas tim timothy tina toby tom tomasz tommy tony tracey tracy trevor tudor tyler
una usman vanessa vera verity veronica vicky victor victoria vincent viv vivian vivienne wayne wendy wilfred
william winifred xavier yasmin yasmine yusuf yvonne zac zach zachary zahra zainab zara zoe zofia zuzanna
siân siôn gwên chloé zoë andré josé beyoncé eirian elan tegan mared nansi efa efan gruff gruffydd harri hywel ifor
"""
FIRST_NAMES = frozenset(_FIRST_NAMES.split())
"""First names that are no English words: replaced in small letters too."""

_MAY_BE_NAMES = """
amber angel april art baker barker bell bill bird bishop black bloom bond booth bowler boy brook brooks brown
bull burns bush butcher butler carpenter carter case castle chance chase christian christmas clay cole cook cooper
crane cross cruz dale dawn day dean dee don drew driver earl eve faith farmer field fields fisher flower flowers
ford forest foster fox frank french frost gale gardener gates gene gill glass glen gold good goodman grace grant
gray green grey grove guy hale hall hand hardy harper hart hawk hay heath heather hill hills hobbs holly hood hook
hope hunt hunter iris ivory ivy jack jade joy june justice kay king kit knight lake lamb lane law lee lily little
long love lynch major mark marsh mason may meadows mercy miles mills moon moss new noble norm north nurse olive
page park parker parson parsons pat peace pearce pearl penny piper pitt pool poole poppy porter potter power
powers price prince pry ray read reed reid rich river rivers rob robin rock rod rose ruby rush sage sandy savage
scarlet shaw shepherd short singer singh skye small smith snow song south spencer spring stone storm strong
sue summer summers swan swift tanner taylor temple tiger turner violet wade walker wall ward waters way webb wells
west weaver white will willow winter wise wolf wood woods young
"""
MAY_BE_NAMES = frozenset(_MAY_BE_NAMES.split())
"""Words that are names as well: replaced where they have a capital inside a sentence."""

_KEPT = """
acas adhd ai als aln aob ap asap asd asc ask bcc btec cc ccf ccg cctv cd ceo cfo cic cin cla cog cohort cop cp cpd cv
cwop cyp dbs dfe dob doc dla dpa dpia dsar dsm dt dvd dvla dwp eal eap ecm ect edukey ehc ehcp elsa ep epq eqa esol
eu ews eyfs faq fao foi fs fsm ft fyi gcsepod gdprs gp gps ht hod hmrc hod hoy hq https http ict id idp iep imac ip
isp it jcq kc key ks ks1 ks2 ks3 ks4 ks5 la lac lado laptop ls lsa mac mash mfl mfa ms msg ni nhs ni nino nqt ocr ok
od otp pc pcs pcso pdfs pe pe pep pgce pin pip pm pmr pp ppa ps psc pshe psp pta pto pupil qr qts re rag rc reg roa
rse rsl sa sar sats sci scr sd sds sdq sen sencos senco send sendco sims sip slt smt snap soc spag spad spa ssd sso
st std stem ta tas tbc tbd tlr toil tv ucas uci uk upn url uscb usa vle vpn wc wifi xl xls xlsx xmas csv docx pptx jpg
jpeg png zip
afasic alton aqa arbor azure bitlocker bluetooth brexit bromcom bt canva capita chrome classcharts classdojo dojo
chatgpt claude copilot gemini grammarly civica cashless ccleaner cloud cpoms myconcern safeguard dell lenovo hp acer
asus edexcel eduqas wjec evolve excel evernote everycook facetime firefox edge fitbit foldr freedom gdrive github gmail
google googledoc gopro hotmail yahoo icloud imessage insta instagram iphones ipads ios kindle kahoot lanschool
linkedin livestream macbook mailchimp messenger microsoft mimecast mintclass netflix nokia office onenote outlook
padlet parentmail parentpay parenthub paypal pegasus pinterest powerpoint publisher quizlet ricoh konica minolta kyocera
sage satchel schoolcomms schoolmoney scopay seesaw sharepoint showbie sharepoint skype slack smoothwall snapchat
surveymonkey surface tapestry tapestry teams telegram threads tiktok toshiba trello tumblr turnitin twitter
typeform unison neu nasuwt naht wetransfer wordpress xbox xerox youtube zendesk zoom inventry signin provision edukey
wikipedia ebay vinted gumtree freecycle amazon alexa sandisk kingston verbatim nikon panasonic sony android pixel
british english england scotland scottish wales ireland irish european britain london cardiff europe
bank bore bawb cofion diolch annwyl ysgol blwyddyn dosbarth cylch urdd pennaeth athro athrawes nos da prynhawn
p'nawn hwyl gorau cynradd uwchradd gymunedol cymraeg dydd llun mawrth mercher iau gwener sadwrn sul ionawr chwefror
ebrill mai mehefin gorffennaf awst medi hydref tachwedd rhagfyr eglwys rydw mae dw roedd ges wedi neithiwr ddoe
heddiw bore'r tua helo hei shwmae sori mewn ar ac yn y yr o i a
halloween easter ramadan eid diwali hanukkah lent advent pentecost whitsun half guy fawkes
universal credit jobseekers income asperger asperger's autism dyslexia dyspraxia epipen ventolin ritalin tourette
tourettes down's downs crohn's coeliac covid hiv tb ofqual estyn unicorn wi pto mps mp duke edinburgh dofe prevent
caf tac tacs taf eh mdt annex appendix annexe ref no nos re fw fwd fyi ps nb eg ie etc am pm
weds automatic discovered area responsible comp community lower upper payslips matron god jehovah grammar post tel
estates low inclusion dp lm ewo sw aht learning middle isle bacs nea marac vat kcsie hlta salt icpc ot gb aup sbm ddsl
mfd careers lettings agenda resources humanities witness score examinations occupational pensions record dated contents
contains central roughly acceptable mondays tuesdays wednesdays thursdays fridays saturdays sundays evenings alumni
responsible employee frequent ive im id dont didnt cant wont havent hasnt wasnt isnt couldnt shes hes theyre were youre
exercise mandates indiv unsubscribe plough schools greek vatican ehcps gdprs pes iep ieps learner learners
swyddog rheolwr dyddiad amser neges aeth candour
madam sir sirs miss mrs mr ms mx dr prof father rev nurse sister cllr st saint colleague colleagues all everyone
apologies cheers yours sincerely faithfully ta morning hiya evenin evening afternoon thx ty pls plz
"""
KEPT = frozenset(_KEPT.split()) | COMMON_WORDS
"""Words with a capital that name nobody: abbreviations, products, languages, how mails begin and end."""

_MONTHS = (
    "january february march april may june july august september october november december monday tuesday wednesday"
    " thursday friday saturday sunday"
)
MONTHS = frozenset(_MONTHS.split())

_FICTIONAL_FIRST = """
Alba Alwyn Annis Ansel Arlo Astrid Aubrey Audra Barnaby Basil Beryl Blythe Bram Briony Caius Calla Caspian Celeste
Cian Clarissa Clemency Conrad Cora Cressida Dara Delia Della Digby Dinah Dora Edmund Effie Elmer Elspeth Emrys
Enid Esmond Etta Eunice Fabian Felicity Fern Flora Gideon Gilda Greta Griselda Gus Hattie Hector Hester Honor
Horace Ida Ignatius Ines Ingram Isidore Ivor Jarvis Jethro Jocelyn Juno Kitty Lachlan Leonie Letitia Linus Lionel
Lorcan Lottie Ludo Lyra Mabli Maeve Magnus Marcella Merle Minerva Morwenna Myrtle Nell Nesta Nettie Ned Octavia
Odette Olwen Orla Orson Ottilie Pascal Perdita Petra Phineas Prudence Quentin Ramona Rafe Roisin Rowena Rufus
Sabina Selwyn Septimus Sidonie Silas Sorrel Sybil Tabitha Talia Tamsin Thaddeus Thora Tobias Ulric Ursula Vaughan
Verena Viola Wanda Wilbur Winnie Xenia Yolanda Zelda
"""
FICTIONAL_FIRST = tuple(_FICTIONAL_FIRST.split())
_BEGINNINGS = (
    "Ald Arn Ash Bex Birk Blen Bram Brin Cald Carn Chad Clif Col Cran Dal Dar Den Dray Dun Ecc Ell Elm Ether Fair Far"
    " Fen Fos Gad Gar Gol Had Hal Har Hax Hel Hol Hux Ing Kel Ken Kir Lam Lang Lin Lock Mar Mel Mid Nor Oak Od Os Pem"
    " Pen Pet Quar Rad Ravens Red Rip Ros Sal Sed Shel Skel Stan Sut Tam Thorn Til Up Wal War Wex Whit Win Wol Yar"
)
_ENDINGS = (
    "borne bridge bury by combe cott croft dale den field ford gate ham hurst land ley low mere more ridge sett shaw"
    " stead thorpe ton wick worth"
)


@cache
def fictional_last_names() -> tuple[str, ...]:
    """Return the fictional surnames and places, of two halves each."""
    return tuple(beginning + ending for beginning in _BEGINNINGS.split() for ending in _ENDINGS.split())


@cache
def ordinary_words() -> frozenset[str]:
    """Return the words that people write in small letters (`training.ordinary_words`)."""
    return frozenset((files("nlp") / "weights" / "ordinary_words.txt").read_text(encoding="utf-8").split())
