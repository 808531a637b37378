"""The kinds of data in Welsh, mutations included."""

from nlp.data_types.rules import firm

RULES = (
    firm(
        "name",
        "welsh",
        0.9,
        r"(?:h)?enwau?(?: (?:cyntaf|llawn))?|(?:ei|eu|gyda'u|gydag) h?enwau?|chyfenwau|cyfenwau?",
    ),
    firm(
        "address",
        "welsh",
        0.88,
        r"""
        (?:cyfeiriad(?:au)?|gyfeiriad(?:au)?|chyfeiriad(?:au)?)(?: (?:cartref|adre|adref|llawn))?(?! (?:e-?bost|ip
        |anghywir))
        """,
    ),
    firm(
        "postcode",
        "welsh",
        0.93,
        r"(?:cod|god|chod)(?:au)? post|codau post",
    ),
    firm(
        "nhs_number",
        "welsh",
        0.93,
        r"(?:rhif|rif)(?:au)? (?:y )?gig|(?:rhif|rif)(?:au)? iechyd",
    ),
    firm(
        "email_address",
        "welsh",
        0.88,
        r"(?:cyfeiriad|gyfeiriad|chyfeiriad)(?:au)? e-?bost|e-?byst (?:y )?rhieni",
    ),
    firm(
        "date_of_birth",
        "welsh",
        0.93,
        r"(?:d|dd)yddiad(?:au)? geni|pen-?blwydd(?:i)?|phen-?blwydd(?:i)?|ben-?blwydd(?:i)?",
    ),
    firm(
        "employee_number",
        "welsh",
        0.92,
        r"rhif(?:au)? (?:gweithiwr|gweithwyr|cyflogai|cyflogres|staff|y gyflogres)",
    ),
    firm(
        "driving_licence",
        "welsh",
        0.92,
        r"(?:trwydded|drwydded|thrwydded)(?:au)? [gy]+rru|(?:trwydded|drwydded)(?:au)? gyrrwr",
    ),
    firm(
        "ip_address",
        "welsh",
        0.9,
        r"(?:cyfeiriad|gyfeiriad|chyfeiriad)(?:au)? ip",
    ),
    firm(
        "mothers_maiden_name",
        "welsh",
        0.93,
        r"enw(?:au)? morwynol|cyn priodi",
    ),
    firm(
        "racial_ethnic_origin",
        "welsh",
        0.9,
        r"""
        ethnig(?:rwydd)?|(?:tarddiad|darddiad|cefndir|gefndir) ethnig|(?:c|g|ch)enedligrwydd|hil(?= |,|\.)
        |o ble mae (?:eu|ei) (?:teulu|rhieni)\w*|sipsiwn|ceiswyr lloches|ffoadur\w*
        """,
    ),
    firm(
        "political_beliefs",
        "welsh",
        0.88,
        r"""
        (?:g)?wleidyddol|gwleidyddiaeth|dros ba blaid|pa blaid|(?:p|b|m)leidlei?s(?:io|iodd|iau|iech\w*)(?! (?:dros
        |am) (?:streic|y streic))
        """,
    ),
    firm(
        "religious_beliefs",
        "welsh",
        0.9,
        r"""
        (?:c|g|ch)refydd(?:ol|au)?|ffydd|mosg|mwslim\w*|tystion jehofa|bedydd|addoli|capel (?:maen|mae)|i'r (?:capel
        |mosg|eglwys)
        """,
    ),
    firm(
        "trade_union",
        "welsh",
        0.9,
        r"(?:undeb|undebau)(?! rygbi)(?: llafur)?|streic\w*|aelodaeth undeb|ucac",
    ),
    firm(
        "health",
        "welsh",
        0.9,
        r"""
        (?:m|f)eddygol|iechyd(?! a diogelwch)(?: (?:meddwl|meddyliol))?|(?:m|f)eddyginiaeth\w*|moddion|foddion
        |alergedd\w*|asthma|diabetes|epilepsi|cwnsela|gwnsela|salwch|anabledd\w*|hanabledd\w*|diagnosis|(?:ar y
        |y) sbectrwm|awtis\w+|(?:yn )?(?:ddyslecsi[ag]|dyslecsi[ag])|cyflwr(?: ar)?|chyflwr|gyflwr|ysbyty|pigiad\w*
        |brech\w+|iselder|gorbryder|hunan-?niweid\w*|beichiog\w*|nyrs ysgol|gofal (?:iechyd|personol)
        |cynllun(?:iau)? gofal|dietegol|anaf\w*|absenoldeb salwch|nodyn(?:nau)? ffitrwydd
        """,
    ),
    firm(
        "sexual_life",
        "welsh",
        0.9,
        r"hoyw|lesbiaid?|deurywiol|ddeurywiol|rhywioldeb|cyfeiriadedd rhywiol|trawsryweddol|draws(?:ryweddol)?",
    ),
    firm(
        "biometrics",
        "welsh",
        0.92,
        r"biometrig|olion bysedd|ôl bys|adnabod wynebau?",
    ),
    firm(
        "national_insurance_number",
        "welsh",
        0.94,
        r"yswiriant (?:gwladol|cenedlaethol)|rhif(?:au)? yg",
    ),
    firm(
        "financial",
        "welsh",
        0.9,
        r"""
        (?:c|g|ch)yflog(?:au)?|slip(?:iau)? (?:cyflog|tâl)|(?:manylion|fanylion) (?:banc|(?:ei|eu|y) (?:ch)?(?:erdyn
        |gerdyn) banc|ariannol)|cerdyn banc|cherdyn banc|cyfrif(?:on)? banc|dyled\w*|incwm|arian cinio|ffioedd
        """,
    ),
    firm(
        "tax_benefits",
        "welsh",
        0.9,
        r"""
        (?:p|b|ph)rydau (?:ysgol )?am ddim|cinio am ddim|credyd(?:au)? (?:cynhwysol|treth)|(?:b|f)udd-?dal\w*|treth
        |cymhorthdal incwm|pyd\b|grant datblygu disgyblion
        """,
    ),
    firm(
        "child_protection",
        "welsh",
        0.9,
        r"amddiffyn plant|diogelu(?! data| gwybodaeth| eich)|plant mewn angen|cam-?drin(?:iaeth)?",
    ),
    firm(
        "safeguarding_adults",
        "welsh",
        0.92,
        r"(?:diogelu|amddiffyn) oedolion|oedolion? (?:mewn perygl|bregus)|oedolyn (?:mewn perygl|bregus)",
    ),
    firm(
        "pensions",
        "welsh",
        0.92,
        r"(?:p|b|ph)ensi(?:wn|ynau)|cyfraniadau pensiwn",
    ),
    firm(
        "records",
        "welsh",
        0.87,
        r"""
        (?:c|g|ch)ofnodion?|(?:c|g|ch)ofnodion (?:disgyblion|personol)|adroddiad(?:au)?(?: (?:ysgol|diwedd blwyddyn
        |blynyddol|drafft|cynnydd|blwyddyn))?|(?:cynllun|gynllun|chynllun)(?:iau)? (?:datblygu unigol|addysg unigol
        |cymorth|ymddygiad)|cdu|ady|aln|anghenion (?:dysgu )?(?:ychwanegol|addysgol)|(?:c|g|ch)anlyniadau|marciau
        |graddau|(?:g)?waharddiad\w*|ymddygiad|presenoldeb|bresenoldeb|absenoldebau|targedau(?: darllen)?
        |oed(?:ran)? darllen|asesiad\w*|tgau|ffurflen(?:ni)? (?:gais|derbyn|cofrestru)|llyfrau derbyn|cofrestri
        |cofrestr y|gweithwyr cymdeithasol|gwasanaethau cymdeithasol|mabwysiad\w*|maeth\b|gofal maeth|seicolegydd
        |atgyfeiri\w+|disgyblu|arfarn\w+|gwerthus\w+ (?:staff|athrawon)|(?:c|g|ch)ytundeb(?:au)?|cyfeirio
        |ffeil(?:iau)?(?= (?:y |y )?(?:disgybl|plentyn|bachgen|merch|staff))
        """,
    ),
)
