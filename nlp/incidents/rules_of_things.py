"""What speaks for things that were lost, stolen, found or thrown away."""

from nlp.incidents.words import DEVICE, LINK, LOSS, PAPER, PUBLIC, rule

THINGS = (
    rule(
        "lost_or_stolen_information",
        "someone-took",
        3,
        r"\b(?:someone|somebody|whoever)(?:'s|s| has| had|) (?:\w+ )?(?:taken|took|picked up"
        r"|walked off with) (?:it|them|my|the|some)\b",
    ),
    rule(
        "lost_or_stolen_information",
        "paper",
        3,
        (
            rf"\b{PAPER}\b[^.;\n]{{0,70}}?\b{LOSS}\b|\b{LOSS}\b[^.;\n]{{0,45}}?\b{PAPER}\b"
            rf"|\bleft\b[^.;\n]{{0,45}}?\b{PAPER}\b[^.;\n]{{0,25}}?\b(?:on|in|at|behind|under)\b"
            r"|\bleft (?:it|them) (?:there|behind|on|in)\b"
        ),
    ),
    rule(
        "lost_or_stolen_information",
        "destroyed",
        3.2,
        (
            r"\b(?:flood(?:ed|ing)?|burst pipe|fire damage|water damage|pulp(?:ed)?|destroyed|soaked"
            r"|foot of water|mould)\b"
        ),
    ),
    rule(
        "lost_or_stolen_information",
        "bag",
        2.5,
        (
            r"\b(?:drove off|roof of (?:the|my) car|handbag|rucksack|briefcase|pigeon ?hole|my bag"
            r"|car boot)\b"
        ),
    ),
    rule(
        "lost_or_stolen_equipment",
        "device",
        4.2,
        (
            rf"\b{DEVICE}\b(?! (?:number|screen|call|password))[^.;\n]{{0,70}}?\b{LOSS}\b"
            rf"|\b{LOSS}\b[^.;\n]{{0,40}}?\b{DEVICE}\b(?! (?:number|call|printer))"
        ),
    ),
    rule(
        "lost_or_stolen_equipment",
        "left-behind",
        2.5,
        (
            rf"\b{DEVICE}\b[^.;\n]{{0,60}}?\bleft (?:on|in|at|behind|it)\b"
            rf"|\bleft\b[^.;\n]{{0,30}}?\b{DEVICE}\b"
        ),
    ),
    rule(
        "lost_or_stolen_equipment",
        "inside",
        3.5,
        rf"\b{DEVICE}\b[^.;\n]{{0,45}}?\b(?:was|were) (?:in|inside) (?:it|there|the bag|my bag)\b"
        rf"|\b(?:in|inside) (?:it|the bag|my bag|there) (?:was|were)\b[^.;\n]{{0,45}}?\b{DEVICE}\b",
    ),
    rule(
        "found_in_public",
        "found",
        4,
        (
            rf"\bfound\b{LINK}\b(?:on|in|at|by|under|outside|near)\b[^.;\n]{{0,35}}?\b{PUBLIC}\b"
            r"|\b(?:memory stick|usb|folder|file|papers?|letter|laptop|phone|pack|sheet"
            rf"|book)s?\b{LINK}\bfound\b{LINK}\b{PUBLIC}\b"
        ),
    ),
    rule(
        "found_in_public",
        "handed-in",
        3.5,
        (
            r"\b(?:handed|brought|dropped|sent|posted) (?:it |them |this |these )?(?:in"
            rf"|back)\b{LINK}\b(?:found|finder|public|stranger|passer)|\b(?:member of the public"
            r"|passer-?by|stranger|dog walker|lady|gentleman|neighbour|librarian|driver|cleaner at"
            rf"|shopper|resident)\b{LINK}\b(?:found|picked up|handed|brought)\b|\b(?:rang|phoned"
            rf"|called|knocked|telephoned|contacted|e-?mailed)\b[^;\n]{{0,70}}?\b(?:found|had been on"
            r"|was in a|were in a|was on (?:the|a|their)|is in (?:a|the)|left on|had been left)\b"
        ),
    ),
    rule(
        "found_in_public",
        "place",
        1.5,
        (
            r"\b(?:blow(?:ing|n)|scattered|lying|strewn|floating) (?:about|around|in|on|all over|by)\b|\b(?:in"
            r"|on) (?:a|the|their|his|her) (?:\w+ )?(?:trolley|public photocopier|bus|train"
            r"|car park|pavement)\b"
        ),
    ),
    rule(
        "poor_disposal",
        "bin",
        3.5,
        (
            r"\b(?:skips?|recycling|wheelie|bin bags?|black bags?|bins?|binned|dustbins?|landfill"
            r"|rubbish|bin lorry|refuse|tip)\b"
        ),
    ),
    rule(
        "poor_disposal",
        "thrown",
        2.5,
        (
            r"\b(?:thr(?:ew|own|ow)(?:ing)? (?:\w+ )?(?:away|out|all)|throw(?:n|ing)? (?:them|it|all)"
            r"|dispos(?:ed|al|e)|not (?:been )?(?:shredded|cut|destroyed|wiped)|un-?shredded"
            r"|instead of (?:being )?shredd|should have been shredded|clear(?:ed|ing)? ?out"
            r"|charity shop|donated|sold (?:on|with)|house clearance|confidential (?:waste|bin)"
            r"|scrapp?ed|second[- ]?hand|ebay|jumble)\b"
        ),
    ),
)
