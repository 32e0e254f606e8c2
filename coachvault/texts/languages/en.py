"""English: everything that people outside the terminal read in it; what each text is for stands in `shapes`."""

from __future__ import annotations

from coachvault.texts.languages.page_shapes import ConsentTexts, PageRole, PageRoles, PageSentences, PageTexts
from coachvault.texts.languages.shapes import (
    AgreementTexts,
    AnewTexts,
    DateTexts,
    DisclosureRecipients,
    DisclosureTexts,
    EarlierRequestTexts,
    EndTexts,
    ErasureTexts,
    FarewellTexts,
    FrameTexts,
    Language,
    MailTexts,
    MeasureNames,
    MeasureTexts,
    MessageTexts,
    PaperTexts,
    RequestTexts,
    StandInTexts,
)

ENGLISH = Language(
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
        for_ever="further notice",
    ),
    request=RequestTexts(
        approve="I approve",
        greeting="Dear {name},",
        asks="Below is a text that I would like to pass on. It leaves only if you agree to exactly these words.",
        recipient="To",
        purpose="Purpose",
        expires="Last day",
        exactly=(
            "Please write it as it stands. If anything should be different, tell me what instead, and I send a new"
            " text."
        ),
        rights=(
            "No is a fine answer. You can also take your agreement back at any time; what has been sent by then cannot"
            " be called back."
        ),
    ),
    mail=MailTexts(
        subject="Your agreement, please",
        answer=(
            "If you agree, reply to this mail, delete everything in your reply that repeats it, and write this"
            " line alone:"
        ),
        once_more="Please reply once more with this line alone, and delete everything else: {line}",
        in_plain_text="Please reply once more in plain text, without formatting, with this line alone: {line}",
        delete_below="Please delete everything below your line and send it again: {line}",
    ),
    anew=AnewTexts(
        scan="Please send the signed form once more, as a PDF or a photograph of at most 20 MB.",
        form="Please sign the form that I send you again: the one that came back belongs to another text.",
        page=(
            "Please attach to a mail the file that the page offers to save after you have signed, or sign on"
            " the page once more."
        ),
        signature=(
            "Please sign the sheet that I send you again, exactly as it is and with the key that I know, and"
            " send me the signature file."
        ),
    ),
    earlier=EarlierRequestTexts(
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
    ),
    message=MessageTexts(
        hello="Hello,",
        answer="If you agree, answer with this line, by itself:",
    ),
    paper=PaperTexts(
        title="Agreement to pass on a text",
        text="The text:",
        fingerprint="Fingerprint of this text",
        compare="These words belong to this text, recipient, purpose and day. Another text has other words.",
        consent=(
            "I am {name}. I have read the text above. It may be given to {recipient} for this purpose: {purpose}. It"
            " may not be passed on after {expires}."
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
                "I have read the text. Exactly what I approved of it may be given to {recipient} for this purpose:"
                " {purpose}. It may not be passed on after {expires}."
            ),
            with_own_words=(
                "I have read the text. Exactly what I approved of it and what I wrote myself may be given to"
                " {recipient} for this purpose: {purpose}. It may not be passed on after {expires}."
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
            until="Last day",
            how=(
                "Read each paragraph and choose. Only what you approve may be passed on, word for word. You may leave"
                " out anything, and need no reason."
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
            too_long="shorten it by {count}",
            result="Your text, as it will be passed on",
            result_nothing="(nothing yet)",
            signature="Your signature",
            remark="A remark for {to_coach}",
            remark_hint="Optional. It stays with {from_coach} and is never passed on.",
            name="Your full name",
            sign="Sign",
            still_open="Still open: {what}.",
            paragraphs_left="{count} paragraphs to decide",
            paragraph_left="one paragraph to decide",
            name_left="your name",
            tick_left="the tick",
            ready="Ready to sign.",
            all_out="You leave out everything. If you sign, {coach} learns that nothing may be passed on.",
            failed="Signing did not work in this browser. Please try another one, or tell {to_coach}.",
            signed="Signed. Two things are left to do",
            send="Send it to {to_coach}. Save the file and attach it to your reply, or copy the block into it.",
            save="Save sign-off file",
            copy="Copy the block",
            copied="Copied",
            copy_by_hand="The block is marked: copy it with Ctrl+C, or ⌘C.",
            block="Sign-off block",
            words=(
                "Keep these six words. {Coach} will call you and read out what may be passed on, and to whom, and then"
                " the words. If anything differs, say so: then nothing leaves."
            ),
            my_copy="Save my own copy",
            my_copy_hint=(
                "Your copy can be read by anybody: it holds the text that you approved. Keep it in a private place."
            ),
            rights=(
                "You can take your agreement back at any time: tell {to_coach}. What has been sent by then cannot be"
                " called back."
            ),
            foot="Request {code}. This page holds no trackers and cannot reach the internet.",
            copy_title="What I signed",
            copy_at="Signed at",
            copy_words="Words",
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
    agreement=AgreementTexts(
        title="Agreement about coaching",
        objectives="Objectives",
        open="to be agreed in the first session",
        sponsor="The sponsor may receive",
        nothing="nothing",
        only_signed="Each text leaves only after the client has signed exactly that text.",
        attendance="The sponsor may be told dates and number of sessions.",
        no_attendance="The sponsor is not told dates and number of sessions.",
        limits="Limits of confidentiality",
        usual_limits="What is said stays with the coach, except in serious danger to a person, or by order of a court.",
        log="The client agrees to be listed in a coach's log that stands behind a credential.",
        no_log="The client does not agree to be listed in a coach's log that stands behind a credential.",
        executor=(
            "If the coach cannot go on, an appointed person learns the client's name and number, and reads no note."
        ),
        no_executor=(
            "If the coach cannot go on, nobody is to contact the client: lists and letters for an appointed person show"
            " a code in place of name and number. Technically, that person's words could still open the list of names."
        ),
        notice="Data protection",
        usual_notice=(
            "Notes and contact data are kept encrypted on the coach's own machine, for as long as the coach's policy"
            " says, and are then destroyed. The client may ask for a copy, a correction, or that they are erased."
        ),
        signature="Date and signature",
    ),
    end=EndTexts(
        letter=(
            "Dear {name},\n\n"
            "our work together ended on {ended}. My notes about it are sealed now: I read them only for a reason, and"
            " each reading is recorded. I keep them until {until}, because of this: {because}. Then they are destroyed,"
            " and I can show you a certificate.\n\n"
            "Until then they stay as confidential as they were. If you would like a copy of what I hold about you, or"
            " would like it erased earlier, please write to me.\n\n"
            "{coach}\n"
        ),
    ),
    erasure=ErasureTexts(
        letter=(
            "Dear {name},\n\n"
            "you asked me on {asked} to erase what I hold about you. On {done} I erased:\n{erased}\n\n"
            "This stays, and why:\n{stays}\n\n"
            "Copies of my records:\n{copies}\n\n"
            "If you do not agree with what stays, you can complain to the data-protection authority where you live.\n\n"
            "{coach}\n"
        ),
        erased_notes="- my notes about our work from {first} to {last}: {count}",
        erased_releases="- texts that were drafted or asked about and never left: {count}",
        erased_contacts="- your name, addresses and numbers",
        kept_releases=(
            "- {count} texts that you agreed to and that were handed over, with your agreement: they prove it"
        ),
        kept_as_party="- {count} texts about others that you were asked to sign, with your answer: they are theirs",
        kept_disclosures="- {count} records of what I had to disclose without your agreement, and why",
        kept_hours="- dates and length of our sessions, without a name: they stand behind my credential",
        kept_register="- my register of what left, to whom and on what ground, and of this erasing",
        copies_clean="all that I know of are clean",
        copies_left="{count} still hold it; I clean or destroy them",
    ),
    farewell=FarewellTexts(
        letter=(
            "Dear {name},\n\n"
            "I am ending my practice. My notes about our work are sealed and kept until {until}, because of this:"
            " {because}. Then they are destroyed. Until then they stay as confidential as they were: {knows}.\n\n"
            "If you would like a copy of what I hold about you, or would like it erased earlier, please write to me"
            " now: only I can do that. {later}\n\n"
            "{coach}\n"
        ),
        knows="whoever steps in for me knows your name and how to reach you, and reads no note",
        barred=(
            "as we agreed on {since}, whoever steps in for me is shown a code in place of your name, does not contact"
            " you, and reads no note"
        ),
        executor_later=(
            "Later {executor} steps in for me, and destroys the notes when their time has come: not before, and without"
            " being able to read or copy them."
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
            "what you tell me stays with me, with the exceptions that we spoke about: serious danger and an order of a"
            " court. On {day} I made use of one. I told {recipient} this, and nothing else:\n\n"
            "{text}\n\n"
            "The reason: {danger}\n\n"
            "It is written down in my register. You may ask for a copy of what I hold about you, and complain to my"
            " professional body.\n\n"
            "{coach}\n"
        ),
        danger="I was convinced that somebody was in serious danger.",
        court="a court ordered it.",
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
            "Dear {name}, I am writing on behalf of your coach, who cannot keep your next appointments. What you told"
            " your coach stays confidential: I do not read it, and nobody else does. Please tell me how I can best"
            " reach you if you would like help to find somebody else."
        ),
    ),
)
