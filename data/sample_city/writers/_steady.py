"""A zip archive as a program wrote it → the same without the time at which it was written."""

import io
import re
import zipfile

# <dcterms:modified xsi:type="dcterms:W3CDTF">2024-01-01T00:00:00Z</dcterms:modified>
TIME = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(</dcterms:(?:created|modified)>)")
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def steady(content: bytes) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as copy:
        for name in source.namelist():
            part = source.read(name)
            if name == "docProps/core.xml":
                part = TIME.sub(rb"\g<1>2000-01-01T00:00:00Z\2", part)
            entry = zipfile.ZipInfo(name, LONG_AGO)
            entry.compress_type = zipfile.ZIP_DEFLATED
            copy.writestr(entry, part)
    return target.getvalue()
