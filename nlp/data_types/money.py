"""Words for money, tax, benefits and pensions."""

from nlp.data_types.rules import firm, vague

RULES = (
    firm(
        "financial",
        "bank",
        0.92,
        r"""
        bank(?:ing)? (?:details?|deets|accounts?|acc?ts?|a/c|sort codes?|statements?|info(?:rmation)?|account numbers?
        |forms?|numbers?|cards?|stuff|letters?|mandates?|data|particulars)|(?:her|his|their|my|the parents?'|whose
        |parents?'?s?) (?:own )?bank(?! (?:holiday|rang|have|has|had|is|was|stopped|said|told))|(?<=, )bank(?= ?[,;.)/&]
        | and )|(?<=and )bank(?= ?[,;.)/]|$|\n)|sort ?-?codes?|account (?:numbers?|nos?\.?|details?)|(?:old|new|the
        |right|wrong|whose) account (?:his|her|their) (?:salary|wages?|pay)|digits of (?:the|her|his
        |their) (?:\w+ )?(?:account|card)|(?:credit|debit|bank|payment) cards?(?: (?:numbers?|details?))?
        |card (?:numbers?|details?)|long (?:card )?number|cvv|pin numbers?(?= and|,)|direct debits?|standing orders?
        |cheques?(?: stubs?)?|paypal|iban
        """,
    ),
    firm(
        "financial",
        "pay",
        0.9,
        r"""
        salar(?:y|ies)|(?<!my )(?:pay|wage)[ -]?slips?|gross pay|net pay|wages?|pay (?:grades?|scales?|rates?|details?
        |points?|bands?|spines?|levels?|rises?|data|info(?:rmation)?|awards?(?= (?:for|of|to) each)|run|file|records?
        |settlement (?:sum|figure|agreement)s?|(?:the )?sum agreed|bankrupt\w*|can'?t afford|statements?)|half pay
        |(?:rates?|amount) of pay|increments?|payroll (?:spreadsheet|data|file|report|records?|list|run|sheets?|system
        |summary|exports?|extracts?|print\w*)|(?:final|pensionable|back|take-home) pay|pay (?:committee
        |panel) (?:minutes|papers|notes|pack)
        |what (?:each|they|he|she|everyone|everybody|we|you) (?:is|are|was|were) to (?:be paid|get|earn)
        |what (?:their|his|her|our
        |the) (?:\w+ )?(?:parents|mums?|mam|dads?|mothers?|fathers?|famil(?:y|ies)|folks|husband|wife
        |partner) (?:all )?(?:earns?
        |makes?|owes?|brings? home|(?:is|are) on|gets? paid|takes? home)|everyone'?s pay|(?:her|his|their|my|staff
        |people'?s|our) (?:own )?pay(?=[,.; ]
        |$)(?! (?:into|for|the|it|him|her|them|slip|back|attention|rent))|(?<=, )pay(?=,| and |\.)|overtime claims?
        |expenses? claims?|what (?:they|each|we|he|she|you|people|everyone|everybody|every one of us|the (?:family
        |families|staff|parents)|(?:the )?famil(?:y|ies)|every(?:one|body)|the cleaners|all of us|i
        |teachers) (?:all )?(?:earns?|(?:is|are|was|were|gets?|got|get) paid|takes? home|makes?|is on|are on|earned
        |owes?|owed)|take[ -]home|earnings|(?:house ?hold|family|parental|parents'?) (?:income|earnings)
        |incomes?(?! support)|p ?-?60s?|p ?-?45s?|p11ds?
        """,
    ),
    firm(
        "financial",
        "owing",
        0.85,
        r"""
        financial (?:details?|information|data|records?|circumstances|position|statements?|difficult\w+|hardship
        |assessments?|history|affairs)|finances|(?:account|till|dinner money|lunch|dinner|meal|cashless|catering
        |parentpay|school gateway|sims pay|wisepay) ?(?:account )?balances?|balances?(?=,| and|\)| of | owed)|debts?
        |debtors?|debtor'?s? lists?|arrears|bailiffs?|(?:bad|county court|ccj) (?:debts?|judgments?)|ccjs?
        |loans?(?! (?:laptops?|devices?|agreements?|ipads?|chromebooks?|equipment|scheme|form|of))
        |mortgages?(?= (?:details?|arrears|application|letter|statement|form|ref))|invoices? (?:to|for) (?:parents?
        |famil\w+)|fees? (?:\w+ ){0,4}(?:unpaid|overdue|owing|not (?:been )?paid)|fees? (?:owed|unpaid|outstanding
        |arrears|bills?|invoices?|parents? owe|they owe)|(?:unpaid
        |outstanding|overdue|owing|behind with|behind on) (?:\w+ ){0,2}(?:fees?|bills?|dinner money|payments?|balances?
        |money)|(?:who|what)(?:'s| is| was)? (?:owed|owing)|what(?:'s| is| was) owed|who(?: still)? owes?(?: what| money
        | us)?|(?:behind|in debt) and by how much|who (?:is|are|was|were|'s)? ?behind (?:with|on|in|and)
        |how much (?:they|each|he|she|families|parents|is|was|we) (?:earn|owes?|owed|are paid|is paid|gets?|paid|owing)
        |dinner money (?:books?|ledgers?|records?|list|sheets?|debts?|owed|register)|(?:hire|fees?|debt|payments?
        |bursary|tuck|trip money) ledgers?|top-?up histor\w+|trip payments?|money (?:owed|owing)|bursar(?:y
        |ies) (?:lists?|applications?|forms?|awards?|scholars?|details?|letters?|files?|fund)|(?:on|get|gets|getting
        |for the|for a) bursar(?:y|ies)|hardship (?:fund|applications?|grants?|forms?|payments?)|means[- ]test\w*
        |gift aid|fee remission|remission of fees|food ?banks?|(?:food|christmas|charity) (?:hampers?|parcels?
        |vouchers?)
        |hamper scheme|fines? (?:owed|owing|outstanding|unpaid)|money (?:problems?|worries|troubles?|difficult\w+)
        |in debt
        |bursary (?:evidence|payments?|money|stuff|whatsapp|spreadsheet|data|sheets?|info\w*)|(?:his|her|their
        |whose) bursar(?:y
        |ies)|struggling (?:to pay|with money|financially)|on the breadline|behind with the rent
        """,
    ),
    vague(
        "financial",
        "payment",
        0.6,
        r"""
        balances?|payments|fees|remission|savings|rent|invoices?|refunds?|hardship|subs|donations?|legac(?:y|ies)|wills
        """,
    ),
    firm(
        "tax_benefits",
        "meals",
        0.9,
        r"""
        free (?:school )?(?:meals?|dinners?|lunch(?:es)?|milk|dinner)(?: (?:status|eligibility|lists?|register
        |applications?|forms?|letters?|kids|children|pupils))?|f\.?s\.?m\.?(?:s|6)?|(?:get|gets|has|have|gettin|getting
        |on|having|entitled to) (?:a |their |it |theirs )?free(?=[.,;)]| (?:meals?|dinners?|lunch|school|milk)|\s*$)
        |(?:meal|dinner|lunch)s? (?:entitlements?|eligibility)|ever ?-?6(?: fsm)?|(?:who|which) (?:\w+ ){0,2}(?:is
        |are|was|were|gets?|has
        |have) free (?:meals?|dinners?)|pupil[ -]?prem(?:ium)?s?(?: (?:list|status|children|kids|flag|pupils|spreadsheet
        |report))?|premium (?:status|children|pupils|list|flags?)|p\.?p\.? ?(?:y/n|status|list|flags?|children|kids
        |pupils|indicator|spreadsheet)|(?<=, )pp(?= ?[,;.)/&]| and )|(?<=[/&] )pp(?= ?[,;.)/&])|(?:fsm|sen|send|eal
        |lac)[ /,&+]+(?:and )?pp|pp[ /,&+]+(?:and )?(?:sen|send|fsm|eal|lac)|pdg|eypp|30 hours?(?:'? (?:codes?|funding
        |sheets?|eligibility|claims?|forms?))?|eligibility (?:codes?|checks?|checker|lists?)
        """,
    ),
    firm(
        "tax_benefits",
        "benefits",
        0.88,
        r"""
        tax (?:codes?|records?|details?|credits?|returns?|years?|info(?:rmation)?|data|forms?|deductions?|refs?
        |references?|letters?|office)|p ?-?45s?|p ?-?60s?|p11ds?|hmrc(?: \w+)?|(?:,|and) tax(?=,| and|\.)|student loans?
        |(?:housing |universal |child |disability |state |sickness |welfare )?benefits? (?:award|letters?|records?
        |status|claims?|details?|evidence|proof|overpayments?|applications?|forms?|office|claimants?|they|he|she)
        |(?:housing|child|disability|welfare|state) benefits?|hb overpayments?|council tax (?!bills?\b)\w+|(?:on|in
        |(?:takes?
        |taking) (?:his|her|their)|claim(?:s|ing|ed)?|gets?|getting|receiv\w+|of|because of|what|which|his|her|their
        |whose|for|proof of|about|who gets|who is on|who's on|off|about
        |and) (?!projected |pension |accrued )(?:\w+ )?benefits?(?= ?[,.;)]| and| or| off
        | they| because| he| she| to| each|$|\n| (?:are|is|was|were)|\))|benefits? (?:they|he|she|the famil\w+|each
        |families) (?:is|are|was|were|gets?|claims?|receives?|on)|what benefits?|universal credit|income support
        |jobseeker'?s?(?: allowance)?|jsa|employment (?:and|&) support allowance|esa (?:letters?|award|claim)
        |pip(?: (?:award|letters?|claim|forms?|assessment|payments?)| and|,)|dla(?: (?:award|letters?|claim|forms?))?
        |carer'?s allowance|disability living allowance|attendance allowance|working tax credits?|universal cred
        |claimants?|dwp(?: letters?)?|nrpf|no recourse
        |(?:on|gets?|claims?|awaiting|waiting for|applied for) (?:uc|u\.c\.|pip|esa|dla|jsa)|tax[- ]free childcare
        |childcare (?:vouchers?|credits?|element)|parents'? benefits
        """,
    ),
    firm(
        "pensions",
        "said",
        0.93,
        r"""
        pensions?(?:able)?(?: (?:scheme|records?|details?|numbers?|contributions?|statements?|forecasts?|opt-?outs?
        |forms?|letters?|pots?|figures?|estimates?))?|superannuation|t\.?p\.?s\.? (?:number|record|form|letter|statement
        |contribution|return|data|service)s?|l\.?g\.?p\.?s\.?|teachers'? pensions?|avcs?|ill[ -]health retirement
        |retirement (?:forecasts?|estimates?|lump sums?|figures?|quotes?|benefits)|lump sums?
        """,
    ),
)
