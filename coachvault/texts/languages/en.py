"""English: everything that people outside the terminal read in it; what each text is for stands in `shapes`."""

from __future__ import annotations

from coachvault.texts.languages.companion_shapes import CompanionTexts, GradeTexts, RecipientTexts, WorkNames
from coachvault.texts.languages.copy_shapes import ActionStatusNames, CopyLabels, CopyTexts, NoteKindNames, WayNames
from coachvault.texts.languages.custodian_shapes import (
    CustodianTexts,
    ExecutorLetterTexts,
    ExecutorPageTexts,
    FactTexts,
    RecordPageTexts,
    SealedPageTexts,
    SheetTexts,
)
from coachvault.texts.languages.page_shapes import ConsentTexts, PageRole, PageRoles, PageSentences, PageTexts
from coachvault.texts.languages.shapes import (
    AgreementTexts,
    AnewTexts,
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
            opening="Opening, one moment…",
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
            copy_by_hand="The text is selected: copy it with Ctrl+C, or ⌘C.",
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
    companion=CompanionTexts(
        title="About the text in {file}",
        released="Released on",
        purpose="Purpose",
        recipient="To",
        sender="From",
        until="May be passed on until",
        release="Release",
        agreed_by="Agreed by",
        field="{name}: {value}",
        one_person="1 person, in writing",
        people="{count} people, in writing",
        grades=GradeTexts(
            message="a screenshot of a message that quotes the code; the coach vouches for it",
            email="a mail that quotes the code; nobody has proved who sent it",
            room="signed on the coach's own device",
            paper="a signed sheet of paper that shows the check words of the text; kept as a scan",
            page="signed in the client's own browser and compared by telephone",
            key="signed with a key that was known before",
        ),
        signed_as="{grade}; signed as {name}",
        with_key="{grade}; the key {key}",
        key_given_up="{said}; that key was given up since, and the coach says that the text was signed before",
        works=WorkNames(coach="coach", mentor="mentor"),
        exactly=(
            "The text was agreed to in writing, to the last character, for this recipient and purpose alone. Please do"
            " not pass it on. The consent can be taken back at any time."
        ),
        no_name=(
            "A name stands here only where somebody signed with it. Whoever answered by mail, on paper or by message is"
            " known to the coach, who keeps the answer and vouches for it; no program can verify that."
        ),
        digest="For your IT department: SHA-256 {digest}",
        how=(
            "To see that the file is the text that was agreed to, open a terminal in the folder of both files and copy"
            " this line into it:"
        ),
        says_ok=(
            "It says OK, or the same in the computer's language. On macOS, write shasum -a 256 in place of sha256sum."
        ),
        by_hand=(
            "To verify the signature of agreement {number} with {tool}, copy these lines. They put together what was"
            " signed, with your copy of the text in it; the signature fits only if that is the text that was agreed to:"
        ),
        says="It says: {said}",
        in_one_step="CoachVault verifies all of it in one step, and needs no vault for that:",
        explained=(
            "Its documentation (verify-a-release) explains what this proves, and what only the coach can say. The last"
            " line is for programs."
        ),
    ),
    recipient=RecipientTexts(
        withdrawn="""\
{today}

To {recipient}

On {days} you received a text for this purpose: {purpose}.
The consent to it has been taken back today. Please stop using the text, do not pass it on,
and delete every copy that you have. Please tell whoever received it from you the same.

For your IT department: the SHA-256 of the text is
{digests}.

Please confirm this in writing.
""",
        answer="""\
To {recipient}

Thank you for asking. What is said in the sessions is confidential. I recommend that you ask your colleague
directly: most have more to tell, and tell it better, than a report of mine could.

If you would rather have a few lines in writing, I prepare them together with the person concerned. They
leave only as that person has approved them, word by word; that takes a few days, and it may be that nothing
is sent. I can confirm at any time what the three of us agreed at the start.
""",
    ),
    copy=CopyTexts(
        labels=CopyLabels(
            by="by",
            status="status",
            code="code",
            name="name",
            email="email",
            phone="phone",
            address="address",
            private_channel="private channel",
            emergency_contact="emergency contact",
            language="language",
            remark="remark",
            keys="keys",
            road="how you sign",
            born="born",
            begun="from",
            until="until",
            kept_until="kept until",
            paid_by="paid by",
            kind="kind",
            tags="tags",
            next_session="next session",
            sessions="sessions",
            hours="hours",
            notes="notes",
            objectives="objectives",
            sponsor_may_receive="the sponsor may receive",
            reports="reports",
            reports_when="when reports are due",
            attendance="attendance",
            limits="limits",
            in_coaching_log="in the coaching log",
            executor_may_reach="whoever steps in may reach you",
            notice="notice",
            signed="signed",
            scan="SHA-256 of the scan",
            minutes="minutes",
            to="to",
            purpose="purpose",
            last_day="may be passed on until",
            asked="asked",
            left_as_it_was="left as it was, although it was warned about",
            other_answered="somebody else answered",
            compared="compared by telephone",
            passed_on="passed on",
            taken_back="taken back",
            your_answer="your answer",
            signed_as="signed as",
            vouched_for="vouched for by",
            approved="paragraphs you approved",
            wrote="what you wrote",
            remarks="your remarks",
            accepted="accepted all the same, because",
            original="the answer itself is kept",
            danger="danger",
            evidence="evidence",
            advice="advice",
            name_needed_because="name needed because",
            letter_delayed_because="letter delayed because",
            letter_due="letter due",
            client_told="what you were told",
            passages="passages",
            said_at="said at",
            reason_for_client="reason given to you",
            on="on",
            letter_written="letter to you written on",
            digest="SHA-256",
            what="what",
            why="why",
            ground="on the ground of",
        ),
        kinds=NoteKindNames(
            session="session",
            chemistry="chemistry",
            supervision="supervision",
            reflection="reflection",
            admin="admin",
        ),
        ways=WayNames(
            message="message",
            email="email",
            room="in the room",
            paper="paper",
            page="page",
            key="key",
        ),
        you="You",
        work="Our work",
        ratings="How you rated",
        actions="What you wanted to do",
        statuses=ActionStatusNames(open="open", done="done", dropped="dropped"),
        notes="Notes",
        texts="Texts that were proposed or passed on",
        disclosures="Disclosed without your consent",
        register="What the register says",
        wording="{title}, wording {number}",
        agreed="{id}, what was agreed",
        proposed="{id} as it was proposed on {day}, version {version}",
        yes="yes",
        hours="{paid} paid, {pro_bono} pro bono",
        destroyed="destroyed on {day}",
        no_end="no end date",
        not_signed="not signed as it stands",
        signed_scan="{day}, scan, vouched for by the coach",
        signed_word="{day}, vouched for by the coach",
        asked_you="{day}, {way}: you",
        asked_at="{day}, {way}: you, {address}",
        asked_other="{day}, {way}: somebody else whom it concerns",
        nothing="none",
        passed_on="{day}, text with SHA-256 {digest}",
        at_time="{day}, {time}",
        spoken="{when}, said",
        written="{when}, written",
        left_out="(left out: it names somebody else)",
        title="What is held about {name}",
        everything="This is the whole part of these records that is about you, with every wording of each note.",
        not_everything=(
            "This is what is held about you in these records, with every wording of each note. Some of it is left"
            " out: it is about other people as well, or there is another ground in law."
        ),
        names_left_out="Other people's names are left out of the register's lines.",
        elsewhere="Notes and texts about others in which you, or a word of your name, are named: {count}.",
        not_searched="Sealed notes about others that were not searched for your name: {count}.",
        correct="If something is wrong, say so: your correction is added to it.",
        how_long=(
            "Where our work has ended, the copy says until when its notes are kept. The rest is kept while we work"
            " together, and after that for as long as my retention policy says; ask me for it."
        ),
        rights=(
            "You may ask me for another copy, for a correction or for erasure, and take back a consent at any time."
            " You may also complain to the data-protection authority where you live, and go to court."
        ),
        handed_over=(
            "Notes about our work, {id}, from {begun} to {ended}. They were written for one pair of eyes; they are"
            " yours now."
        ),
    ),
    sealed_page=SealedPageTexts(
        own_name="English",
        instead=(
            "This page needs a browser with JavaScript, on a computer: Edge, Chrome, Firefox or Safari. It needs no"
            " internet connection."
        ),
        cannot_open=(
            "This browser cannot open the page. Try another one, on a computer: Edge, Chrome, Firefox or Safari."
        ),
        damaged="This file is damaged. Ask for it again, or look for another copy of it.",
        open="Open",
        opening="Opening…",
        stays="What you type stays on this computer. The page is connected to nothing.",
        print_page="Print this page",
    ),
    record_page=RecordPageTexts(
        title="A copy for you",
        intro="You asked for a copy of what is held about you. Only the code that you were told opens it.",
        code="Your code",
        code_length="The code has 12 letters and digits; this one has {count}.",
        code_wrong="That code does not open this page. Look at each letter and digit once more.",
        foot="Made on {day}.",
    ),
    custodians=CustodianTexts(
        sheet=SheetTexts(
            executor="For the person who steps in",
            reader="For a person who reads together with others",
            vault="Vault {vault}",
            words_of="Words of {day}",
            print_it="Print this page, then delete the file: whoever has the words can use them.",
            square=(
                "The same words, a line each, for a scanner that types like a keyboard. A telephone's camera may keep"
                " what it sees."
            ),
            square_title="The words, a line each",
            executor_opens=(
                "With these 24 words you can do the duty of the person who gave you this sheet: tell the clients, and"
                " destroy what is due. The words open names, contact data and dates, and no notes."
            ),
            executor_needs=(
                "You need this sheet and a copy of the records: the laptop, or a backup. Beside a backup there is a"
                " file READ-ME-FIRST.txt; begin with it. It leads to a page that opens in any browser with these"
                " words."
            ),
            executor_keeps="Keep the sheet where nobody else reads it, and not beside the backup.",
            reader_opens=(
                "With these 24 words and those of other readers, you can open sealed notes together: for a serious"
                " reason, which is recorded. Your words alone open nothing."
            ),
            reader_needs=(
                "You need a copy of the records, and as many readers as were agreed. Then somebody types this on a"
                " computer with the program CoachVault: coachvault custodian open E1"
            ),
            reader_keeps="Keep the sheet where nobody else reads it, and not beside another reader's sheet.",
            once_a_year="Once a year, at the coach's computer, try the words together: {command}",
        ),
        read_me="""\
READ ME FIRST

Somebody kept confidential records about people in the files beside this one, and asked you to step in.
You need no technical skill and no program for the first step. Nothing here can be broken by looking.

1. Take the sheet of paper with 24 numbered words that you were given. Without it nothing opens.
2. Open the file executor.html by a double click. It opens in the browser (Edge, Chrome, Firefox, Safari).
   Do this on a computer, not on a telephone. It need not be connected to the internet.
3. Type the 24 words into the box, with spaces between them. Then press "Open".
4. You see whom to call, their telephone numbers, when their next session is, and a message that you can
   read out or copy. Begin at the top. Print the page if you like, and lock the paper away.
5. Tell these people, and nobody else, that the sessions cannot take place. You do not read any notes; the
   page holds none.

Later, not today: the page says who helps with the computer. Some records have to be destroyed at a certain
time. That takes the program CoachVault, which is free, on a computer with Python, and your words. Whoever helps
installs it and types this, in this folder; then a numbered menu leads on:
   coachvault --vault {vault} executor

If you have no sheet, or the words do not open the page: keep the files, and call the person who was named to
you as a helper, or another who was asked to step in. Do not send the files or the words to anybody, and do not
type the words on any website.
""",
        page=ExecutorPageTexts(
            title="For the person who steps in",
            intro=(
                "Somebody gave you a sheet of paper with 24 numbered words. Type them here, one after the other, with"
                " spaces between them. Capitals do not matter, and the first four letters of each word are enough."
            ),
            words="The 24 words",
            count="Words typed: {count} of 24",
            not_a_word=("Word {number}, “{word}”, is not one of the words that there are. Compare it with the sheet."),
            how_many="Words typed: {count}. The sheet has 24.",
            not_together=(
                "All of these are words of the list, but together they do not open this page. Is one of them in another"
                " place, or is the sheet for something else?"
            ),
            first="These are the people who have to be told, as it was on {day}.",
            first_of="These are the people who have to be told, as it was on {day}. The practice: {practice}.",
            call_each=("Call or write to each person below, from the top. You can read the message out, or copy it."),
            say_only="Say that the sessions cannot take place, and nothing about anybody else.",
            not_today="You need not read, sort or delete anything today.",
            whom="Whom to tell",
            nobody="Nobody has to be told: no work is under way.",
            copy="Copy the message",
            copied="Copied.",
            marked="Selected: press Ctrl+C (or Cmd+C).",
            good_to_know="Good to know",
            later="Later",
            finished=(
                "Finished and sealed: {count}. These records have to be destroyed at certain times. That takes the"
                " program CoachVault, and somebody who helps: coachvault executor"
            ),
            due="Due when this page was made: {count}.",
            foot="Made on {day} by CoachVault. The page holds no notes.",
        ),
        letter=ExecutorLetterTexts(
            title="Letter",
            letter="""\
To whoever steps in

Practice: {practice}
Archive made on {made}: {archive}
Six check words of its ledger: {words}

What this is
The archive holds the confidential records of a coaching practice, encrypted. With the 24 words on your sheet you see
whom to reach and what is due, and you can destroy what is due. You cannot read notes, and you need not.

In the first week
1. Read READ-ME-FIRST.txt beside the archive, and open executor.html with your words. Call the people on it.
2. Put the laptop and the disks with backups in a safe place. Do not reset, sell or give away any of them.
3. Call the people named under "Whom to call": insurer, professional body, supervisor.
4. Tell nobody who the clients are. If a court, the police or a family member asks for notes, say that you cannot open
   them, write down who asked and when, and call the supervisor or a lawyer.
5. Compare the six words above with those that this command shows. They are the same if nothing was changed; once
   something in it was destroyed, they are others, and the certificate says so:
      coachvault practice verify {file}

Later
The calendar file {calendar} beside this letter tells when something is due; it names nobody, and any calendar takes
it. On such a day: coachvault --vault {file} executor
What is held must not be destroyed, and you cannot lift a hold. If you do not know what to do, do nothing, and ask.

What to know
{know}
""",
            no_name="(no name)",
            no_know="Nothing was written down.",
            not_reached="Not to be reached",
            agreed_on="{code}, agreed on {day}",
        ),
        facts=FactTexts(
            line="{name}: {value}",
            laptop="Laptop",
            backups="Backups",
            helper="Who helps with the computer",
            call="Whom to call",
            others="Others who were asked to step in",
            executor="steps in",
            reader="reads with others",
            remark="Remark",
            client="The client called {code}",
            telephone="Telephone",
            next_session="Next session",
            at_time="{day} at {time}",
            not_known="not known",
            private_channel="Private channel",
            mail="Mail",
            mail_of_others="Mail (others may read it)",
            address="Address",
            emergency="In an emergency",
            language="Language",
            not_reached="is not to be reached; agreed on {day}",
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
        own="the reason stands in my retention policy, and I will gladly explain it to you",
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
            "Where else these data may still be:\n{copies}\n\n"
            "If you do not agree with what stays, please tell me. You may also complain to the data-protection"
            " authority where you live, and go to court.\n\n"
            "Thank you for the trust that you put in our work.\n\n"
            "{coach}\n"
        ),
        erased_notes="- my notes about our work from {first} to {last}: {count}",
        erased_releases="- texts that were drafted or asked about and never left: {count}",
        erased_contacts="- your contact data in my address list",
        kept_releases=Counted(
            one="- one text that you agreed to and that was passed on, with your consent as proof",
            many="- {count} texts that you agreed to and that were passed on, with your consent as proof",
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
        copies_clean="- No backup or other copy that I know of holds them any more.",
        copies_left=Counted(
            one="- One copy still holds them. I will clean or destroy it.",
            many="- {count} copies still hold them. I will clean or destroy them.",
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
            " On {day} one of the two arose. I passed on the following, and nothing else (recipient: {recipient}):\n\n"
            "{text}\n\n"
            "Why I did so: {reason}\n\n"
            "It is recorded in my register. {rights} You may turn to my professional body as well.\n\n"
            "If you would like to talk about it, I am here for you.\n\n"
            "{coach}\n"
        ),
        danger="I had good reason to believe that somebody was in serious danger.",
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
            " appointments. What you said in the sessions stays confidential: I cannot read it. Please tell me how I"
            " can best reach you if you would like help to find somebody else."
        ),
        coach=ByRole(coach="your coach", mentor="your mentor"),
        writer="__________",
    ),
)

ENGLISH = typeset(_TEXTS)
