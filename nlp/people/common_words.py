"""Words with a capital that begin no person's name: general English, and what schools write with capitals."""

_WORDS = """
a an the i it he she they we you our my your his her their this that these those there here in on at as if of or and
but so to by for from with when while who what which where why how is was were are be been has have had do does did
will would can could should may might yes no not nobody nothing none all also any some one two three four five six
seven eight nine ten eleven twelve only just then now today yesterday tomorrow tonight monday tuesday wednesday
thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun january february march april june july august
september october november december jan feb mar apr jun jul aug sep sept oct nov dec spring summer autumn winter
term easter christmas bank holiday data protection officer dpo head deputy assistant headteacher teacher manager
director bursar governor governors chair principal administrator secretary year reception nursery infant infants
junior juniors primary secondary high school academy college sixth form class key stage department dept team office
staff pupil pupils student students parent parents child children family families committee council county local
authority national insurance nhs camhs police west east north south outlook gmail google microsoft teams word excel
whatsapp facebook instagram twitter sims arbor bromcom cpoms onedrive sharepoint dropbox windows apple samsung canon
galaxy iphone ipad dear hi hello hey good morning afternoon evening regards kind best many thanks thank sorry please
welcome subject sent received date time incident breach near miss information governance report summary action
actions done already lost stolen missing found left rang asked told phoned deleted changed spotted posted line
special educational needs english maths science history geography pe art music drama french spanish welsh irish
first full second third last next whole street road lane avenue drive close park hill station centre center hospital
surgery library church hall house farm club hub company ltd limited plc trust federation university fraud inset
business designated safeguarding lead hr dsl senco ta sen send ehcp gdpr ico mis usb pdf adobe bitlocker chromebook
laptop part old new no-one free open service desk asset loss personal evaluation exam exams mock results pta slt mat
multi sats gcse gcses level levels christian muslim catholic jewish hindu sikh ofsted social services worker dining
early years support admissions attendance finance catering site network technician receptionist caretaker clerk
cover supply work works pack room block unit
"""

COMMON_WORDS = frozenset(_WORDS.split())
"""In lower case."""
