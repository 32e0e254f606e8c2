"""Mail domains in which anybody may have an address: they say nothing about an organisation."""

from __future__ import annotations

PUBLIC_DOMAINS = frozenset(
    {
        *("aol.com", "bluewin.ch", "btinternet.com", "fastmail.com", "free.fr", "freenet.de", "gmail.com"),
        *("gmx.at", "gmx.ch", "gmx.com", "gmx.de", "gmx.net", "googlemail.com", "hotmail.com", "hotmail.es"),
        *("hotmail.fr", "icloud.com", "laposte.net", "live.com", "mac.com", "mail.com", "me.com", "msn.com"),
        *("orange.fr", "outlook.com", "outlook.de", "outlook.es", "outlook.fr", "pm.me", "posteo.de", "proton.me"),
        *("protonmail.com", "t-online.de", "wanadoo.fr", "web.de", "yahoo.com", "yahoo.de", "yahoo.es", "yahoo.fr"),
        *("yandex.com", "ymail.com", "zoho.com"),
    }
)
