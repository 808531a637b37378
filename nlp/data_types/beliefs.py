"""Words for origin, beliefs, unions and sexual life."""

from nlp.data_types.rules import firm, vague

RULES = (
    firm(
        "racial_ethnic_origin",
        "said",
        0.92,
        r"""
        ethnic(?:ity|ities)?(?: (?:origins?|backgrounds?|groups?|minorit(?:y|ies)|codes?|data|monitoring))?
        |racial(?: (?:origin|background|group))?|race(?=,| and (?:religion|ethnic\w+|gender|faith)| or (?:religion
        |ethnic\w+)|/)|nationalit(?:y|ies)|country of (?:birth|origin)|countries of (?:birth|origin)
        |immigration (?:status|papers|documents?|checks?)|asylum(?: seekers?| seeking| claims?| status| papers)?
        |refugee(?:s| status| famil\w+)?|gyps(?:y|ies)|(?:gypsy )?roma\b|grt|travellers|traveller (?:family|famil\w+
        |child(?:ren)?|pupils?|site|status)|home office (?:letters?|status|papers)|where (?:their|the|his
        |her) (?:famil(?:y|ies)|parents|people) (?:come|came|comes|are|is) from|skin colou?r|what colour (?:he|she
        |they) (?:is|are)
        """,
    ),
    vague(
        "racial_ethnic_origin",
        "heritage",
        0.7,
        r"""
        equal(?:ity|ities| opportunit(?:y|ies)| opps)(?: monitoring)? (?:sheets?|forms?|data|questionnaires?)
        |diversity (?:forms?|survey|monitoring|data)|heritage|birthplaces?|visa status
        """,
    ),
    firm(
        "political_beliefs",
        "said",
        0.9,
        r"""
        politic(?:s|al) ?(?:beliefs?|opinions?|views?|part(?:y|ies)|membership|affiliations?|societ(?:y|ies)|leanings?
        |allegiances?|persuasions?|activit(?:y|ies))?|party[ -]political|party (?:members?(?:hip)?|cards?)|(?:which
        |what) party|(?:members?|membership|supporters?|councillors?|candidates?) (?:of|for) (?:the )?(?:labour
        |conservatives?|tory|tories|lib dems?|greens?|reform|plaid|snp|ukip|green party)|vot(?:es?|ed
        |ing) (?:for )?(?:the )?(?:labour|conservatives?|tory|tories|lib dems?|liberal|greens?|reform|plaid|snp|ukip
        |leave|remain|brexit)|stood for (?:the )?(?:labour|conservatives?|tories|lib dems?|greens?|reform|plaid|snp|ukip
        |council)|campaign\w* for (?:an?|the) (?:\w+ )?party|canvass(?:ed|es|ing)? for|(?:who|what|which way
        |how) (?:they|he|she|people
        |parents|staff|pupils|we)(?:'d|'ll| would| might| will| could) (?:have )?vote[sd]?|what they vote
        |how (?:they|he|she|we|anybody|anyone|everybody|everyone|people|each|staff
        |parents) (?:all )?(?:would )?(?:votes?|voted)(?: in)?(?! (?:on|about) (?:strik|the strike))|who(?:m)? (?:they
        |he|she|each) (?:would |will )?(?:votes?|voted)(?: for)?|(?:my|her|his|their) (?:dad|mum|mam|parents?
        |family) votes?|voting intentions?|marked registers?|lab/con(?:/\w+)?|brexit views?|(?:far[ -]right|far[ -]left
        |extremist|radicali\w+) (?:\w+ )?(?:party|views?|groups?|material|politics)|views on (?:\w+ ){0,4}party
        |(?:labour|conservative|tory|lib dem|liberal democrat|green|reform uk|plaid cymru|snp|sinn f[eé]in
        |dup) (?:part(?:y|ies)|members?|supporters?|voters?|activists?|councillors?)
        """,
    ),
    firm(
        "religious_beliefs",
        "said",
        0.9,
        r"""
        religio(?:n|ns|us)(?: (?:beliefs?|backgrounds?|views?|observance|affiliation))?|(?:what|which|their|her|his|its
        |of|and|or|,) faiths?(?! (?:schools?|groups? leader))|faiths?(?= ?[,;.)/]| and | or | \()|faith (?:they|he|she
        |background|form|reference|\()|jehov\w+(?: ?'?s)?(?: wit\w+)?|muslims?|moslems?|islam(?:ic)?|hindus?|sikhs?
        |buddhis\w+|jewish|judaism|humanists?|atheists?|mormons?|quakers?|hijabs?|niqabs?|turbans?|faith (?:grounds
        |reasons)|eid (?:prayers?|leave)|halal|kosher|ramadan|baptis(?:ed|mal|m)(?: (?:certificates?|records?
        |registers?))?|christen\w+ (?:certificates?|records?)|(?:first )?(?:holy )?communion (?:list|class|candidates?
        |register|records?)|first communion|(?:go|goes|going|went|gone|goes off) to (?:the )?(?:mosque|chapel|church
        |synagogue|temple|gurdwara|mass)|their (?:mosque|church|synagogue|temple|gurdwara|chapel)|(?:the )?famil(?:y
        |ies)'?s? (?:church|mosque|faith|beliefs?)|(?:withdraw\w+|taken|pulled|excused|opt\w*|out) (?:\w+ ){0,3}(?:of
        |from) (?:re|r\.e\.?|religious education|collective worship|assembl(?:y|ies)|worship|the nativity|prayers)
        |collective worship withdrawals?|withdraw\w+ from (?:re|worship)|priest'?s? (?:references?|forms?|letters?)
        |clergy references?|supplementary information forms?|parish priest'?s? (?:form|reference)s?
        """,
    ),
    vague(
        "religious_beliefs",
        "worship",
        0.75,
        r"""
        christians?(?! names?)|catholics?(?! (?:college|school|primary|academy|high|junior|infant|church))
        |church(?:es)?(?: attendance)?(?! (?:hall|street|road|lane|of|in|school|primary|end|car))|mosques?|synagogues?
        |prayers?|praying|fasting|eid|baptism|confirmation (?:classes|candidates?|list)|parish (?:register|records?
        |form)|worship
        """,
    ),
    firm(
        "trade_union",
        "said",
        0.9,
        r"""
        (?:trade )?union (?:members?(?:hip)?|ballots?|deductions?|subs?|subscriptions?|dues|fees|contributions?|rep list
        |lists?|status|cards?|numbers?|forms?|details?|roll)|t\.?u\.? (?:members?(?:hip)?|subs)|(?:which|what
        |whose) union|(?:in|of|to|joined|joining|join|left) (?:the|a|which|what|any|our
        |their) (?:teach\w+'? |trade )?unions?(?! (?:jack|street|room|office|flag))|union\b(?= they| he| she| we)
        |voted (?:for |to |yes (?:to|on|for) |against |in favour of )(?:the )?(?:strik\w+|industrial action|walk\w* out
        |action)|membership list for the (?:strike )?ballot|(?:whether|if) (?:they(?:'ve| have)?|he
        |she)? ?(?:has |have )?voted(?= in (?:it|the ballot)|,|\.)|strike (?:ballots?|votes?|lists?|cover)|(?:is|was
        |were|are|be|been|going|went|go) on strike|strikers?|who (?:struck|is striking|was striking)|whether (?:we|they
        |he|she) (?:walked out|struck)|industrial action|(?:behind|up to date) (?:on|with) (?:the |their )?subs
        |paying (?:the |their )?subs|(?:shop steward|union rep(?:resentative)?)s? (?:for|of|list)
        |rep for the (?:teach\w+'? )?union|(?:nasuwt|neu|naht|ascl|gmb|unison|ucac|eis|nut|unite|ucu|voice) (?:steward
        |branch|members?(?:hip)?|subs|ballots?|lists?|cards?|deductions?)|(?:in|join\w*|member of|belongs? to|his|her|my
        |pays? into|with) (?:the )?(?:nasuwt|neu|naht|ascl|gmb|unison|ucac|eis|ucu)
        """,
    ),
    vague(
        "trade_union",
        "union",
        0.6,
        r"""
        (?<!her )(?<!his )(?<!their )unions?(?! (?:rep|has|have|is|official|complain))|unison|nasuwt|gmb|ucac|t\.u\.
        |ballot list
        """,
    ),
    firm(
        "sexual_life",
        "said",
        0.9,
        r"""
        sexualit(?:y|ies)|sexual (?:orientation|life|health|history|activit\w+|identity|partners?|preferences?
        |behaviou?rs?)|orientation,? sexual|(?:is|was|being|are|be|he's|she's|as|was he|they're) gay|gay(?! (?:street
        |lane|paree))|lesbians?|bisexuals?|homosexual\w*|queer|trans(?:gender\w*|sexual| (?:pupils?|students?|boy|girl
        |kids?|child|identity|status))?(?![- ]?(?:fer|port|ition))|non-?binary|gender (?:identity|dysphoria|reassignment
        |clinic|transition\w*|questioning|fluid)|lgbt\w*|(?:preferred )?pronouns|dead ?-?name\w*|(?:came|come|coming
        |comes) out (?:as|to (?:her|his|their|the|me|us|him|them)|at)\b|outed|(?:not|isn't|isnt) (?:yet )?out (?:to|at)
        |(?:thinks? (?:she|he|they) )?likes? (?:girls|boys|other girls|other boys)(?! and)|same[ -]sex (?:partner
        |relationship|parents)|contracepti\w+|on the pill|condoms?|c-?card|stis?|stds?|morning[ -]after (?:pill|ehc)
        |emergency contraception|pregnancy tests?|sexting|nudes?(?! tights)|sex offend\w+|sexually active|having sex
        |(?:her|his|their) sex li(?:fe|ves)
        """,
    ),
)
