"""Plants one defect into a sound file: a function for each row of tests/cases/preflight/faults.toml, by its name."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf
from PIL import Image, ImageCms

from press.made import archived, data, edition

Plant = Callable[[Pdf], None]


def planted(name: str, base: str) -> bytes:
    """The sound file with the defect."""
    with pikepdf.open(io.BytesIO(data(archived() if base == "archive" else edition()))) as pdf:
        PLANTS[name](pdf)
        out = io.BytesIO()
        pdf.save(out, **SAVING.get(name, {"deterministic_id": True}))
    return LATER.get(name, bytes)(out.getvalue())


def painted(operators: str) -> Plant:
    """More operators at the end of the first page; ``TEXT`` shows a letter in a font of the page's."""

    def plant(pdf: Pdf) -> None:
        page = pdf.pages[0]
        font = next(iter(page.obj.Resources.Font.keys()))
        more = operators.replace("TEXT", f"BT {font} 10 Tf 1 0 0 1 100 100 Tm <0001> Tj ET")
        page.Contents = pdf.make_stream(
            page.Contents.read_bytes() + f"\n/Artifact BMC q {more} Q EMC\n".encode()
        )

    return plant


def resource(kind: str, name: str, value: Any, operators: str) -> Plant:
    """As :func:`painted`, with a resource that the operators name."""

    def plant(pdf: Pdf) -> None:
        held = pdf.pages[0].obj.Resources
        held[kind] = Dictionary(dict(held.get(kind, {}).items()))
        held[kind][name] = value(pdf) if callable(value) else value
        painted(operators)(pdf)

    return plant


def box(name: str, value: list[float] | None, page: int = 0) -> Plant:
    def plant(pdf: Pdf) -> None:
        if value is None:
            del pdf.pages[page].obj[name]
        else:
            pdf.pages[page].obj[name] = Array(value)

    return plant


def root(change: Callable[[Any], None]) -> Plant:
    return lambda pdf: change(pdf.Root)


def xmp(pattern: bytes, new: bytes = b"") -> Plant:
    def plant(pdf: Pdf) -> None:
        before = pdf.Root.Metadata.read_bytes()
        after = re.sub(pattern, new, before, count=1, flags=re.DOTALL)
        assert after != before
        pdf.Root.Metadata.write(after)

    return plant


def picture(change: Callable[[Any, Pdf], None]) -> Plant:
    def plant(pdf: Pdf) -> None:
        found = next(
            one for page in pdf.pages for one in page.obj.Resources.XObject.values() if "/Width" in one
        )
        change(found, pdf)

    return plant


def pixels(mode: str, colour: Any, space: Any, side: int = 900) -> Callable[[Any, Pdf], None]:
    """Other pixels, all of one colour."""

    def change(one: Any, _pdf: Pdf) -> None:
        one.write(Image.new(mode, (side, side), colour).tobytes())
        one.Width = one.Height = side
        one.ColorSpace = space

    return change


def form(pdf: Pdf, **more: Any) -> Any:
    made = pdf.make_stream(b"1 0 0 rg 100 100 50 50 re f" if not more else b"0 0 0 1 k 100 100 50 50 re f")
    made.Type, made.Subtype, made.BBox = Name.XObject, Name.Form, Array([0, 0, 612, 792])
    for key, value in more.items():
        made[f"/{key}"] = value
    return made


def sides(left: float, below: float, right: float, above: float) -> list[float]:
    """The page of the sample, Letter, with so much at each side."""
    return [-left, -below, 612 + right, 792 + above]


def no_file(pdf: Pdf) -> None:
    for font in pdf.pages[0].obj.Resources.Font.values():
        del font.DescendantFonts[0].FontDescriptor["/FontFile2"]
        return


def profile(change: Callable[[bytes], bytes]) -> Plant:
    def plant(pdf: Pdf) -> None:
        held = pdf.Root.OutputIntents[0].DestOutputProfile
        held.write(change(held.read_bytes()))

    return plant


