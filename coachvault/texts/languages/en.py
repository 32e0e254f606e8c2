"""English: everything that people outside the terminal read in it; what each text is for stands in `shapes`."""

from __future__ import annotations

from coachvault.texts.languages.page_shapes import ConsentTexts, PageRole, PageRoles, PageSentences, PageTexts
from coachvault.texts.languages.shapes import (
    AgreementTexts,
    AttendanceTexts,
    ByRole,
    Counted,
    DateTexts,
    DisclosureRecipients,
    DisclosureTexts,
    EarlierRequestTexts,
    EndTexts,
    ErasureTexts,
    FarewellTexts,
    FrameTexts,
    KeptTexts,
    Language,
    MailTexts,
    MeasureNames,
    MeasureTexts,
    MessageTexts,
    PaperTexts,
    PurposeTexts,
    ReasonTexts,
    RequestTexts,
    RightsTexts,
    StandInTexts,
)
from coachvault.texts.languages.typography import typeset

_TEXTS = Language(
    code="en",
    dates=DateTexts(
        months=(
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ),
        day="{day} {month} {year}",
        first="1",
    ),
    label="{name}: {value}",
    request=RequestTexts(
        approve="I approve",
        greeting="Dear {name},",
        hello="Hello,",
        asks="Below is a text that I would like to pass on. It leaves only if you agree to exactly these words.",
        recipient="To",
        purpose="Purpose",
        expires="May be passed on until",
        exactly=(
            "Please write it as it stands. If anything should be different, tell me what instead, and I send a new"
            " text."
        ),
        rights=(
            "You are free to say no. You can also take your consent back at any time; what has been passed on by then"
            " cannot be recalled."
        ),
    ),
    mail=MailTexts(
        subject="Your consent, please",
        answer=(
            "If you agree, reply to this mail, delete everything in your reply that repeats it, and write this"
            " line alone:"
        ),
        once_more="Please reply once more with this line alone, and delete everything else: {line}",
        in_plain_text="Please reply once more in plain text, without formatting, with this line alone: {line}",
        delete_below="Please delete everything below your line and send it again: {line}",
    ),
    earlier=EarlierRequestTexts(
        approve="I approve",
        subject="Your agreement, please",
        hello="Hello,",
        greeting="Dear {name},",
        asks=("Below is a text that I would like to pass on. It leaves only if you agree to exactly these words."),
        recipient="To",
        purpose="Purpose",
        expires="Last day",
        answer="If you agree, reply to this mail and write this line, by itself, above everything else:",
        answer_message="If you agree, answer with this line, by itself:",
        exactly=(
            "Please write it as it stands. If anything should be different, tell me what instead, and I send a"
            " new text."
        ),
        rights=(
            "No is a fine answer. You can also take your agreement back at any time; what has been sent by then"
            " cannot be called back."
        ),
        paper=PaperTexts(
            title="Agreement to pass on a text",
            text="The text:",
            fingerprint="Fingerprint of this text",
            compare="These words belong to this text, recipient, purpose and day. Another text has other words.",
            consent=(
                "I am {name}. I have read the text above. It may be given to {recipient} for this purpose: {purpose}."
                " It may not be passed on after {expires}."
            ),
            signature="Signature",
            printed_name="Name in capitals",
            place_and_date="Place and date",
        ),
    ),
    message=MessageTexts(
        answer="If you agree, answer with this line, by itself:",
    ),
    paper=PaperTexts(
        title="Consent to pass on a text",
        text="The text:",
        fingerprint="Check words of this text",
        compare=(
            "The six check words belong to this text, recipient, purpose and day. Another text has other check words."
        ),
        consent=(
            "I am {name}. I have read the text above. I agree that exactly this text may be passed on to: {recipient}."
            " Purpose: {purpose}. This holds until {expires}; after that day nothing more may be passed on."
        ),
        signature="Signature",
        printed_name="Name in capitals",
        place_and_date="Place and date",
    ),
    page=PageTexts(
        roles=PageRoles(
            coach=PageRole(
                coach="your coach",
                at_start="Your coach",
                to_coach="your coach",
                from_coach="your coach",
            ),
            mentor=PageRole(
                coach="your mentor",
                at_start="Your mentor",
                to_coach="your mentor",
                from_coach="your mentor",
            ),
        ),
        consent=ConsentTexts(
            name="I am {name}.",
            sentence=(
                "I have read the text. I agree that exactly the text that I approved may be passed on to: {recipient}."
                " Purpose: {purpose}. This holds until {expires}; after that day nothing more may be passed on."
            ),
            with_own_words=(
                "I have read the text. I agree that exactly the text that I approved, and what I wrote myself, may be"
                " passed on to: {recipient}. Purpose: {purpose}. This holds until {expires}; after that day nothing"
                " more may be passed on."
            ),
            whole=(
                "I have read the text. I agree that exactly this text may be passed on to: {recipient}. Purpose:"
                " {purpose}. This holds until {expires}; after that day nothing more may be passed on."
            ),
        ),
        sentences=PageSentences(
            kicker="Private, for one person",
            title="Your text, for your sign-off",
            preview=(
                "This page has to be opened in a web browser; you are probably looking at a preview. Save the file,"
                " then open it with Chrome, Edge, Firefox or Safari on a computer. If that does not work, tell"
                " {to_coach}: there are other ways, by mail, on paper or together."
            ),
            too_old=(
                "This browser cannot sign. Please update it, or open the file with a current Chrome, Edge, Firefox or"
                " Safari (17 or newer) on a computer. If that does not work, tell {to_coach}: there are other ways, by"
                " mail, on paper or together."
            ),
            damaged="This file was changed or cut on its way. Please ask {to_coach} for it again.",
            intro=(
                "Nothing on this page is sent anywhere; it works without the internet. Only the code that {coach} gave"
                " you by telephone or message opens it."
            ),
            code="Your code",
            open="Open",
            opening="Opening, one moment …",
            code_length="The code has 12 letters and digits; this one has {count}.",
            code_wrong="That code does not open this file. Please look at each letter and digit.",
            sender="From",
            to="To",
            purpose="Purpose",
            until="May be passed on until",
            label="{name}: {value}",
            how=(
                "Read each paragraph and choose. Only what you approve may be passed on, word for word. You may leave"
                " out whatever you like, and need no reason."
            ),
            paragraph="Paragraph {number} of {count}",
            approve="Approve",
            leave_out="Leave out",
            how_writing=(
                "You may also write: put a paragraph in your own words, or add something at the end. The text is yours;"
                " {coach} sees what you changed."
            ),
            own_words="In my own words",
            own_label="Paragraph {number} in your own words",
            own_label_left="paragraph {number} in your own words",
            addition="What you want to add",
            addition_hint="Optional. It follows the last paragraph and is passed on like all the rest.",
            room="Characters left: {count}.",
            too_long="shorten it by {count} characters",
            too_long_one="shorten it by one character",
            result="Your text, as it will be passed on",
            result_nothing="(nothing yet)",
            signature="Your signature",
            remark="A remark for {to_coach}",
            remark_hint="Optional. It stays with {from_coach} and is never passed on.",
            name="Your full name",
            sign="Sign",
            still_open="Still open: {what}.",
            paragraphs_left="{count} paragraphs without a decision",
            paragraph_left="one paragraph without a decision",
            name_left="your name",
            tick_left="the tick",
            ready="You can sign now.",
            all_out="You leave out everything. If you sign, {coach} learns that nothing may be passed on.",
            failed="Signing did not work in this browser. Please try another one, or tell {to_coach}.",
            signed="Signed. Two things are left to do",
            send=(
                "Send it to {to_coach}. Save the file and attach it to your reply, or copy it as text into the reply."
            ),
            save="Save sign-off file",
            copy="Copy as text",
            copied="Copied",
            copy_by_hand="The text is marked: copy it with Ctrl+C, or ⌘C.",
            block="Your sign-off as text",
            words=(
                "Keep these six check words. {Coach} will call you and read out what may be passed on, and to whom, and"
                " then the check words. If anything differs, say so: then nothing leaves."
            ),
            my_copy="Save my own copy",
            my_copy_hint=(
                "Your copy can be read by anybody who opens it: it contains the text that you approved. Keep it in a"
                " private place."
            ),
            rights=(
                "You can take your consent back at any time: tell {to_coach}. What has been passed on by then cannot be"
                " recalled."
            ),
            foot="Request {code}. This page contains no trackers and cannot reach the internet.",
            copy_title="What I signed",
            copy_at="Signed on",
            copy_words="Check words",
            copy_text="The text that I approved",
            copy_nothing="(nothing: all of it was left out)",
            copy_proof="For whoever wants to verify it",
        ),
    ),
    measures=MeasureTexts(
        names=MeasureNames(
            mindset="Mindset",
            morale="Morale",
            confidence="Confidence",
            commitment="Commitment",
            ability="Ability",
        ),
        once="{name}: {last} of {highest} ({until}).",
        over_time="{name}: from {first} to {last} of {highest} ({since} to {until}).",
        quoted="In my words: “{words}”",
    ),
    frames=FrameTexts(
        progress=(
            "We agreed on these objectives:\n{objectives}\n\n"
            "Since then:\n[what has changed]\n\n"
            "Until the next report:\n[what comes next]"
        ),
        closing=(
            "The coaching was about these objectives:\n{objectives}\n\n"
            "What was reached:\n[what has changed, in the client's own words]\n\n"
            "What goes on:\n[what the client does from here]"
        ),
        handover=(
            "We agreed on these objectives:\n{objectives}\n\n"
            "Where things stand:\n[where things stand]\n\n"
            "What to know:\n[what to know]"
        ),
        own_words=(
            "These were the objectives:\n{objectives}\n\n"
            "What has changed for me:\n\n"
            "What I do differently now:\n\n"
            "What I want to work on next:"
        ),
    ),
    purposes=PurposeTexts(
        progress="progress report",
        closing="closing report",
        handover="handing over to a successor",
        own_words="report in the client's own words",
    ),
    reasons=ReasonTexts(
        usual="limitation periods and insurers ask for six to seven years",
        own="it stands in my retention policy, and I will gladly explain it to you",
    ),
    rights=RightsTexts(
        yours=(
            "You may ask me for a copy of the data that I keep about you, and for their correction or erasure; a"
            " consent can be taken back at any time. You may also complain to the data-protection authority where you"
            " live, and go to court."
        ),
        theirs=(
            "{client} may ask for a copy of these data, for their correction or erasure, take a consent back at any"
            " time, complain to the data-protection authority, and go to court."
        ),
    ),
    agreement=AgreementTexts(
        title=ByRole(coach="Agreement about coaching", mentor="Agreement about mentoring"),
        client="Client",
        sponsor="Sponsor",
        coach=ByRole(coach="Coach", mentor="Mentor"),
        whoever=ByRole(coach="the coach", mentor="the mentor"),
        objectives="Objectives",
        open="to be agreed in the first session",
        receives="The sponsor may receive",
        nothing="nothing",
        only_signed="Each text leaves only after {client} has agreed to exactly that text.",
        attendance="{sponsor} may be told the dates and the number of sessions.",
        no_attendance="{sponsor} is not told the dates and the number of sessions.",
        limits="Limits of confidentiality",
        usual_limits=("What is said stays confidential, except in serious danger to a person, or by order of a court."),
        log=(
            "{client} agrees that name, contact, period and hours stand in a coaching log that the credentialing body"
            " may see."
        ),
        no_log="{client} does not agree to stand in a coaching log that the credentialing body may see.",
        executor=(
            "If {coach} cannot go on, an appointed person learns the name of {client}, the contact data, the emergency"
            " contact and the next session, in order to get in touch, and cannot read any notes."
        ),
        no_executor=(
            "If {coach} cannot go on, nobody is to contact {client}: lists and letters for an appointed person show a"
            " code in place of name and contact data. Technically, the secret access words given to that person could"
            " still open the list of names."
        ),
        notice="Data protection",
        usual_notice=(
            "Notes and contact data serve this work alone; {coach} keeps them encrypted on a computer of their own."
            " When the work has ended they are kept for as long as the retention policy says, which can be seen at any"
            " time; then they are due to be destroyed. {rights}"
        ),
        signature="Date and signature",
    ),
    attendance=AttendanceTexts(held="Sessions held: {count}"),
    kept=KeptTexts(
        until=(
            "They are kept until {until}. From that day on they are due to be destroyed; should something stand against"
            " it, such as a dispute, they are kept longer, and the reason is recorded."
        ),
        for_ever="They are kept with no end date.",
    ),
    end=EndTexts(
        letter=(
            "Dear {name},\n\n"
            "Our work together ended on {ended}. Thank you for the trust that you put in it.\n\n"
            "My notes about it are sealed now: I read them only when there is a good reason, and each reading is"
            " recorded. {kept} Why they are kept: {because}.\n\n"
            "They stay as confidential as they were. If you would like a copy of the data that I keep about you, or"
            " would like them erased earlier, please write to me.\n\n"
            "I wish you all the best.\n\n"
            "{coach}\n"
        ),
    ),
    erasure=ErasureTexts(
        letter=(
            "Dear {name},\n\n"
            "On {asked} you asked me to erase the data that I keep about you. On {done} I erased:\n{erased}\n\n"
            "This stays, and why:\n{stays}\n\n"
            "Where else it may still stand:\n{copies}\n\n"
            "If you do not agree with what stays, please tell me. You may also complain to the data-protection"
            " authority where you live, and go to court.\n\n"
            "Thank you for the trust that you put in our work.\n\n"
            "{coach}\n"
        ),
        erased_notes="- my notes about our work from {first} to {last}: {count}",
        erased_releases="- texts that were drafted or asked about and never left: {count}",
        erased_contacts="- your contact data in my address list",
        kept_releases=Counted(
            one="- one text that you agreed to and that was passed on, with your consent: it proves your consent",
            many="- {count} texts that you agreed to and that were passed on, with your consent: they prove it",
        ),
        kept_as_party=Counted(
            one="- one text about others that you were asked to sign, with your answer: it is theirs",
            many="- {count} texts about others that you were asked to sign, with your answers: they are theirs",
        ),
        kept_disclosures=Counted(
            one="- one record of what I had to disclose without your consent, and why",
            many="- {count} records of what I had to disclose without your consent, and why",
        ),
        kept_mentions=Counted(
            one="- your name, or part of it, also appears in one note about other people",
            many="- your name, or part of it, also appears in {count} notes about other people",
        ),
        kept_hours="- dates and length of our sessions, under a code and without your name: they prove my experience",
        kept_register="- my register of what left, to whom and on what ground, and of this erasure",
        kept_address="- in that register: the address that a request went to",
        kept_ground="- in that register: to whom a disclosure went, why, and on what evidence",
        copies_clean="- No backup or other copy that I know of holds it any more.",
        copies_left=Counted(
            one="- One copy still holds it. I will clean or destroy it.",
            many="- {count} copies still hold it. I will clean or destroy them.",
        ),
        files_left=Counted(
            one="- One readable file, such as a letter or a form, is still on my computer. I will delete it by hand.",
            many="- {count} readable files, such as letters and forms, are still on my computer. I will delete them by"
            " hand.",
        ),
        by_hand="- Printouts, and mails in a mailbox, have to be deleted by hand.",
    ),
    farewell=FarewellTexts(
        letter=(
            "Dear {name},\n\n"
            "{ends} Thank you for the trust that you put in our work.\n\n"
            "My notes about it are sealed. {kept} Why they are kept: {because}. They stay as confidential as they were."
            " {knows}\n\n"
            "If you would like a copy of the data that I keep about you, or would like them erased earlier, please"
            " write to me now: only I can do that. {later}\n\n"
            "I wish you all the best.\n\n"
            "{coach}\n"
        ),
        ends=ByRole(coach="I am ending my work as a coach.", mentor="I am ending my work as a mentor."),
        knows=(
            "Whoever steps in for me learns your name, your contact data, your emergency contact and the next session,"
            " and cannot read any notes."
        ),
        barred=(
            "As we agreed on {since}, whoever steps in for me is shown a code in place of your name and contact data,"
            " and is not to contact you. Technically, the secret access words given to that person could still open"
            " the list of names; they open no notes."
        ),
        executor_later=(
            "Later {executor} steps in for me, and destroys the notes once the retention period is over: not before,"
            " and without being able to read or copy them."
        ),
        somebody="somebody whom I trust",
        nobody_later="Nobody has been named yet who could answer you in my place.",
        readers_later=(
            "For a serious reason, {quorum} people whom I trust can open the notes, only together; the reason is"
            " recorded."
        ),
    ),
    disclosure=DisclosureTexts(
        letter=(
            "Dear {name},\n\n"
            "There is something that you should hear from me and from nobody else.\n\n"
            "What you tell me stays with me, with two exceptions: serious danger to a person, and an order of a court."
            " On {day} I made use of one. I passed on the following, and nothing else (recipient: {recipient}):\n\n"
            "{text}\n\n"
            "Why I did so: {reason}\n\n"
            "It is recorded in my register. {rights} You may also turn to my professional body.\n\n"
            "If you would like to talk about it, I am here for you.\n\n"
            "{coach}\n"
        ),
        danger="I was convinced that somebody was in serious danger.",
        court="A court ordered it.",
        recipients=DisclosureRecipients(
            agreed="the person we had agreed on",
            hr="the agreed person in your organisation",
            body="my professional body",
            government="a public authority",
            emergency="the emergency services",
            court="the court",
        ),
    ),
    stand_in=StandInTexts(
        message=(
            "Dear {name}, my name is {writer}, and I am writing on behalf of {coach}, who cannot keep your next"
            " appointments. What you said there stays confidential: I cannot read it. Please tell me how I can best"
            " reach you if you would like help to find somebody else."
        ),
        coach=ByRole(coach="your coach", mentor="your mentor"),
        writer="__________",
    ),
)

ENGLISH = typeset(_TEXTS)
