"""Documents for Word, as another program opens them: what LibreOffice reads of them is what stands in the file, on pages as
official papers have them.
"""

import json
import re
import subprocess
import xml.etree.ElementTree
import zipfile

import pytest

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@pytest.fixture(scope="module")
def bureau(zhibu, tmp_path_factory):
    """The made-up bureau, as a command that is asked of it."""
    folder = tmp_path_factory.mktemp("bureau")

    def run(*arguments):
        done = subprocess.run(
            [zhibu, *map(str, arguments), "--database", folder / "zhibu.sqlite"], capture_output=True, text=True, timeout=600)
        assert done.returncode == 0, done.stderr
        return done.stdout

    run("demo", "--today", "2026-11-10")
    run.folder = folder
    return run


def paragraphs(path):
    """The texts of the file's paragraphs, in order."""
    body = xml.etree.ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))
    texts = ("".join(part.text or "" for part in paragraph.iter(f"{W}t")) for paragraph in body.iter(f"{W}p"))
    return [text for text in texts if text]


def opened(bureau, path, kind):
    """The document in another kind, beside it. LibreOffice makes what it keeps of its user once for all of them."""
    subprocess.run(
        ["soffice", f"-env:UserInstallation={(bureau.folder / 'office').as_uri()}", "--headless", "--convert-to", kind,
         "--outdir", path.parent, path],
        check=True, capture_output=True, timeout=600)
    return path.with_suffix(f".{kind}")


def squeezed(text):
    return "".join(text.split())


@pytest.mark.parametrize("language", ["zh-CN", "en"])
@pytest.mark.parametrize("kind", ["notice", "certificate"])
def test_what_is_written_is_read(bureau, tmp_path, kind, language):
    path = tmp_path / f"{kind}.docx"
    award = json.loads(bureau("award", "list", "--month", "2026-09", "--json"))[0]
    which = ["--month", "2026-09", "--branch", award["branch"]] if kind == "notice" else [award["id"]]
    bureau("award", kind, *which, "--docx", path, "--language", language)
    written = paragraphs(path)
    assert len(written) > 4 and any(award["areaName"] in text for text in written)

    pdf = opened(bureau, path, "pdf")
    pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    about = subprocess.run(["pdfinfo", pdf], check=True, capture_output=True, text=True).stdout
    size = [round(float(edge)) for edge in re.search(r"Page size:\s+([\d.]+) x ([\d.]+)", about).groups()]
    assert size == ([595, 842] if kind == "notice" else [842, 595])
    assert len(pages) <= 3 if kind == "notice" else len(pages) == 1
    for number, page in enumerate(pages, 1):
        assert (f"—{number}—" in squeezed(page)) == (kind == "notice")
    # Whatever the breaks; cell by cell there, line by line here. What is said on a page is said nowhere else.
    said = squeezed("".join(pages))
    for text in written:
        for part in text.split():
            assert squeezed(part)[:12] in said, text
    assert len(said) >= len(squeezed("".join(written)))


def test_a_year_book_opens_with_all_its_sections(bureau, tmp_path):
    path = tmp_path / "book.docx"
    bureau("yearbook", "--branch", "CG-01", "--year", 2026, "--docx", path)
    told = json.loads(bureau("yearbook", "--branch", "CG-01", "--year", 2026, "--json"))
    body = xml.etree.ElementTree.fromstring(zipfile.ZipFile(path).read("word/document.xml"))[0]
    # Cells are broken wherever they are narrow.
    written = ["".join(part.text or "" for part in line.iter(f"{W}t")) for line in body.findall(f"{W}p")]
    assert written[-2 if not written[-1] else -1].endswith(told["digest"])

    pdf = opened(bureau, path, "pdf")
    pages = subprocess.run(["pdftotext", "-layout", pdf, "-"], check=True, capture_output=True, text=True).stdout.split("\f")[:-1]
    for number, page in enumerate(pages, 1):
        assert f"—{number}—" in squeezed(page)
    said = squeezed("".join(pages))
    for text in filter(None, written):
        assert squeezed(text)[:12] in said, text
    for person in told["book"]["roster"]:
        assert person["member"]["number"] in said
