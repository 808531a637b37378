"""Words for records: of school, of employment, of social services, adoption and housing, of courts."""

from nlp.data_types.rules import PERSON, firm, vague

RULES = (
    firm(
        "records",
        "reports",
        0.87,
        r"""
        (?:school|pupil|pupils'?|student|progress|annual|end of (?:year|term|ks\d)|end[- ]of[- ](?:year|term)|interim
        |spring|summer|autumn|year \d+|y\d+|draft|written|full|tutor|subject|tracking|leavers?'?|children'?s|his|her
        |their|kids'?|class|statutory|settling|transfer|school'?s|my|our|all (?:the|my
        |our)) (?!incident )(?:\w+ )?(?:reports?(?! (?:to|it|this|that|a|an|the|back|for duty)\b)|records?(?! (?:deal
        |of work|player|time|number))|report cards?)|reports? (?:for|on
        |about) (?:one |a |the |our |my |his |her |all (?:the |of )?|each |two |three |some |every )?(?:\w+ )?(?:boys?
        |girls?|child(?:ren)?|pupils?|students?|kids?|year|y\d+|class|son|daughter)|report (?:envelopes?|cards?|folders?
        |comments?|drafts?|data)|(?:pupils?|students?|child(?:ren)?|kids?|boys?
        |girls?)'?s?'? (?:personal |electronic |paper |full |whole |entire |academic |main |own )?(?:reports?|records?
        |files?|folders?|data|info\w*|profiles?|pages?|work|notes|details|stuff|progress|passports?)(?! (?:protection
        |officer|breach))|(?:y\d+|year \d+|year \w+|class|group|set) reports?|reports? with (?:dates?|names|attendance
        |grades|levels|comments)|folder of (?:y\d+ |year \d+ )?reports?|reports? (?:were|was|went|home|have|their
        |and the)|(?:the|these|those|all|\d+) reports (?:have|had|were|went|are|that|home|out)|attainment(?: \w+)?
        |grades?(?! exams?| \d| [a-z] listed)|(?:mock|exam|(?<!phishing )(?<!penetration )(?<!fire )test|sats
        |assessment|practice|cats|phonics
        |baseline assessment|spelling|maths|reading|quiz|gcse|a[- ]level|btec|screening|dyslexia|standardi[sz]ed|ctopp
        |wrat|swimming|fitness|times tables?|ks\d|entrance|11\+|eleven plus|progress
        |bleep) ?(?:screening |check |test )?(?:results?|scores?|marks?|sheets?|papers?|data|levels?|scripts?|outcomes?
        |grids?|tracker)|sats(?: (?:access|papers?|scripts?|packs?))?|scaled scores?|(?<!risk )(?<!impact )
        (?<!capacity )assessments?(?! (?:of this|form$|of the (?:risk|incident|breach)|evaluation))(?: (?:grids?|data
        |sheets?|folders?|spreadsheets?|records?|tracker|week))?|marks(?! (?:the|out|it|on the))|mark ?-?(?:books?
        |sheets?|lists?)|gradebooks?|marked (?:books?|work|essays?|papers|coursework|scripts)|marking|coursework|essays?
        |compositions|nea|exercise books|maths books|(?:english|science|writing|workbooks?) books|scripts|portfolios?
        |candidate (?:numbers?|statements?|records?|files?)|f8s?|form 8s?|jcq|reading (?:ages?|levels?|records|scores?
        |intervention|targets?|groups?|sheets?|logs?|assessments?|tests?|diar\w+)|guided reading (?:sheets?|notes?
        |groups?)|(?:working|writing|maths) (?:levels?|targets?|towards)|target setting|tracking (?:data|sheets?
        |spreadsheets?|grids?)|trackers?(?= for| of| with)|flight paths?|(?:school )?reference numbers? and grades
        |results? (?:slips?|sheets?|envelopes?|lists?|day envelopes?)|certificates? of achievement|predicted
        |progress (?:data|8|reviews?|sheets?|checks?|notes?)|two[- ]year progress checks?|learning (?:journ\w+|stor(?:y
        |ies))|tapestry|observations?(?! deck)|moderation|pupil progress
        """,
    ),
    firm(
        "records",
        "support",
        0.87,
        r"""
        sen(?:d|co)? (?:status|codes?|support|register|lists?|reviews?|notes?|needs?|files?|folders?|info\w*|data
        |evidence|records?|flags?|bods|kids|children|pupils|profiles?|plans?|spreadsheet|details|stuff|provision
        |paperwork|overview|concerns?|k\b|categor\w+)|(?:who(?:'s| is)?|which|and|,|/|\+|&|is
        |has) sen(?:d)?(?= ?[,;.)/&]| and |$|\n)|special (?:educational )?needs(?! (?:base|school|unit|dept|department
        |teacher|assistant|coordinator))|additional (?:learning |support )?needs|aln (?:files?|register|list|notes
        |reviews?)|ehcps?|ehc (?:plans?|drafts?|reviews?)|education,? health,? (?:and|&) care|idps?\b|iep'?s?\b|isps?\b
        |ilps?\b|i\.e\.p\.?s?|pep'?s?\b(?! talk)|provision maps?|pupil passports?|(?:pupil|learning|transition
        |one[- ]page|communication) (?:passports?|profiles?)|support plans?|(?:behaviou?r|learning|individual|education
        |risk|handling|personal education|positive handling|speech therapy|therapy|transition
        |pastoral) (?:support |development |education |learning |management |behaviou?r )?(?:plans?|passports?)
        |annual reviews?|review (?:notes?|minutes|paperwork|meeting notes)|access arrangements?|extra time
        |exam (?:access|concessions)|readers? and scribes?|special consideration|intervention (?:groups?|lists?|sheets?
        |records?|notes?|data)|(?:ep|ed psych|educational psych\w+|psychologist'?s?|salt|ot) (?:reports?|notes?
        |assessments?)|ed psych'?s?(?= notes| report| stuff)|vulnerable (?:pupils?|children|learners?|families) (?:list
        |overview|register|spreadsheet|sheet)?|eal (?:status|list|register|needs|support|children|pupils|codes?|flag)
        |seating plans? with|(?:in|into
        |on) (?:foster |local authority )?care(?= ?[,;.)]| and| or| order| now| on| from| next| since| at| with|$|\n)
        |looked[- ]after
        |lac(?: (?:records?|review|plan|children|pupils|list|status)|[,/;]| and)|cla(?: peps?)?|previously looked
        |adopt(?:ed|ion|ive)(?! leave)(?:'?s?)(?: \w+)?|fostered|(?:in|for|of|their|her|his) fostering
        |foster (?:placements?|care|records?|papers|names?|details)|care orders?|special guardian\w*
        |young carers?(?: (?:list|register|status|flag|referral)s?|[,/)])|who (?:can't|cannot|can not|mustn't|shouldn't
        |can) sit (?:next to|with|by)|who(?:'s| is| has been|'s been) (?:banned|excluded|suspended|in care|in trouble
        |struggling|failing|adopted|fostered)
        """,
    ),
    firm(
        "records",
        "pastoral",
        0.86,
        r"""
        behaviou?r(?: (?:logs?|points?|records?|stuff|notes?|incidents?|reports?|slips?|sheets?|books?|systems?|data
        |histor(?:y|ies)|files?))?(?! (?:support|lead|unit|mentor|team|manager|policy|teacher))|bullying (?:incidents?
        |forms?|logs?|reports?|records?|allegations?)|(?:incident|racist|racism|restraint
        |physical intervention) (?:slips?|logs? of|forms? about|reports? about|records?)|worry[- ](?:box|jar) (?:slips?
        |notes?)|worr(?:y|ies) (?:slips?|notes?)|exclusions?(?: \w+)?|excluded|suspen(?:ded|sions?)(?= (?:letter|from
        |for|paper|record|last|twice|list))(?: \w+)?|permanent exclusion|detentions?(?: \w+)?|house points
        |isolation (?:log|book|list|records?)|on report|pastoral (?:notes?|records?|files?|logs?|folders?|stuff
        |information)|(?:form|tutor|home visits?|phone|contact|meeting|supervision|mentoring|parents'? evening
        |transition|handover|pupil|case|observation|session|confidential|strategy|counsell?ing|panel|my
        |key ?worker) (?:notes?|logs?)(?= (?:on|about|for|of|from|for all)\b)|(?<!on )
        (?<!on the )attendance(?! (?:officer|office|lead|clerk|team|manager|assistant|allowance|welfare|at the|was good
        |checks?))(?: (?:records?|data|figures?|percentages?|prints?|certificates?|letters?|sheets?|registers?|codes?
        |reports?|list|lists|notes?|meeting|panel|warnings?|stats))?|penalty notices?|truan\w+|persistent absen\w+
        |absences(?=,|;| and )|20\d\d reports|absence (?:records?|letters?|list|sheets?|codes?|data|report|notes?)
        |late marks|unauthori[sz]ed absen\w+
        |school records?|who kicked off|managed moves?|alternative provision|(?:admissions?|appeals?|exclusion
        |enrol(?:l?ment)|registration|transfer|application|joining|starter|new starter|nursery|data collection
        |in[- ]year|sixth form|bursary) (?:forms?|folders?|files?|papers?|letters?|appeals?|bundles?|packs?|registers?
        |applications?|books?|records?|slips?)|application forms?|(?:transfer|transition|leavers?'?|boarders'?|boarding
        |archive[d]?|old pupil|former pupil|alumni|starting|whole) (?:files?|forms?|sheets?|notes?|records?|documents?
        |boxes|info\w*|booklets?)|transfer(?:red)? files?|ctfs?\b|(?:full )?list of leavers|pupil files?|(?:student
        |pupil) records?|case (?:files?|notes?|histor(?:y|ies)|stud(?:y|ies))|chronolog\w+|references?(?= (?:from|for
        |letters?|apiece|about|on|she|he|each|and|were|was))(?! (?:number|number:|no))|university (?:references?
        |applications?)|ucas(?: \w+)?|personal statements?|statements? from (?:pupils?|students?|witness\w*|five|the
        |staff)|witness statements?|investigation (?:notes?|reports?|files?|papers?)|complaints? (?:files?|log
        |letters? about|against)
        """,
    ),
    firm(
        "records",
        "employment",
        0.86,
        r"""
        apprais\w+(?! (?:system|training|policy))|performance (?:management|reviews?|objectives?|targets?)|(?:our|their
        |staff|my|his|her) (?:annual )?reviews|disciplinar\w+(?: (?:records?|letters?|notes?|files?|hearings?|outcomes?
        |papers?|matters?|investigations?|action|procedure|process))?|written warnings?|final warnings?|warning letters?
        |capabilit(?:y|ies)(?: \w+)?|support plan for (?:a |the )?(?:teacher|member)|redundan\w+
        |restructur\w+ (?:papers?|scores?|letters?|list)
        |(?<!formal )(?<!in a )(?<!raised a )(?<!lodged a )(?<!written )(?<!with a )grievances?
        |settlement agreements?|dismiss(?:al|ed)(?= (?:letter|paper|of|meeting|for))|suspension (?:letters?|notices?
        |paperwork)|settlement agreements?|leave requests?|dbs (?:numbers?|dates?|certs?|details|info\w*|renewals?)
        |part (?:2|two|ii) (?:minutes|items?|papers?)|confidential minutes|minutes (?:on|about)|(?:is|are|was|were
        |been) being investigated|(?:being|been|is|was|are|were) investigated for|counsell(?:or'?s?
        |ing) (?:notes|files?|records?)|well-?being (?:notes|concerns|records?|plans?)|(?:hr|personnel|senco|send?co
        |head'?s|pastoral|safeguarding) (?:office |room |cupboard )?(?:files|folders|cabinets?|drawers?|records)
        |reads? the files|who (?:gets|has|needs) (?:a )?(?:scribe|reader|extra time|separate room|prompter|laptop)
        |report mix[ -]?ups?|prelim (?:results|marks|grades)|(?:occupational health|oh) (?:reports?|referrals?)
        |witness (?:accounts?|evidence)|probation(?:ary)? (?:reports?|reviews?|notes?|meetings?|forms?)|leaving reasons
        |exit interviews?|length of service|service (?:dates?|records?)|staff (?:files?|absences?|appraisals?|records?
        |contracts?|folders?|performance|disciplin\w+|details? (?:forms?|sheets?))|(?:hr|h\.r\.|personnel|employment
        |recruitment|employee|teachers?'?|ta'?s?|supply) (?:files?|records?|forms?|folders?|documents?|history|boxes
        |papers?|systems?|data|matters?|stuff|drawer|cabinet|contracts?)|single central (?:record|register)|scr\b
        |right to work|(?:job |staff |teaching |headship |the |all \w+ |\w+ )?applications? (?:of|for|from|forms?|with
        |packs?|papers?|letters?)|job applications?|interview (?:notes?|scores?|packs?|questions and|papers|sheets?
        |feedback)|shortlists?(?! \d)|candidates'? (?:files?|forms?|applications?|papers?)|cvs?\b|c\.v\.s?
        |curriculum vitaes?|contracts? of employment|(?:employment |\w+'s |ta |staff |their )contracts\b|contracts(?=,
        | and| with)|offer letters?|starter forms?|new starter (?:pack|file|detail|record)s?|lesson observations?
        |observation (?:notes?|forms?|feedback|records?|sheets?)|ect (?:reports?|reviews?|assessments?)|nqt (?:reports?
        |reviews?)|dbs (?:certificates?|forms?|disclosures?|results?|checks? (?:with|showing|results?))|(?:criminal
        |previous|spent|past) (?:convictions?|records?|history|histor\w+)|convictions|barred list
        |leave of absence (?:forms?|requests?)|allegations? (?:about|against|file|log|made against)
        |maternity (?:letters?|leave letters?)|starting salar\w+|employment history|work history|references (?:in|into
        |off)\b|(?:staff|job|year \d+|y\d+|ucas|student|pupil|college) references?
        |(?:sacked|dismissed|fired|let go) (?:for|because|over|after)|redundancy pool
        """,
    ),
    firm(
        "records",
        "social",
        0.87,
        r"""
        social[ -](?:services?|work(?:ers?)?|care)'?s?'? (?:letters?|records?|files?|referrals?|reports?|involvement
        |notes?|correspondence|names?|stuff|assessments?|minutes|plans?|contact|history|reviews?|visits?|emails?)
        |(?:letters?|notes?|reports?|emails?|minutes|referrals?|referred|correspondence) (?:from|to|by
        |with) (?:the |her |his |their )?social (?:work\w*|services|care)|(?:by|has a|have a|has|with|under|and the|her
        |his|their) social (?:workers?|services)(?= |,|\.)|known to social (?:services|care)|referral forms?
        |referrals?(?= (?:form|letter|to (?:camhs|social|early|mash))| about| on | and|,)|early help(?: \w+)?|(?:taf|tac
        |caf|cin|fam|eha) (?:meetings?|min\w*|forms?|notes?|plans?|reviews?|assessments?)|family support(?: \w+)?
        |housing (?:records?|benefit|applications?|letters?|officer'?s? \w+|situation)|homeless\w*|evict\w+|(?:mum
        |mother|family|mam|dad|lady|she|they|child|children)(?: is| are| was| were|'s)? in (?:a |the )?refuge
        |court (?:orders?(?= (?:in|on) (?:the )?(?:file|folder|record))|papers?|stuff|documents?|reports?|dates?
        |bundles?|letters?|statements?|proceedings)|family court|cafcass|custody(?: \w+)?|non-?molestation
        |divorce (?:papers|petition)|separat(?:ed|ion) (?:papers|details)|parental responsibility (?:papers|forms)
        |police (?:call-?outs?|reports?|notifications?|histor\w+|investigations?)|probation (?:service|officer)
        |youth offending|yot\b|(?:mum|dad|father|mother|brother|parent|uncle|stepdad)(?:'s|s| is| was|'s been
        | has been)? (?:in|gone to|been to|sent to|out of) prison|home background|family (?:backgrounds?|histor(?:y|ies)
        |circumstances|situation|hx|issues|problems|matters)|home (?:circumstances|situations?|life|problems
        |visits? (?:notes?|reports?|forms?))|who (?:can and )?(?:can't|cannot) collect|contact (?:arrangements|orders?
        |restrictions)|legal status|tenancy (?:agreements?|details)|police (?:involvement|visits?)|pvg
        |witness statements
        """,
    ),
    firm(
        "records",
        "files-on-people",
        0.75,
        rf"""
        (?:files?|folders?|dossiers?|binders?|records?|paperwork|papers|correspondence|minutes
        |diary) (?:on|about|relating to|concerning|regarding
        |to do with) (?:a |an |the |one |our |my |his |her |their |each |every |all (?:of )?(?:the |our )?
        |some |several |two |three |four |five |six |\d+ )?(?:\w+ ){{0,2}}{PERSON}(?! (?:names?|council|governors
        |association))|(?:personal|personnel|confidential|whole|entire|full|paper|individual) (?:files?|records?
        |data file)|(?:her|his|my|their|our|someone'?s|somebody'?s|colleague'?s|ex'?s|nephew'?s|niece'?s|daughter'?s
        |son'?s|sister'?s|neighbour'?s|cousin'?s|boy'?s|girl'?s|child'?s|lad'?s|family'?s|families'?
        |teacher'?s) (?:own |electronic |school |whole |personnel |staff |pupil |safeguarding )?(?:records?
        |files?)(?! (?:on the laptop|off))|every child'?s record|(?:open\w*|look\w*|read\w*|brows\w+|view\w*|went|going
        |snoop\w+|nos\w+) (?:\w+ ){{0,3}}(?:files? of|record of|records? for|file for|file on)|change of name
        """,
    ),
    vague(
        "records",
        "work",
        0.65,
        r"""
        results(?! page)|scores|levels|progress|targets|chronology|court(?! orders?)|sen|aln|referrals?|observations
        |achievements?|incidents|intervention\w*|tracking|concerns|ability|reports|(?<!scheme )references(?! number)
        """,
    ),
)
