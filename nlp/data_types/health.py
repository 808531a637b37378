"""Words for health: the body and the mind, the care for them, and the papers about them."""

from nlp.data_types.rules import firm, vague

RULES = (
    firm(
        "health",
        "care",
        0.9,
        r"""
        medical(?:s|ly)?(?! (?:room|centre|student|school|tape)\b)(?: (?:needs?|conditions?|info(?:rmation)?|notes?
        |records?|details?|histor(?:y|ies)|forms?|lists?|plans?|sheets?|files?|folders?|boxe?s?|cards?|evidence|letters?
        |reports?|certificates?|questionnaires?|appointments?))?|medic(?:ation|ations|ines?|inal|s)\b|meds(?! school)
        |(?:fridge|medicine|medication|drug|drugs) (?:list|log|chart|sheet|record|book)s?|prescri(?:bed|ptions?|bing)
        |dos(?:e|es|age)s?|health(?! (?:and|&) safety)(?!y)(?:care)?(?: (?:plans?|care plans?|needs?|conditions?
        |records?|info(?:rmation)?|histor(?:y|ies)|notes?|questionnaires?|visitors?|issues?|problems?|forms?|data))?
        |(?:ihp|ihcp|icp|hcp)s?|care plans?|individual health\w*|intimate care|toilet(?:ing|ting) (?:accidents?|plans?
        |needs?)|continence|nappy rash\w*|incontinen\w*|bed ?-?wett\w+|wet(?:ting)? (?:himself|herself|the bed)
        |soil(?:ed|ing) (?:himself|herself)|peg feed\w*|feed(?:ing)? (?:plan|tube|regime)s?|catheter\w*|colostom\w+
        |stoma|first[ -]aid (?:records?|logs?|books?|slips?|forms?|folder|notes?)|accident (?:books?|records?|forms?
        |reports?|logs?|slips?)|(?:head )?bump(?:ed)? (?:notes?|letters?|slips?|forms?|head)|sick ?-?bay (?:book|log
        |records?)|matron'?s? (?:day )?(?:book|notes?|log|records?)|nurse'?s? (?:notes?|records?|book|log|list|referral)
        |surgery (?:book|log|list)|(?:hospital|gp|g\.p\.|doctors?'?s?|drs?|consultants?'?s?|paediatric\w*|clinic
        |dentist'?s?|optician'?s?|surgeon'?s?|specialist'?s?|orthodontist|midwi(?:fe|ves|fery)|psychologist'?s?
        |therapist'?s?|physio'?s?|medical|ed psych'?s?|ot|salt|slt) (?:letters?|appointments?|appts?|notes?|reports?
        |details?|records?|referrals?|names?|visits?|advice|bit|surgery|assessments?|results?)|clinic appointments?
        |(?:fertility|sexual health|mental health|pain|diabetic|asthma|eating disorder\w*) clinics?
        |occupational (?:health|therap\w+)|oh (?:reports?|referrals?|letters?)|physio\w*|speech (?:and|&) language
        |speech (?:therap\w+|plans?|reports?)|salt (?:reports?|plans?|notes?|targets?|referrals?|assessments?)|slcn
        |paediatric\w*|psychiatr\w+|psycholog(?:y|ical|ists?'?s?)(?! society)|camhs|cahms|therap(?:y|ies
        |ists?)(?! dogs?)|counsel(?:l?ing)(?: (?:notes?|sessions?|files?|records?|referrals?|list|logs?
        |diary))?(?! service)|counsel(?:l?ors?'?s?) (?:referrals?|letters?|reports?)
        """,
    ),
    firm(
        "health",
        "illness",
        0.9,
        r"""
        diagnos\w+|dx|(?<!learning )disabilit(?:y|ies)|disabled (?:pupils?|child\w*|students?|parents?|staff|people
        |toilet (?:list|plan))|registered disabled|illness\w*|(?:was|been|being|is|were|are|his|her|their
        |long[ -]term) (?:very |seriously |really )?ill(?=[,.; ]|$)|diseases?|infections?|infectious
        |virus(?=es)(?! (?:scan|check|protection|software))|covid(?: (?:status|tests?|results?))?|lateral flow|measles
        |chicken ?pox|meningitis|scabies|head ?-?lice|nit letters?|(?:has|had|got|with|have) nits|live lice|headlice
        |worms|allerg\w+|anaphyla\w+|intoleran(?:t|ce|ces)|(?:nut|milk|egg|gluten|lactose|dairy)[ -](?:free|allerg\w+)
        |coeliacs?|celiac|asthma\w*|inhalers?|epi-?pens?|eppy pens?|auto-?injectors?|epilep\w+|seizures?|fits(?= |,
        |\.)(?! (?:in|into|the|with|on|our|all|your|perfectly))|(?:has|had|have|having) (?:a )?(?:fit|turn)\b|midazolam
        |diabet\w+|insulin|blood (?:sugars?|tests?|groups?|pressure|results?|types?)|eczema|psoriasis|cystic fibrosis
        |cerebral palsy|sickle ?-?cell|hiv|hepatitis|tuberculosis|leuka?emia|tumou?rs?|cancers?|chemo\w*|dialysis
        |transplants?|cardiac|heart (?:conditions?|problems?|tablets|murmurs?|operations?|defects?|attack)
        |strokes?(?! of)|arthritis|crohn'?s|colitis|ibs|migraines?|m\.e\.|fibromyalgia|multiple sclerosis|parkinson'?s
        |dementia|alzheimer'?s|hernia|adhd|a\.d\.h\.d\.?|asd|asc(?= |,|;|\.|/|\))|autis\w+|(?:on
        |on the) (?:autistic |the )?spectrum|asperger'?s?|neurodiver\w+|tourette'?s?|(?:his|her|a|motor|vocal
        |verbal) tics|dyslexi\w+|dyscalculi\w+|dyspraxi\w+|down'?s syndrome|f[oe]?etal alcohol(?: \w+)?|fasd?|
        (?<!adults with )learning (?:difficult\w+|disabilit\w+)|global delay|developmental delay|selective(?:ly)? mut\w+
        |(?:a |has a |his |her )stammer\w*|stutter\w*|hearing (?:tests?|loss|aids?|impair\w*)|deaf\w*|sight (?:loss
        |tests?)|visual(?:ly)? impair\w*|blind(?!s| cop| carbon|-cop| spot)|partially sighted|wheelchairs?|walking frame
        |prosthe\w+|mental(?:ly)?(?: (?:health|illness\w*|state|breakdown|ill|capacity|problems?))?|wellbeing (?:issues?
        |surveys?)|depress(?:ed|ion|ive|ants?)?|anti-?depressants?|anxi(?:ety|ous (?:about|since|after))|panic attacks?
        |self[- ]?harm\w*|(?:cut|cutting|cuts|hurt|hurting|harming) (?:her|him|them)sel\w+|suicid\w+|(?:tr(?:y|ied|ies
        |ying) to|wants? to|wanted to) (?:kill|hurt|harm|hang|drown) (?:her|him|them)sel\w+|kill(?:ed|ing)? (?:her|him
        |them)sel\w+|not wanting to (?:be here|live)|end (?:her|his|their) (?:own )?li\w+|(?:a|heavy|secret
        |is a) drinker|preg(?:nancy)? tests?|overdos\w+|eating disorders?|anorexi\w+|bulimi\w+|stopped eating|not eating
        |ptsd|bipolar|schizo\w+|psychosis|psychotic|sectioned|breakdowns?(?! (?:of (?:the )?(?:marks|costs|grades
        |results)|truck|van|recovery))|nervous breakdown|bereave\w+|fluoxetine|sertraline|ritalin|methylphenidate
        |melatonin|addict\w+|alcoholi\w+|(?:drug|alcohol|drink|drinking|drink and drug) (?:use|problems?|abuse|misuse
        |dependen\w+|habits?|issues?|tests?)|rehab|substance (?:misuse|abuse)|pregnan\w+|miscarr\w+|lost (?:a|the|her
        |their|another|his) (?:\w+ )?bab(?:y|ies)|stillb\w+|abortions?|terminations?(?= (?:of|at|she|in))|ivf|fertility|
        (?<!about )menopaus\w+|hysterectom\w+|maternity(?! (?:cover|leave cover|pay))|periods? (?:pain|products)
        |started her periods?|injur\w+|concuss\w+|fractur\w+|broken (?:arm|leg|wrist|ankle|bones?|collar ?bone|finger
        |nose)|surger(?:y|ies)|(?:his|her|their|an|the|for an|a) operations?(?! (?:of|at|to|manager|team|director))
        |hospital(?:is\w+| stays?| treatment| admissions?)|in hospital|x-?rays?|scans? (?:results?|appointment)
        """,
    ),
    firm(
        "health",
        "absence",
        0.88,
        r"""
        sickness(?: (?:absences?|records?|figures|letters?|notes?|data|meetings?|forms?|logs?|reviews?|dates?|history
        |monitoring))?|sick (?:notes?|records?|leave|pay|lines?|certificates?|days?|absences?|list|log|forms?)
        |fit notes?|doctor'?s? notes?|self[- ]cert\w*|return[- ]to[- ]work (?:forms?|interviews?|notes?|meetings?)
        |absence (?:reasons?|file|notes? \(|meetings?|letters? \(|management)|(?:staff|sickness
        |long[- ]term) absences?(?: (?:records?|list|sheet|spreadsheet|log|notes?|data|figures))?
        |reasons? for (?:their |the |her |his |each |any |every |all )?(?:extra time|absences?|being off)|(?:who(?:'s
        | is| was| has been|'d been)?|what) (?:is |was |been )?off (?:sick|with)|why (?:\w+ ){1,5}(?:is|was|been
        |had been|has been|isn't|wasn't|isnt|were) (?:back|off|away|absent|out)(?: (?:work|sick|ill|since|so))?
        |(?:been|is|was|got|currently|'s) signed off(?= (?:by|sick|work|with|for|until|till|since)
        |[.,;])(?! (?:by (?:the )?(?:head|governors?|
        finance))|on)|under the doctors?|(?:with|because of) (?:the drink|(?:his|her) (?:drinking|nerves))
        |off (?:work )?with (?:stress|depression|anxiety|\w+itis|cancer|her nerves|his nerves|a breakdown|her back
        |his back|long covid)|work[- ]related stress|phased return|reasonable adjustments?|ill[ -]health|what(?:'s|s| is
        | was)? (?:wrong with|up wi(?:th|')?|the matter with) (?:them|him|her|each|every\w*|the (?:child\w*|boy|girl
        |kids?))|(?:vaccin\w+|immunis\w+|immuniz\w+|inoculat\w+)(?: (?:lists?|forms?|consents?|records?|status))?
        |jabs?(?: (?:consent|forms?|list|records?))?|(?:nasal )?flu (?:jabs?|(?:spray|vaccine) (?:consents?|forms?
        |lists?)|consents?)|hpv|consents? for (?:the )?(?:jab|vaccin|hpv|flu)\w*|dietary(?: (?:needs?|requirements?
        |info\w*|list|sheet))?|special diets?|diet(?:s| sheets?| list)|food intoleranc\w+|conditions? (?:the (?:employer
        |coach|instructor)|they|he|she|we|that) (?:should|has|have|may|suffer\w*)|(?:takes?|taking|is on|started on
        |he's on|she's on|on) (?:tablets|pills|meds|medication|medicine|antidepressants)(?= |,|\.)|(?:heart|pain
        |sleeping|strong|water|thyroid) (?:tablets|pills)|tablets for|treatment for|having treatment|weigh(?:ts?
        |ed) and heights?|heights? and weights?|bmis?|weigh-?in|ncmp|sen(?:d)? medical|(?:prescription|hospital) (?:list
        |details|record)s?
        """,
    ),
    vague(
        "health",
        "body",
        0.7,
        r"""
        tablets(?! (?:were|was|are|computers?|devices?|trolley|for the class))|pills|operation|condition|conditions
        |hospital|surgeon|clinic|nurse|gp|lung|weights?|glasses|toilet\w*|nappies|weaning|stress(?:ed)?|eating
        |sleep|drinking|sick(?= (?:child|pupil|again))|medic|diet|needs carried|buggy
        |hoist\w*
        """,
    ),
)
