"""What exiftool, which knows more kinds of notes than anybody else, finds in a file."""

import json
import shutil
import subprocess
from collections.abc import Mapping
from tempfile import NamedTemporaryFile

import pytest

EXIFTOOL = shutil.which("exiftool")
needs_exiftool = pytest.mark.skipif(
    EXIFTOOL is None, reason="needs exiftool: apt-get install libimage-exiftool-perl libarchive-zip-perl"
)
OF_ANY_FILE = frozenset(
    {
        "SourceFile",
        "FileName",
        "Directory",
        "ExifToolVersion",
        "FileSize",
        "FileModifyDate",
        "FileAccessDate",
        "FileInodeChangeDate",
        "FilePermissions",
        "FileType",
        "FileTypeExtension",
        "MIMEType",
    }
)
OF_ANY_PICTURE = OF_ANY_FILE | {
    "ImageWidth",
    "ImageHeight",
    "ImageSize",
    "Megapixels",
    "EncodingProcess",
    "BitsPerSample",
    "ColorComponents",
    "YCbCrSubSampling",
    "JFIFVersion",
    "ResolutionUnit",
    "XResolution",
    "YResolution",
    "BitDepth",
    "ColorType",
    "Compression",
    "Filter",
    "Interlace",
    "GIFVersion",
    "HasColorMap",
    "ColorResolutionDepth",
    "BitsPerPixel",
    "BackgroundColor",
    "VP8Version",
    "HorizontalScale",
    "VerticalScale",
}
"""What exiftool says of a picture that has nothing but pixels."""
OF_ANY_PDF = OF_ANY_FILE | {"PDFVersion", "Linearized", "PageCount"}
_OF_ANY_ZIP = OF_ANY_FILE | {
    "ZipRequiredVersion",
    "ZipBitFlag",
    "ZipCompression",
    "ZipModifyDate",
    "ZipCRC",
    "ZipCompressedSize",
    "ZipUncompressedSize",
    "ZipFileName",
}
OF_ANY_DOCUMENT = _OF_ANY_ZIP
OF_ANY_WORKBOOK = _OF_ANY_ZIP | {
    "Creator",
    "LastModifiedBy",
    "CreateDate",
    "ModifyDate",
    "Application",
    "DocSecurity",
    "ScaleCrop",
    "HeadingPairs",
    "TitlesOfParts",
    "Company",
    "LinksUpToDate",
    "SharedDoc",
    "HyperlinksChanged",
    "AppVersion",
}
THE_SAME_IN_EACH: Mapping[str, object] = {
    "ZipModifyDate": "1980:01:01 00:00:00",
    "Creator": "",
    "LastModifiedBy": "",
    "CreateDate": "2000:01:01 00:00:00Z",
    "ModifyDate": "2000:01:01 00:00:00Z",
    "Application": "Microsoft Excel",
    "Company": "",
    "AppVersion": 12,
}


def said_by_exiftool(content: bytes) -> dict[str, object]:
    """Return the tags that it finds, those that it knows no name for too."""
    assert EXIFTOOL
    with NamedTemporaryFile() as file:  # it can't unpack a zip that comes through a pipe
        file.write(content)
        file.flush()
        answer = subprocess.run([EXIFTOOL, "-json", "-a", "-u", file.name], capture_output=True, check=True)
    [said] = json.loads(answer.stdout)
    assert isinstance(said, dict)
    return said
