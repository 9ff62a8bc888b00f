"""Faults in what the file says of itself, and in what an archive may not hold."""

from __future__ import annotations

from typing import Any

from pikepdf import Array, Dictionary, Name, Pdf, Stream

from pdf.gate_faults.editing import Change, Row, delete, in_root, in_xmp


def another_title(pdf: Pdf) -> None:
    pdf.docinfo["/Title"] = "Another title"


def suspects(pdf: Pdf) -> None:
    pdf.Root.MarkInfo.Suspects = True


def title_hidden(pdf: Pdf) -> None:
    pdf.Root.ViewerPreferences.DisplayDocTitle = False


def attachment(key: str) -> Change:
    """Delete an entry of the attachment's file specification."""
    return lambda pdf: pdf.Root.Names.EmbeddedFiles.Names[1].__delitem__(key)


def no_type(pdf: Pdf) -> None:
    del pdf.Root.Names.EmbeddedFiles.Names[1].EF.F["/Subtype"]


def second_profile(pdf: Pdf) -> None:
    intents = pdf.Root.OutputIntents
    other = Dictionary(dict(intents[0].items()))
    other.DestOutputProfile = pdf.make_stream(b"")
    intents.append(other)


def layers(**entries: Any) -> Change:
    """Layers whose only configuration has these entries."""
    return in_root(OCProperties=Dictionary(OCGs=Array(), D=Dictionary(**entries)))


def other_layers(**entries: Any) -> Change:
    """Layers with a second configuration that has these entries."""
    both = Dictionary(OCGs=Array(), D=Dictionary(Name="all"), Configs=Array([Dictionary(**entries)]))
    return in_root(OCProperties=both)


def script(pdf: Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert(1)")


def named_script(pdf: Pdf) -> None:
    pdf.Root.Names.JavaScript = Dictionary(Names=Array())


def page_event(pdf: Pdf) -> None:
    pdf.pages[0].AA = Dictionary(O=Dictionary(S=Name.URI, URI="https://example.org/"))


def picture(key: str, value: Any) -> Change:
    """Set an entry of the picture."""

    def change(pdf: Pdf) -> None:
        streams = (one for one in pdf.objects if isinstance(one, Stream))
        next(one for one in streams if one.get("/Subtype") == "/Image")[key] = value

    return change


def state(**entries: Any) -> Change:
    """A graphics state with these entries."""

    def change(pdf: Pdf) -> None:
        made = pdf.make_indirect(Dictionary(Type=Name.ExtGState, **entries))
        pdf.pages[0].Resources.ExtGState[Name.Odd] = made

    return change


def form(**entries: Any) -> Change:
    return in_root(AcroForm=Dictionary(Fields=Array(), **entries))


XFA = "<config><acrobat><acrobat7><dynamicRender>required</dynamicRender></acrobat7></acrobat></config>"

ROWS = (
    Row("ISO 32000-1, 14.7.1", "not said to be tagged", delete("/MarkInfo")),
    Row("ISO 32000-1, 14.7.1", "no structure tree", delete("/StructTreeRoot")),
    Row("01-007", "the tags are said to be doubtful", suspects),
    Row("06-001", "no metadata", delete("/Metadata")),
    Row("06-002", "another part of PDF/UA", in_xmp(b'pdfuaid:part="1"', b'pdfuaid:part="9"')),
    Row("06-002", "no PDF/UA", in_xmp(b'pdfuaid:part="1"', b"")),
    Row("06-003", "no title in the metadata", in_xmp(b"dc:title", b"dc:label")),
    Row("07-001", "nothing said of showing the title", delete("/ViewerPreferences")),
    Row("07-002", "the file's name is to be shown, not the title", title_hidden),
    Row("11-001", "no language", delete("/Lang")),
    Row("11-003", "no language for bookmarks", in_root(Lang="")),
    Row("11-004", "a language for annotations that is none", in_root(Lang="English!")),
    Row("11-005", "a language for the names of fields that is none", in_root(Lang="English or so")),
    Row("11-006", "a language for the metadata that is none", in_root(Lang="e")),
    Row("A 6.6.4", "another part of PDF/A", in_xmp(b'pdfaid:part="3"', b'pdfaid:part="1"')),
    Row("A 6.6.4", "a lower level of PDF/A", in_xmp(b'pdfaid:conformance="A"', b'pdfaid:conformance="B"')),
    Row("A 6.6.2.1", "two rdf:RDF",
        in_xmp(b"</x:xmpmeta>", b'<rdf:RDF xmlns:rdf="urn:x"></rdf:RDF></x:xmpmeta>')),
    Row("A 6.6.2.3", "a property that is not described",
        in_xmp(b"pdfaSchema:prefix>pdfuaid", b"pdfaSchema:prefix>other")),
    Row("A 6.6.3", "another title in the document information", another_title),
    Row("A 6.2.3", "no colour profile", delete("/OutputIntents")),
    Row("A 6.2.3", "two colour profiles", second_profile),
    Row("21-001", "an attachment without F", attachment("/F")),
    Row("21-001", "an attachment without UF", attachment("/UF")),
    Row("A 6.8", "an attachment that does not say what it is to the document", attachment("/AFRelationship")),
    Row("A 6.8", "an attachment that is not associated with the document", delete("/AF")),
    Row("A 6.8", "an attachment without a media type", no_type),
    Row("our own", "no attachment", delete("/Names/EmbeddedFiles")),
    Row("20-001", "a second set of layers without a name", other_layers(Name="")),
    Row("20-002", "layers without a name", layers()),
    Row("20-003", "layers that switch themselves", layers(Name="all", AS=Array())),
    Row("25-001", "a form in XFA", form(XFA=XFA)),
    Row("28-005", "a form", form()),
    Row("A 6.5.1", "a script on opening", script),
    Row("A 6.5.1", "a script with a name", named_script),
    Row("A 6.5.2", "an action when a page is opened", page_event),
    Row("A 6.2.8", "a picture that is interpolated", picture("/Interpolate", True)),
    Row("A 6.2.8", "a picture with another in its place", picture("/Alternates", Array())),
    Row("A 6.1.7", "a picture in another file", picture("/F", "other.png")),
    Row("A 6.2.10", "a blend mode that is not standard", state(BM=Name.Sparkle)),
    Row("A 6.2.5", "a transfer function", state(TR=Name.Identity)),
)  # fmt: skip