def info(key: str, value: Any) -> Plant:
    return lambda pdf: pdf.docinfo.__setitem__(key, value)


def no_trapping(pdf: Pdf) -> None:
    pdf.docinfo["/Trapped"] = Name.Unknown
    xmp(rb"<pdf:Trapped>False", b"<pdf:Trapped>Unknown")(pdf)


def no_modification(pdf: Pdf) -> None:
    del pdf.docinfo["/ModDate"]
    xmp(rb"<xmp:ModifyDate>[^<]*</xmp:ModifyDate>")(pdf)


def linked(pdf: Pdf) -> None:
    action = Dictionary(S=Name.URI, URI="https://example.org/")
    note = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[100, 100, 200, 120], A=action)
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(note)])


def attached(pdf: Pdf) -> None:
    pdf.attachments["note.txt"] = pikepdf.AttachedFileSpec.from_filepath(pdf, __file__)


def broken(pdf: Pdf) -> None:
    pdf.pages[0].Contents = pdf.make_stream(b"q 1 0 cm 5 5 5 rg Q")


def not_tagged(pdf: Pdf) -> None:
    del pdf.Root["/StructTreeRoot"]


def drop(key: str) -> Plant:
    return root(lambda node: node.__delitem__(key))


def archive_intent(pdf: Pdf) -> None:
    pdf.Root.OutputIntents[0].S = Name.GTS_PDFA1


def no_profile(pdf: Pdf) -> None:
    del pdf.Root.OutputIntents[0]["/DestOutputProfile"]


def alternates(one: Any, _pdf: Pdf) -> None:
    one.Alternates = Array([])


def no_docinfo_title(pdf: Pdf) -> None:
    del pdf.docinfo["/Title"]
    xmp(rb"<dc:title>.*?</dc:title>")(pdf)


SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
LAB = Array([Name.Lab, Dictionary(WhitePoint=[0.9642, 1, 0.8249])])
PALETTE = Array([Name.Indexed, Name.DeviceRGB, 1, b"\xff\0\0\0\0\xff"])
AREA = "100 100 50 50 re f"


def spot(pdf: Pdf) -> Array:
    tint = Dictionary(FunctionType=2, Domain=[0, 1], C0=[0, 0, 0, 0], C1=[0, 1, 0.5, 0], N=1)
    return Array([Name.Separation, Name("/House Red"), Name.DeviceCMYK, tint])


