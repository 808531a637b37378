"""What is said about data that is back or gone, in the words of the first reports: cues beside `recovery_cues`."""

PHRASES: tuple[tuple[str, str], ...] = (
    (
        "partly phrase some",
        (
            r"\b(?:some|half|part|most|several|two|three|four|five|six|seven|eight|nine|ten"
            r"|\d+)(?: of (?:it|them|the \w+))? (?:has|have|were|was|is|are) (?:been )?(?:brought back"
            r"|returned|recovered|found|handed (?:in|back)|got back|deleted|retrieved|collected"
            r"|come back)\b|\b(?:but|and) (?:\w+ ){0,3}(?:half|some|part|most|the rest|one|two|three"
            r"|four|others?)(?: of (?:it|them))? (?:has|have|is|are|was|were) (?:still )?(?:gone"
            r"|missing|not|been lost|blown)"
            r"|\bstill (?:waiting for|missing|looking for|chasing) (?:the )?(?:other|rest|remaining"
            r"|last|one|two|three|four|five|six|\d+)\b|\bnot all (?:is |of (?:it|them) (?:is "
            r"|are )?)?(?:there|back|found)|\b(?:found|got|have|recovered) (?:\w+ ){0,3}(?:some|most"
            r"|half|part) of (?:it|them|the)|\b(?:removed|recalled|retrieved"
            r"|recovered) \d+(?: \w+)?(?:,| but)[^.]{0,60}\b(?:opened|read|downloaded|already)"
            r"|\b(?:there (?:are|is)|but|with|only) (?:still )?(?:one|two|three|four|five|six|a few|some|several|\d+)"
            r"(?: \w+)? (?:are |is |still )*missing\b|\bnot the originals?\b|\bnot (?:all|everything) (?:is"
            r"|was) there\b|\bthink not all\b"
        ),
    ),
    (
        "no phrase not-found",
        (
            r"(?=\b|n't)(?:"  # looked at once a place, not once a choice
            r"\b(?:nobody|no one|no-one|nothing) (?:has )?(?:handed|been handed|turned|come|found"
            r"|seen it)\b|(?:\b(?:not|never|hasnt)|n't) (?:yet )?(?:been )?(?:turned up|recovered"
            r"|found|returned|handed in|been found|come back|been recovered|back|been returned"
            r"|seen since)\b|\bno (?:sign|trace) of (?:it|them)\b|\b(?:still|is|are|it's) missing\b"
            r"|\b(?:can't|cannot|could not|couldn't|cant) (?:be )?(?:find|saved|recovered|found"
            r"|retrieved|get (?:it|them) back|locate)"
            r"|\bgone for good\b|\b(?:nobody|no one|never|won't)[\w']*(?: \w+)? (?:getting|get|see"
            r"|seeing) (?:it|that|them) (?:back|again)\b"
            r"|\b(?:already )?been (?:crushed|incinerated|emptied|destroyed|collected by the (?:bin"
            r"|refuse))|\b(?:bin )?lorry (?:went|came|had|has|took)|\bcan(?:'t|not) know who\b"
            r"|\bnot recovered\b|\brecall (?:failed|didn't work)\b|\b(?:there'?s|theres"
            r"|there are) screenshots\b|\bon a group chat\b"
            r"|\b(?:not|n't) in (?:my|his|her|the) (?:\w+ )?(?:bag|car|room|class\w*|desk|drawer|office|house)\b"
            r"|\bno (?:luck|joy|success)\b|\bneither (?:of them )?(?:has|have|was|were) (?:turned|been|come"
            r"|found|handed)"
            r"|\b(?:nobody|no one|no-one) (?:has|have|had|got|'s got) (?:it|them)\b|\bstill (?:be )?(?:out there"
            r"|online|visible))"
        ),
    ),
    (
        "yes phrase deleted",
        (
            r"\b(?:has|have|had|he|she|they) (?:already |now |since |both |all )?(?:deleted|destroyed"
            r"|shredded|returned|handed back|given back|wiped) (?:it|them|the|both|his|her|their)\b"
            r"|\b(?:has|have|had|they've|she's|he's) (?:\w+ )?(?:handed|given|brought|sent) (?:it|them|everything)"
            r"(?: all| straight)? back\b"
            r"|\bconfirmed (?:\w+ ){0,5}(?:delet|destroy|didn't keep|had not kept|not kept)"
            r"|\bgave (?:it|them) (?:straight |right )?back\b|\bdelete it,? which i did\b"
            r"|\basked us to delete\b[^.]{0,30}\bdid\b|\bdidn't keep anything\b"
        ),
    ),
    (
        "yes phrase back",
        (
            r"\b(?:i|we|he|she|they|i've|we've|have|and) (?:\w+ )?(?:collected|picked|fetched"
            r"|retrieved|recovered|got|took|brought) (?:it|them|the (?:file|folder|papers|laptop|stick"
            r"|pack|bag|envelope|letter|phone|camera|report|sheet|usb)|everything|all of (?:it"
            r"|them))(?: \w+)? ?(?:up|back|myself|in|home)?\b|\b(?:it|they|all|everything|which) (?:is"
            r"|are|was|were|has been|have been) (?:now )?(?:back|recovered|returned|retrieved"
            r"|accounted for|safe|locked|in (?:our|my|the) (?:safe|office|desk|pocket))|\b(?:locked"
            r"|put) (?:it|them) (?:away )?in (?:the|my|our) (?:\w+ )?(?:safe|cupboard|drawer|desk"
            r"|cabinet|office)\b|\bhave (?:it|them) (?:back|safe)\b|\bin my pocket\b|\blocked in my\b"
            r"|\b(?:handed|given|brought) (?:it |them )?(?:in|back) (?:to (?:reception|us|the office))"
        ),
    ),
    (
        "yes phrase restored",
        (
            r"\b(?:(?:posted|sent|driven|given) (?:it|them) (?:straight |right )?back|restored"
            r"|put (?:\w+ ){1,3}back(?! in)|back as it was|reinstated)\b"
        ),
    ),
    (
        "yes phrase complete",
        (
            r"\b(?:looks|is|all) (?:complete|intact|there|accounted for)\b"
            r"|\bnothing (?:\w+ )?(?:missing|taken)\b"
        ),
    ),
)
