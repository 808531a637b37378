"""Which words mean much the same in a report: a model that saw one of them in its lessons then knows them all.

A word ends in "*" where any ending will do; "_" joins two words. A word may have several meanings.
"""

import re
from collections.abc import Mapping
from functools import lru_cache

_SHORTEST_STEM = 3

MEANINGS: Mapping[str, str] = {
    "not": "not no never nothing none nobody nowhere neither without",
    "i": "i i've i'd i'm we we've we'd we're ive",
    "he or she": "he she he's she's they they've someone somebody whoever",
    "device": """
        laptop* chromebook* macbook* netbook* notebook_computer ipad* tablet* kindle* smartphone* iphone* handset*
        usb* stick* memory_stick pen_drive pendrive* flash_drive thumb_drive hard_drive hdd external_drive sd_card
        camera* camcorder* gopro* dictaphone* recorder* computer* pc pcs surface_pro work_phone school_phone walkie*
        memory_card harddrive* dongle* desktop* walkie-talkie* satnav
    """,
    "phone": "phone* mobile* cell iphone* handset* sim",
    "screen": """
        screen* monitor* smartboard* whiteboard* projector* projected projecting display* interactive_board tv
    """,
    "computer in use": """
        unlocked logged_in logged_on signed_in log_off logged_off lock_screen locked_screen lock_it unattended
        logged_out log_out signed_on logoff
    """,
    "paper": """
        paper* register* folder* file files binder* letter letters notebook* notepad* diary diaries list lists
        sheet* form forms report reports document* pack packs booklet* planner* printout* print_out print_outs
        printed copies photocopy photocopies certificate* passport* card cards minutes slip slips payslip* contract*
        plan plans envelope* ringbinder* clipboard* markbook* mark_book page pages leaflet* wallet records dossier*
        bundle* script* notes register pad exercise_books ledger* logbook* log_book sticky* post-it* postit*
    """,
    "bag": """
        bag bags rucksack* backpack* handbag* briefcase* suitcase* holdall* satchel* bookbag* book_bag tote purse
    """,
    "car": "car cars van vans boot_of car_boot taxi* vehicle* roof windscreen passenger_seat back_seat glovebox",
    "public place": """
        bus train tram street pavement road car_park park shop supermarket tesco* asda sainsbury* aldi lidl trolley
        library cafe café pub station platform taxi bench hedge gutter playground field path footpath beach airport
        hotel restaurant ferry lay-by layby verge toilets toilet services museum church hall lane alley* market
        carriage seat pitch promenade harbour village town gym coach minibus costa starbucks mcdonald* greggs garage
        waiting_room leisure_centre swimming_baths bus_stop lamppost forecourt quay* croft* estate* woods canal*
    """,
    "lose": """
        lost lose losing loss mislaid misplaced missing mislay vanished disappear* gone went_missing gone_missing
        fell fallen dropped whereabouts can't_find cannot_find not_find not_found untraceable astray turned_out
        cant_find unaccounted where_it's misplac* droped lossed
    """,
    "search": """
        search* looked hunt* hunting find finding retrac* turn_up turned_up turns_up traced look_for looking_for
    """,
    "steal": """
        stolen stole theft thief thieves nicked pinched burgl* robbed robbery mugg* snatched break-in broken_into
        smashed broke_into break_in swiped walked_off swipe pilfer* lifted half-inched took_off helped_themselves
    """,
    "leave behind": "left leave leaving forgot forgotten behind abandon* forget left_it left_them stayed lying sat",
    "find": """
        found find picked_up come_across came_across discover* spotted stumbled turned_up finder picked handed_in
    """,
    "hand in": "handed brought hand_in handed_in returned dropped_off drop_off passer-by passerby dog_walker",
    "bin": """
        bin bins binned binman binmen skip skips recycling wheelie rubbish dustbin* landfill refuse tip bin_bag
        bin_bags bin_lorry waste waste_paper trash garbage dump dumped dumpster incinerat* bonfire council_tip
    """,
    "dispose": """
        dispos* shred* unshredded thrown threw throw throwing chucked chuck chucking clear_out clearout cleared
        clearing charity_shop donat* ebay second-hand scrap* jumble sold recycled wiped wipe skipped discard*
        destroy* gave_away clearout* confidential_waste house_clearance weeded
    """,
    "send": """
        sent send sending sends emailed e-mailed email* e-mail* mailed posted forwarded forward forwarding fired_off
        cc'd cc cced copied_in texted messaged replied reply post dispatched faxed went_out gone_out send_out pinged
        attached attach attachment* delivered press_send pressed_send hit_send hitting_send resent
    """,
    "give": """
        gave give given giving handed hand hands pass passed passing issued distributed stuffed went_home took_home
    """,
    "wrong": """
        wrong wrongly mistake* error incorrect* accident* mistaken* inadvertent* instead unintended swapped mix
        mixed mix-up mixup mixed_up muddled confus* misdirected misaddressed mis-sent missent slip slipped slip-up
        autofill* auto-fill autocomplet* auto-complet* unrelated different another someone_else's somebody_else's
        someone_elses typo misread misfiled mismatched crossed goof* rather_than
    """,
    "meant": "meant intended supposed should_have addressed_to was_for should've shouldve thought_was thought_it",
    "same name": """
        same_surname same_name similar_name two_pupils namesake* siblings similar surname same_first address_book
        drop-down dropdown top_of next_on started_typing typed_in came_up suggested contact_list
    """,
    "receive": "received receive got came arrived landed receipt inbox recieved get_in turned_up letterbox in-tray",
    "other school": """
        another_school different_school other_school wrong_school other_schools school_in primary_in high_school
        not_ours not_for belongs_to the_surgery neighbouring down_the previous_school misrouted for_us to_us
    """,
    "outsider": """
        member_of public stranger* neighbour* passer* visitor* contractor* parent parents mum mums dad dads mother
        father grandmother grandad nan carer carers famil* volunteer* ex-husband ex-wife ex-partner ex boyfriend
        girlfriend husband wife partner landlord supplier company firm builder* plumber* courier* postman tradesman
        solicitor* journalist* councillor* reporter* surveyor* customer* passenger* resident* friend*
    """,
    "pupil": """
        pupil pupils child children kid kids student students boy boys girl girls lad lads lass class year_group yr
        y7 y8 y9 y10 y11 sixth_form sixth_former bairn* reception_class nursery learner* disgybl* plant
    """,
    "staff": """
        staff teacher* ta tas assistant* colleague* cleaner* caretaker* receptionist* secretary technician* tutor*
        cook* kitchen lunchtime midday supervisor* bursar finance_officer admin office_staff supply governor* head
        deputy headteacher senco hr employee* member_of trainee* student_teacher
    """,
    "former": "former ex-employee ex-staff left_us left_last leaver* leavers used_to no_longer retired former_member",
    "many eyes": """
        everyone everybody anyone anybody all_parents whole_class whole_school all_staff whole_staff public*
        audience assembly all_the each_other whole_list entire all_of whole_year everyone's group_chat parents_group
        all_families rest_of every_parent whole_room whole_hall
    """,
    "bcc": """
        bcc bcc'd bcc: bccd cc'd to_field to_box cc_field blind_copy blind_copied distribution_list reply_all
        replied_all mailing_list each_other's
    """,
    "see": """
        see seen saw sees viewed view visible read reads reading look looked looking overlook* glanced glimpse*
        noticed spotted open opened opens legible shown show showed shows showing on_view on_display on_show
    """,
    "say": """
        said told tell tells telling talk* spoke speak speaking mentioned mention discuss* overheard overhear*
        gossip* loud loudly aloud announc* reading_out read_out shouted blurt* phone_call conversation* chatt*
        disclos* reveal* confirmed let_slip rang bragging blabb* heard hear naming named tannoy loudspeaker
        speakerphone
    """,
    "publish": """
        published publish uploaded upload website web_site facebook twitter instagram tiktok social_media newsletter
        noticeboard notice_board display* pinned board stuck_up wall put_up channel teams google_classroom classroom
        dojo seesaw app page online youtube corridor window padlet blog livestream* stream* link sharepoint onedrive
        shared_drive shared_folder shared_area noticeboards classdojo
    """,
    "sharing setting": """
        anyone_with shared_with sharing_settings sharing_link permissions permission public_link open_to restricted
        access_rights set_to visible_to whole_organisation open_access shared_drive shared_folder wrong_permissions
    """,
    "access": """
        access accessed accessing logged log_in looked_up looked_at looking_at browsed browsing snoop* nosy nosey
        curiosity curious peek* rummag* rifl* audit audit_log audit_trail unauthorised unauthorized no_reason
        no_business going_through went_through scrolling scrolled went_into been_into got_into clicking_through
        poking nosing prying flicking flicked thumbing opened_up helped_himself helped_herself
    """,
    "record system": """
        sims arbor bromcom cpoms scholarpack integris mis myconcern provision_map records system database edulink
        parentpay parentmail schoolcomms parentapp hr_system payroll tapestry gdrive drive server satchel
        classcharts class_charts insight evolve parago iris safeguard
    """,
    "password": """
        password* passcode* passwords login* log-in* log-ins logins log_in credential* username* pin pins user_name
        logon* sign-in signin 2fa mfa authenticator keycode door_code key_code passwd pwd
    """,
    "share login": """
        share shares shared sharing borrow* lend lent lends using_my use_my uses_my used_my same_login my_login
        her_login his_login same_password log_on everyone_uses all_use all_uses generic supply_login under_my as_me
        as_her as_him using_her using_his
    """,
    "written down": """
        post-it* postit* sticky* whiteboard written wrote_down stuck taped pinned scribbled sellotap* on_paper
        inside_cover
    """,
    "app": """
        app apps whatsapp* chatgpt gpt copilot gemini claude ai grammarly dropbox wetransfer google_drive
        google_forms google_form google_docs google_translate icloud telegram snapchat free_website website
        online_tool free_trial sign_up signed_up signing_up free_account free_version translator translat* kahoot
        quizlet canva surveymonkey doodle converter mailchimp padlet trello zoom otter transcri* browser_extension
        add-on plugin pdf
    """,
    "own account": """
        personal_email own_email personal_account home_email my_gmail gmail hotmail yahoo icloud private_email
        personal_phone own_phone personal_laptop own_laptop own_device home_computer home_laptop personal_dropbox
        private_phone my_personal her_personal his_personal private_account
    """,
    "unapproved": """
        approved approval unapproved agreed dpia authorised signed_off checked permission not_allowed policy
        not_approved vetted risk_assessment not_on terms_and privacy_notice licence unlicensed contract_with
        based_in america american us-based usa overseas abroad servers
    """,
    "attack": """
        phish* ransom* malware virus* trojan hack* cyber* attack* scam* spoof* fake bogus fraud* dodgy suspicious
        compromised breached encrypted_files locked_us locked_out bitcoin intruder* infected exploit* brute_force
        pretending impersonat* clicked click clicking popup pop-up pop-ups macro spyware keylog* ddos quarantin*
        antivirus anti-virus gift_card gift_cards bank_details_change sign-ins russia nigeria foreign
    """,
    "damage": """
        flood* fire burst_pipe leak* leaking soaked wet water_damage damp mould destroyed ruined pulp* burnt burned
        deleted delete overwrit* overwrote corrupt* wiped erased formatted altered changed alter* tamper* edited
        amended
    """,
    "restore": """
        restor* backup* back-up* back_up recover* retrieved retrieve recycle_bin previous_version undo undelete*
    """,
    "home": "home house kitchen_table living_room sofa flat landlady lodger bedroom lounge hallway porch",
    "in view": """
        desk table printer photocopier copier tray counter hatch reception_desk worktop shelf windowsill pigeonhole*
        pigeon_hole staffroom staff_room unattended in_view on_view lying_around face_up lying_about
        unlocked_cabinet drawer cupboard cabinet
    """,
    "data": """
        data information details names addresses medical safeguarding send sen ehcp* salary salaries bank contact
        allergies dob birth grades marks scores results behaviour attendance personal sensitive confidential
        disciplinary sickness absence pupil_premium fsm reports records photos photographs
    """,
    "report it": """
        report reporting breach* incident* gdpr data_protection dpo confess own_up flagging flag logging_this
        log_this let_you_know heads_up make_you_aware aware mortified sorry apologise apolog* embarrass* worried
        ashamed
    """,
    "act": """
        recalled recall deleted asked_them asked_her asked_him apologised changed_the reset collected retrieved rang
        phoned informed told_it contacted locked removed taken_down took_down took_it unshared blocked reported_to
    """,
    "near": """
        near_miss nearly almost about_to luckily just_in before_i before_it caught_it in_time stopped_myself
        close_call noticed_before
    """,
    "sell": """
        offer* discount* unsubscribe webinar* subscription* renew* renewal brochure* catalogue* demo free_trial
        quote* prices pricing invoice* order* purchase* customer_service schools_like £ trial sponsor* special_offer
        supplier* solution* product* delivery book_now book_a competit* sale
    """,
    "newsletter": """
        newsletter* bulletin round-up roundup term_dates dates_for edition issue_no upcoming events headlines
    """,
    "away": """
        out_of annual_leave auto-reply autoreply automatic_reply back_on return_on maternity on_leave away_from
        will_respond
    """,
    "ask": """
        please could can would may_i how_do what_do when_is where_do is_there do_we do_you can_you could_you can_i
        should_i wondering wonder enquir* question query advice advise remind reminder clarif*
    """,
    "office matter": """
        booking book_a visit appointment uniform jumper coat lunch dinner_money trip club parents'_evening open_day
        leave_form printer_toner toner projector wifi wi-fi timetable training course refresher inset template
        policy form_for meeting_room meeting agenda minutes_of menu cover rota holiday leave interview* application*
        vacancy place_for school_place absence_form quote_for
    """,
    "subject access": "subject_access sar sars copy_of foi freedom_of request data_request right_to erasure",
    "anonymous": """
        anonymous* anonym* my_name name_out confidence identity traced repercussions whistleblow* who_i don't_tell
        consequences
    """,
    "complain": """
        complain* complaint* angry furious unhappy upset solicitor* ico grievance demanding demands cross livid
        fuming
    """,
    "malice": """
        malicious* deliberate* purpose spite* revenge threaten* blackmail* intent* bully* humiliat* sabotage* grudge
        disgruntled nasty
    """,
    "police": "police crime_number crime_reference 101 insurance officer",
    "encrypt": """
        encrypt* bitlocker unencrypted password-protected passworded password_protected remote_wipe pin-locked
        locked_with
    """,
    "back": "back recovered returned retrieved collected got_it handed_back safe intact complete sealed unopened",
    "head": "headteacher head_teacher principal headmaster headmistress pennaeth the_head our_head executive_head",
    "welsh": "mae wedi gyda yn ei'r y'r o'r plant rhiant ysgol athro athrawes ac ar gan",
}


def _tables() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Return what whole words mean, pairs of words included, and what beginnings of words mean."""
    words: dict[str, list[str]] = {}
    stems: dict[str, list[str]] = {}
    for meaning, listed in MEANINGS.items():
        for entry in dict.fromkeys(re.findall(r"\S+", listed)):
            table, key = (stems, entry[:-1]) if entry.endswith("*") else (words, entry.replace("_", " "))
            table.setdefault(key, []).append(meaning)
    return words, stems


_WORDS, _STEMS = _tables()


def meanings_of(before: str, word: str) -> tuple[str, ...]:
    """Return what a word means, and what it means together with the one before it."""
    return _meanings_of_word(word) + tuple(_WORDS.get(f"{before} {word}", ()))


@lru_cache(maxsize=20_000)
def _meanings_of_word(word: str) -> tuple[str, ...]:
    """Return the meanings of a word by itself."""
    found = list(_WORDS.get(word, ()))
    for length in range(_SHORTEST_STEM, len(word) + 1):
        found += _STEMS.get(word[:length], ())
    return tuple(dict.fromkeys(found))