PLANTS: dict[str, Plant] = {
    "no-trim-box": box("/TrimBox", None, 1),
    "trim-outside-bleed": box("/TrimBox", sides(9.5, 9.5, 9.5, 9.5), 1),
    "no-bleed-box": box("/BleedBox", None, 1),
    "bleed-of-one-millimetre": box("/BleedBox", sides(2.8, 2.8, 2.8, 2.8), 1),
    "bleed-uneven": box("/BleedBox", sides(9, 9, 12, 9), 1),
    "pages-of-two-sizes": box("/TrimBox", sides(0, 0, 0, -1), 1),
    "art-box-beside-trim-box": box("/ArtBox", sides(0, 0, 0, 0), 1),
    "art-stops-at-the-cut": painted("0.2 0 0 0 k 500 100 112 50 re f"),
    "no-output-intent": drop("/OutputIntents"),
    "intent-of-an-archive": archive_intent,
    "intent-without-profile": no_profile,
    "profile-cut-short": profile(lambda whole: whole[:-9]),
    "profile-of-a-screen": profile(lambda _: SRGB),
    "text-in-rgb": painted("0.5 0.1 0.1 rg TEXT"),
    "line-in-rgb": painted("0.5 0.1 0.1 RG 1 w 100 100 m 200 100 l S"),
    "rgb-in-a-form": resource("/XObject", "/Planted", form, "/Planted Do"),
    "picture-in-rgb": picture(pixels("RGB", (9, 99, 9), Name.DeviceRGB, 2400)),
    "inline-picture-in-rgb": painted("50 0 0 50 99 99 cm BI /W 1 /H 1 /BPC 8 /CS /RGB ID abc EI"),
    "palette-of-rgb": picture(pixels("L", 1, PALETTE, 2400)),
    "area-in-lab": resource("/ColorSpace", "/Planted", LAB, f"/Planted cs 50 10 10 sc {AREA}"),
    "rich-black-text": painted("0.6 0.4 0.4 1 k TEXT"),
    "black-of-three-inks": painted("1 0.95 0.95 0 k TEXT"),
    "too-much-ink": painted(f"0.9 0.8 0.8 0.9 k {AREA}"),
    "too-much-ink-in-a-picture": picture(pixels("CMYK", (230, 204, 204, 230), Name.DeviceCMYK, 2400)),
    "spot-colour": resource("/ColorSpace", "/Planted", spot, f"/Planted cs 1 scn {AREA}"),
    "registration-colour-in-the-text": painted(f"/Marks cs 1 scn {AREA}"),
    "coarse-picture": picture(pixels("CMYK", (9, 9, 9, 9), Name.DeviceCMYK, 600)),
    "picture-of-250-ppi": picture(pixels("CMYK", (9, 9, 9, 9), Name.DeviceCMYK, 1540)),
    "picture-with-alternates": picture(alternates),
    "font-not-embedded": no_file,
    "blend-mode": resource("/ExtGState", "/Planted", Dictionary(BM=Name.Multiply), "/Planted gs"),
    "group-blends-in-rgb": resource(
        "/XObject",
        "/Planted",
        lambda pdf: form(pdf, Group=Dictionary(S=Name.Transparency, CS=Name.DeviceRGB)),
        "/Planted Do",
    ),
    "white-overprints": resource("/ExtGState", "/Planted", Dictionary(OP=True), "/Planted gs 0 0 0 0 k TEXT"),
    "colour-overprints": resource(
        "/ExtGState", "/Planted", Dictionary(op=True), "/Planted gs 0 1 0 0 k TEXT"
    ),
    "hairline": painted("0.1 w 100 100 m 200 100 l S"),
    "transfer-function": resource("/ExtGState", "/Planted", Dictionary(TR=Name.Identity), "/Planted gs"),
    "no-identifier": lambda _pdf: None,
    "encrypted": lambda _pdf: None,
    "no-claim": xmp(rb"<pdfxid:GTS_PDFXVersion>[^<]*</pdfxid:GTS_PDFXVersion>"),
    "no-xmp": drop("/Metadata"),
    "another-title": info("/Title", "Another title"),
    "no-dates": no_modification,
    "trapping-unknown": no_trapping,
    "no-document-id": xmp(rb"<xmpMM:DocumentID>[^<]*</xmpMM:DocumentID>"),
    "pdf-1-7": lambda _pdf: None,
    "link": linked,
    "script": root(
        lambda node: node.__setitem__("/OpenAction", Dictionary(S=Name.JavaScript, JS="app.alert(1)"))
    ),
    "attachment": attached,
    "content-broken": broken,
    "no-title": no_docinfo_title,
    "archive-not-tagged": not_tagged,
    "archive-in-rgb": painted("0.5 0.1 0.1 rg TEXT"),
    "archive-without-claim": xmp(rb'pdfaid:part="2"', b'pdfaid:part="3"'),
    "archive-without-intent": drop("/OutputIntents"),
}
SAVING: dict[str, dict[str, Any]] = {
    "encrypted": {"encryption": pikepdf.Encryption(owner="x", user="", R=4), "force_version": "1.6"},
    "pdf-1-7": {"deterministic_id": True, "force_version": "1.7"},
    "no-identifier": {"deterministic_id": True, "object_stream_mode": pikepdf.ObjectStreamMode.disable},
}
LATER: dict[str, Callable[[bytes], bytes]] = {
    "no-identifier": lambda whole: whole.replace(b"/ID [", b"/IX [")
}
