"""Words for what tells who somebody is: names, addresses, numbers, fingerprints."""

from nlp.data_types.rules import firm, vague

RULES = (
    firm(
        "name",
        "said",
        0.9,
        r"""
        (?:(?:first|full|last|sur|pupils?'?s?|child(?:ren)?'?s|students?'?|parents?'|kids'?|staff|people'?s|every(?:one
        |body)'?s?) )?names?(?! (?:was left|were left|out of|off(?! the (?:screen|board|list|sheet|page))))|(?:her
        |his|their) (?:full |first |last )?names?
        |surnames?|forenames?|initials|first and surnames|named|nam(?:es|ing) names|name (?:stickers|badges|labels|tags)
        |by name|who (?:he|she|the (?:boy|girl|child|pupil|lad)) (?:is|was)
        """,
    ),
    firm(
        "address",
        "said",
        0.9,
        r"""
        (?:home|postal|current|family|families'|street|placement|refuge|private home|house|new home|previous|next of kin
        |parents?'?s?|mums?'?|dads?'?|child(?:ren)?'?s|pupils?'?s?|students?'?s?|people'?s|staff|her|his
        |their) (?:new |old |home |current |full )?address(?:es)?(?! (?:book|bar|line|label))
        |address(?:es)? of (?:the |a |our |their |his |her )?(?:house|home|refuge|family|families|pupils?|child(?:ren)?
        |staff|parents?|mum|mother|where)|where (?:she|he|they|people|everyone|everybody|(?:the|each|every) (?:famil(?:y
        |ies)|child(?:ren)?|girls?|boys?|kids?|pupils?|students?|twins)|staff|pupils|families|each|we
        |somebody) (?:all )?(?:now |currently )?(?:lives?|lived|(?:are|is|were) living|stays?|were moved|moved to)
        |(?:which|what) (?:road|street|house|flat) \w+ (?:is|are|lives?|live)|house numbers?(?: and (?:street|road))?
        |door numbers?|home locations?|(?:name|names|birth|dobs?|d\.o\.b\.?|numbers?|phones?|mobiles?|postcodes?|dates?
        |kin|email|ni|contacts?),? ?(?:and|&|/|\+|,|with) ?(?:the |their |home )?address(?:es)?(?! (?:book|bar|line
        |label))|(?<!e-mail )(?<!email )(?<!mail )(?<!ip )(?<!my )address(?:es)?(?=,| and| &|/|\+)(?:,| and| &|/
        | \+)? ?(?:the |their |home )?(?:names?|postcodes?|post codes?|phones?|telephones?|mobiles?|dobs?|dates? of
        |numbers?|contact|emails?|next of kin|ni\b|medical|who)|address and all|last known address(?:es)?|(?:get|find
        |found|got|gave|give|given|have|has|told|telling|looking up|looked up|leaked|know|knows|passed on|want(?:s
        |ed)?) (?:him |her |them |out )?(?:the|her|his|their|an?) (?:new )?address(?= ?[,.;!?]| to| of| and| from| off
        | in| so|$|\n)|number \d+ instead of \d+|addresses with postcodes|key ?safe codes?|(?:stops?|class|names?
        |number),? (?:and )?street(?=,| and|\.)|names? and house
        |(?:utility|gas|electric\w*|council tax|water) bills?|proofs? of address|pick-?up addresses
        """,
    ),
    vague(
        "address",
        "bare",
        0.8,
        r"""
        (?<!e-mail )(?<!email )(?<!ip )(?<!private )(?<!own )(?<!wrong )(?<!email's )(?<!foreign )(?<!mail )(?<!web )
        (?<!my )(?<!an )(?<!that )(?<!similar )(?<!privacy )(?<!envelope )(?<!return )address(?:es)?(?! (?:book|bar|line
        |list|label|box|field|(?:is|was|are|were) (?:outside|next|close|similar|wrong|one)|that|which is next|for it
        |abroad|he read|on it typed))
        """,
    ),
    firm(
        "postcode",
        "said",
        0.93,
        r"post[ -]?codes?|[a-z]{1,2}\d[a-z\d]? ?\d[a-z]{2}",
    ),
    firm(
        "email_address",
        "said",
        0.85,
        r"""
        (?:personal |home |private |parents?'?s? |college |school |contact |own )?e-?mails? ?address(?:es)?|(?:college|
        (?<!my )(?<!our )(?<!the )(?<!a )(?:school|work)|pupils?'?|personal|parents?'?s?|parental|home|contact
        |families'?|carers?'?|mums?'?|private|students?'?|guardians?'?|referees?'?|volunteers?'?|applicants?'?
        |customers?'?|members?'?
        |governors?'?|alumni|visitors?'?|people'?s) e-?mails?(?= ?[,;/.()&+]| and| were| are| in
        | for| on| off| from)|e-?mails?,? (?:and|&|or|/|\+) (?:(?:phone |mobile )?numbers?|(?:home )?addresses|names
        |mobiles?|phones?|postcodes?|dobs?)|e-?mails?, (?:(?:phone |mobile )?numbers?|addresses|names|mobiles?|phones?
        |postcodes?|dobs?|dates? of birth)|(?:names?|phone numbers?|numbers?|mobiles?|addresses|postcodes?|dobs?
        |phones?),? ?(?:and|&|/|\+|,) ?(?:their )?e-?mails?|every (?:single )?parent'?s e-?mail|contact e-?mails?
        |asked (?:also )?the (?:e-?)?mail|(?<=, )e-?mails?(?= ?[,;/]| and | &)
        """,
    ),
    firm(
        "email_address",
        "copied",
        0.8,
        r"""
        bcc(?:'?d|ing)?|blind[ -]cop(?:y|ied|ying)|(?:all|every(?:one|body)|parents|families|them|people|addresses
        |lot) (?:were |was |went )?(?:in|on|into) (?:the )?cc|(?:in|into|using|used|on) (?:the )?(?:"?'?to"?'?
        |"?'?cc"?'?) (?:box|field|line|bar)|c\.?c\.?'?d (?:everyone|everybody|them all|the lot|all)|(?:see|seen|have|had
        |got|shows?|showing|sees) (?:all |each |every(?:one|body) ?|one ?an?)?(?:the )?(?:other|another|else
        |one)'?s'? (?:private |personal |e-?mail )*addresses|(?:everyone|everybody)(?:'s| else's|s) addresses|(?:can
        |could) (?:all )?see (?:all )?the (?:other )?addresses|addresses (?:\w+ ){0,4}(?:to|cc) (?:box|field|line|bar)
        """,
    ),
    firm(
        "nhs_number",
        "said",
        0.95,
        r"""
        nhs (?:numbers?|nos?\.?|num|nr|id|ref)|numbers? of (?:the |their |his |her )?nhs|nhs(?= ?[,/&])|chi numbers?
        |health (?:and|&) care numbers?|h ?& ?c numbers?
        """,
    ),
    firm(
        "date_of_birth",
        "said",
        0.94,
        r"""
        dates? o[f']? ?(?:births?|berths?)|date ?/ ?place of birth|d\.?o\.?b\.?'?s?|birth ?-?dates?
        |birth ?days?(?! (?:cards?|part(?:y|ies)|cakes?|presents?|treats?|tea|do|assembly|meal|drinks?|book|weekend
        |list on))|birth dates?|when (?:she|he|they|each|everyone|the (?:child|girl|boy)) (?:was|were) born|(?:birth
        |adoption) certificates?|years? of birth|exact ages?
        """,
    ),
    firm(
        "date_of_birth",
        "implied",
        0.7,
        r"""
        (?<!transition )(?<!pupil )(?<!learning )(?<!communication )(?<!medical )(?<!health )
        (?<!sen )pass ?-?ports?(?! (?:office|photos?|pics?|pictures?|control|holder|for (?:learning|language))\b)
        """,
    ),
    firm(
        "employee_number",
        "said",
        0.93,
        r"""
        (?:employee|payroll|staff|personnel|works|emp|pay) (?:numbers?|nos?\.?|ids?|refs?
        |reference numbers?)(?!\s*[?:=|)]|\s+\d)|numbers? of (?:the )?employees?(?=,| and| \()|employee ids?
        """,
    ),
    firm(
        "driving_licence",
        "said",
        0.93,
        r"""
        (?:driv\w+|driver'?s?'?) (?:licen[cs]es?|licen[cs]ing)|licen[cs]es? (?:photo ?cop\w+|cop(?:y|ies)|scans?
        |numbers?|details)|dvla(?: (?:check )?codes?)?
        """,
    ),
    firm(
        "ip_address",
        "said",
        0.85,
        r"ip ?address(?:es)?|ips|(?:the|their|each|home|and|by) ip(?= ?[,.;)/]| and| each| from| of| log)|ip logs?",
    ),
    firm(
        "mothers_maiden_name",
        "said",
        0.95,
        r"""
        (?:mothers?'?s?'? )?maiden ?names?|(?:mothers?'?s?|mums?'?) (?:birth |sur)?names? (?:before
        |prior to) (?:she |they )?(?:marr\w+|got married)|name before marriage
        """,
    ),
    firm(
        "biometrics",
        "said",
        0.93,
        r"""
        biometrics?|(?:finger|thumb|palm|voice|hand) ?-?prints?(?! (?:paint\w*|art|picture))|(?:facial|face|finger|iris
        |retina|palm|voice) ?-?(?:recognition|scans?|scanning|templates?|id\b|data)|retina
        """,
    ),
    firm(
        "national_insurance_number",
        "said",
        0.95,
        r"""
        national insurance(?: (?:numbers?|nos?\.?))?|nat\.? ins\.?(?: (?:numbers?|nos?\.?))?|n\.?i\.? ?(?:numbers?
        |nos?\.?|nums?|nr)|ninos?|(?<=, )ni(?= ?[,;.)/&+]| and\b| bank)|(?<=and )ni(?= ?[,;.)/]|$|\n)
        |(?<=[&/+] )ni(?= ?[,;.)/&+]| and\b| for\b| of\b|$|\n)|insurance numbers?
        """,
    ),
)
