"""Words for the protection of children and of adults."""

from nlp.data_types.rules import firm, vague

RULES = (
    firm(
        "child_protection",
        "said",
        0.9,
        r"""
        child[ -]protection(?! (?:lead|officer|training|policy|co-?ordinator|trained|course|governor))(?: (?:plans?
        |files?|notes?|chronolog\w+|conferences?|records?|registers?|meetings?|minutes|referrals?|concerns?|reports?
        |logs?))?|c\.?p\.?(?= ?/ ?cin)|cp (?:plans?|files?|notes?|chronolog\w+|chrons?|conf\w*|records?|case\w*|minutes
        |mins|status|ones?|stuff|referrals?|reg\w*|meetings?|reports?|logs?|info\w*|issues?|concerns?|lists?|transfers?
        |folders?|paperwork|documents?|data|flags?|kids|children|side|letters?|details?)|(?:on|all|and|or|with|,|&|said
        |say|says|marked|headed|labelled|any|some|of|about|for|plus|:) (?:a )?cp(?= ?[,;.)/&]| and | or | on | in |$|\n)
        |cin\b(?: plans?| meetings?| status| reviews?)?|(?<!adult )
        (?<!adults )safeguarding(?! ?[-:(] ?adults?)(?! (?:adults?|lead|leads|officer|team|governor|link|training
        |manager|policy|inbox|co-?ordinator|director|trained|course|certificate|update|induction|deputy|point|rules?
        |procedures?|week|poster|partner\w*|issue\b|hub email|advisor|data))(?: (?:files?|folders?|concerns?|records?
        |notes?|logs?|chronolog\w+|referrals?|info\w*|disclosures?|minutes|meetings?|reports?|plans?|drives?|systems?
        |books?|forms?|register|list|cabinet|side|stuff|matters?|data|incident|case|paperwork|documents?|history
        |flags?))?|child(?:ren)? (?:in need|(?:pupils?|girls?|boys?) at risk)(?: (?:plans?|meetings?|register
        |reviews?))?|children at risk|s\.? ?47|(?<!')s\.?17|section (?:47|17)|icpcs?|rcpcs?
        |mash(?! potato)(?: referrals?| forms?)?|marf|ladO|lado (?:notes?|referrals?|minutes|meeting|strategy|outcome
        |report|file|case)s?|strategy (?:meetings?|discussions?)|core groups?|protection plans?|plans? of protection
        |(?:on|under|subject to) (?:a |the )?(?:child )?(?:protection )?plans?(?= |,|\.|;|\))(?! (?:for|to|a|b|of))
        |cpoms|c-poms|my ?concern|safeguard software|concern (?:forms?|logs?|slips?|sheets?)
        |cause for concern(?: forms?)?|(?:green|yellow|pink|blue|red) (?:concern|safeguarding) forms?|lac (?:review
        |plan)|body[ -]?maps?|non[- ]accidental|(?:on the )?at[- ]risk register|(?:sexual|physical|emotional|child
        |sexually|physically|historic\w*|alleged) abuse[ds]?|(?:about|of|disclos\w+|told \w+ about|alleg\w+|suspected
        |was|been|being) (?:the |his |her |their )?abuse[d]?|child neglect|marac(?: \w+)?|neglect(?:ed|ful)?(?! to
        | at home)|grooming|groomed|county lines|cse\b|(?:child|sexual|criminal) exploitation|fgm|forced marriage
        |chastis\w+|what (?:his|her|their) (?:mum'?s |mam'?s )?(?:step ?-?dad|dad|father|uncle|mum|mam|boyfriend|brother
        |cousin|grandad) (?:has |had |'s )?(?:done|did|does|been doing)|(?:step ?-?dad|dad|father|uncle|mum|mam
        |boyfriend|parents?|brother) (?:has been |had been |is |was )?(?:hit|hits|hitting|beats?|beating|hurts|hurting
        |touch\w+|slap\w*|punch\w*|threw|locks?) (?:him|her|them)|taken into care|emergency protection orders?
        |police protection|(?:sexual|indecent|physical|alleged) assaults?|raped?|sexually (?:abus|assault|exploit
        |harm)\w+|beaten|(?:not|n't|never|cannot) (?:to )?(?:be )?(?:allowed to be )?(?:collected|picked up
        |fetched) by (?:his|her|the|their|a)? ?(?:dad|father|mum|mother|nan|uncle|step\w*|parent)
        |(?:children'?s )?hearing (?:decision|papers?|reports?|minutes)|children'?s (?:hearing|panel|reporter)
        |child'?s plans?|supervision orders?|unocini|hits? (?:him|her|them|the kids)|bruis\w+|(?:made|making
        |make) (?:a )?disclosures?|disclosures? (?:about|from|she|he|made|notes?|forms?|of (?:\w+ )?(?:abuse|violence
        |neglect
        |assault)|by (?:an?|the|one|her|his|this|that|two|some) (?:\w+ ){0,2}(?:pupil|child|girl|boy|student|lad|lass
        |kid))|prevent (?:referrals?
        |concerns?|duty referral|forms?)|channel (?:panel|referral)|what (?:they|she|he|the kids|pupils|students
        |children|each)(?:'ve|'d| had| has| have)? (?:\w+ )?disclosed|operation encompass|encompass (?:notice
        |notification|log|call)s?|welfare (?:alerts?|concerns?|checks? on)|custody orders?|court orders? (?:notes?
        |flags?|about|on (?:the|his|her) (?:dad|father|mum|mother|ex))|who (?:hurts?|is hurting|has hurt|harmed|harms
        |hits) (?:them|him|the \w+)
        |(?:dad|father|mum|mother|stepdad|parent|partner|uncle)(?:'s|s) (?:violence|violent\w*)
        |(?:dad|father|mum|mother|stepdad|parent|uncle|ex|brother|nan) (?:who )?(?:is|was|are)?
        ?(?:n't|n'?t| not|nt)? ?(?:allowed|permitted|supposed|meant) (?:near|to (?:know|see|contact|have contact)
        |contact
        |any contact)
        |(?:who|father|dad|mother|mum) (?:is|was|are|has been) (?:barred|banned) from (?:seeing|contact|collect
        |the (?:house|home|child))\w*
        |(?:hit|hitting|hits|slapp\w+|struck|striking|assault\w*|restrain\w+|hurt\w*|smack\w*) (?:an?|the|one|two
        |some) (?:\w+ )?(?:child
        |pupil|girl|boy|kid|children|student)s?
        """,
    ),
    vague(
        "child_protection",
        "worry",
        0.6,
        r"""
        frightened of|scared of (?:his|her|their)|dv|domestic (?:violence|abuse)|disclosures?|abus\w+|neglect\w*
        |dsl(?: notes?)|taf min\w+|social workers?(?= stuff| file| notes?| report)|care orders?|at risk
        """,
    ),
    firm(
        "safeguarding_adults",
        "said",
        0.93,
        r"""
        safeguarding ?[-:(]? ?(?:of )?(?:vulnerable )?adults?|(?:adult|elderly|old
        |grown) (?:\w+ )?(?:being |been )?(?:struck|hit|hurt|controlled|exploited|abused|neglected)|(?:struck|hit|hurt
        |abused|neglected|exploited) by (?:a |his |her |their )(?:carer|son|daughter|husband|wife|partner)
        |controlled (?:at home )?by (?:a |his |her |their )(?:son|daughter|husband|wife|partner)
        |adult support and protection|adult(?:s|'s)? (?:safeguarding|protection|social (?:care|services?|workers?)
        |services)|vulnerable (?:adults?|parents?|lad(?:y|ies)|mother|man|woman|mum|grandparents?|learner aged)
        |adults? at risk|s\.? ?42|section 42|dols\b|deprivation of liberty|elder abuse|care act|adult(?:s)? (?:who (?:is
        |are) )?(?:being )?(?:exploited|abused|neglected)|parents? who (?:is|are) vulnerable|mental capacity act
        |adultcare
        """,
    ),
    vague(
        "safeguarding_adults",
        "implied",
        0.6,
        r"refuge address|(?:women'?s|the|a) refuge(?= .{0,40}adult)",
    ),
)
