"""Which kinds of file are taken as a scan, by the names that people know; said in help, advice and documents.

Their first bytes are known in `signoff.scan`, which takes exactly these.
"""

from __future__ import annotations

DOCUMENT = "PDF"
PICTURES = ("JPEG", "PNG", "HEIC", "WebP", "TIFF")
OF_PICTURES = ", ".join(PICTURES)
OF_SCANS = f"{DOCUMENT}, {OF_PICTURES}"
