"""Domains at which anybody gets a mailbox: two people who have one there share no employer.

A short list of the usual ones. A domain that is missing here is taken for its owner's, which errs on the careful side.
"""

from __future__ import annotations

_USUAL = """
    aol.com bluewin.ch btinternet.com fastmail.com free.fr freenet.de gmail.com gmx.at gmx.ch gmx.com gmx.de gmx.net
    googlemail.com hey.com hotmail.co.uk hotmail.com hotmail.de hotmail.es hotmail.fr icloud.com laposte.net
    libero.it live.co.uk live.com live.fr mac.com mail.com mail.de mailbox.org me.com msn.com orange.fr outlook.com
    outlook.de outlook.es outlook.fr pm.me posteo.de proton.me protonmail.com sfr.fr t-online.de terra.es tuta.com
    tutanota.com tutanota.de wanadoo.fr web.de yahoo.co.uk yahoo.com yahoo.de yahoo.es yahoo.fr yandex.com ymail.com
    zoho.com
"""

PUBLIC_MAIL = frozenset(_USUAL.split())
