"""The words for people who work in a school, and for what they do by mistake."""

import re

ROLE = (
    r"(?:(?:supply |class |form |subject |head of |former |trainee |student |temporary "
    r"|agency |lunchtime |attendance |transition |exams? |admin(?:istration|istrative)? "
    r"|finance |catering |data |office |school |business |pastoral |sen |site |it |network "
    r"|teaching |cover |key |music |sports |peripatetic |year \d+ |club |safeguarding |family "
    r"|support |deputy |assistant |hr |learning |sixth |early years |premises |nursery "
    r"|breakfast |after[- ]school )*"
    r"(?:teacher|ta|tas|teaching assistant|hlta|senco|sendco|receptionist|secretary|officer"
    r"|clerk|bursar|apprentice|caretaker|janitor|nurse|colleague|technician|lead|leader"
    r"|administrator|assistant|temp|cleaner|coordinator|co-ordinator|counsellor|cook|coach"
    r"|tutor|trainee|supervisor|manager|worker|librarian|mentor|nqt|ect|head|headteacher"
    r"|head teacher|principal|deputy|deputy head|governor|volunteer|form|employee"
    r"|member of staff|staff member|adviser|advisor|business manager|school business manager"
    r"|registrar|instructor|driver|midday|pa))"
)
ROLE_WORDS = frozenset(re.findall(r"\w+", ROLE))
"""The words of roles."""
DEED = (
    r"(?:sent|last (?:used|had) it|searched|forwarded|e-?mailed|posted|shared|put|uploaded"
    r"|pasted|left|lost|dropped|opened|accessed"
    r"|logged|clicked|typed|handed|hand|gave|given|has given|read|threw|tipped|moved|mapped"
    r"|forgot|disclosed|attached|attach|printed|looked|viewed|downloaded|published|displayed"
    r"|mentioned|discussed|was copying|copied|took a call|took|meant to|picked|chose|selected"
    r"|entered|set|used|shouted|announced|showed|faxed|transferred|told|cleared|said to throw"
    r"|binned|disposed|had left|was using|has been using|has been|added|invited|accidentally"
    r"|mistakenly|unintentionally|wrote|stuck|swapped|approved|stuffed|takes|threw)"
)
