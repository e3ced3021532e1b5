"""The handbook in Chinese says what is so: its commands, pictures, links, ways through the console and words."""

import functools
import html.parser
import http.client
import re
import shlex
import urllib.parse

import pytest

from bureau import ADMINISTRATOR, AUDITOR, COMMITTEE, MEMBER, SECRETARY
from handbook import FOLDER, IMAGES, MOST_BYTES, PICTURES, REPOSITORY, screen, take
from server import run
from words import Words

# By whom a page of the handbook is read: the ways and addresses that it names are theirs.
READERS = {
    "README.md": [SECRETARY, COMMITTEE, MEMBER],
    "install.md": [ADMINISTRATOR],
    "first-day.md": [COMMITTEE, ADMINISTRATOR, SECRETARY],
    "month-office.md": [COMMITTEE],
    "month-secretary.md": [SECRETARY],
    "month-member.md": [MEMBER],
    "meetings.md": [COMMITTEE, SECRETARY],
    "decisions.md": [SECRETARY, COMMITTEE, MEMBER],
    "auditor.md": [AUDITOR],
    "proof.md": [AUDITOR, MEMBER],
    "questions.md": [SECRETARY, MEMBER],
}
PAGES = {path.name: path.read_text() for path in sorted(FOLDER.glob("*.md"))}
FRONT = (REPOSITORY / "README.zh-CN.md").read_text()
ALL = {**PAGES, "../../README.zh-CN.md": FRONT}

OF_THE_MACHINE = ("/etc/", "/srv/", "/var/", "/usr/", "/media/")


def code(text):
    """What stands in code, line by line."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    rest = re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines()] + re.findall(r"`([^`\n]+)`", rest)


def commands():
    for name, text in ALL.items():
        for line in code(text):
            said = re.search(r"^(?:\$ |ExecStart=\S*/)?(zhibu(?: .*)?)$", line)
            if said:
                yield name, said.group(1)


def test_the_pages_are_those_whose_readers_are_known():
    assert PAGES.keys() == READERS.keys()


# MARK: Commands


@functools.cache
def help_of(zhibu, *words):
    said = run(zhibu, *words, "--help")
    assert said.returncode == 0, f"{words}: {said.stderr}"
    return said.stdout


def understood(zhibu, command):
    """The words that name a subcommand, those that are left, and the subcommands that it has itself."""
    words, path = shlex.split(command.split(" > ")[0])[1:], []
    while True:
        listed = re.search(r"^SUBCOMMANDS:\n(.*)", help_of(zhibu, *path), re.DOTALL | re.MULTILINE)
        known = re.findall(r"^  ([a-z-]+)(?: .*)?$", listed.group(1), re.MULTILINE) if listed else []
        if not (words and words[0] in known):
            return path, words, known
        path.append(words.pop(0))


@pytest.mark.parametrize(("page", "command"), sorted(set(commands())))
def test_a_command_is_there_with_its_options(zhibu, page, command):
    path, words, known = understood(zhibu, command)
    assert not known or not words or command == "zhibu", f"{command}: there is no {words[:1]}"
    said = help_of(zhibu, *path)
    for option in (word.split("=")[0] for word in words if word.startswith("--")):
        assert re.search(rf"{option}\b", said), f"{command}: there is no {option}"


def test_what_make_is_asked_for_is_there():
    targets = re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(), re.MULTILINE)
    asked = [line.split()[1] for text in ALL.values() for line in code(text) if line.startswith("make ")]
    assert asked and set(asked) <= set(targets), asked


# MARK: Pictures and links


def links(text):
    return re.findall(r"!?\[[^\]]*\]\(([^)\s]+)\)", text)


@pytest.mark.parametrize("page", ALL)
def test_what_is_linked_is_there(page):
    missing = [
        link
        for link in links(ALL[page])
        if "://" not in link and not (FOLDER / page).parent.joinpath(link.partition("#")[0]).resolve().exists()
    ]
    assert not missing, missing


def test_the_pictures_are_those_that_are_linked_and_can_be_taken_anew():
    pictures = (link for text in ALL.values() for link in links(text) if "images/" in link)
    linked = {link.rpartition("/")[2].removesuffix(".png") for link in pictures}
    there = {path.stem for path in IMAGES.iterdir()}
    assert linked == there == PICTURES.keys()
    assert not {path.name: path.stat().st_size for path in IMAGES.iterdir() if path.stat().st_size > MOST_BYTES}


@pytest.mark.parametrize("page", PAGES)
def test_a_page_is_plain_markdown(page):
    """So that whatever shows it needs to know no more: no HTML, no heading below the third order."""
    text = re.sub(r"^```.*?^```|`[^`\n]+`", "", PAGES[page], flags=re.DOTALL | re.MULTILINE)
    assert not re.findall(r"<[a-z/!][^>]*>|^#{4,}.*", text, re.MULTILINE)


def test_the_readme_and_the_handbook_are_found():
    assert "(README.zh-CN.md)" in (REPOSITORY / "README.md").read_text()
    assert "(docs/zh-CN/README.md)" in FRONT
    assert PAGES.keys() - {"README.md"} <= set(links(PAGES["README.md"]))


@pytest.mark.screenshots
@pytest.mark.parametrize("title", PICTURES)
def test_a_picture_of_the_handbook_is_taken(request, standing, enter, title):
    picture = PICTURES[title]
    person = enter(standing, picture.who, viewport=screen(picture), color_scheme="light", device_scale_factor=1)
    take(person, picture, request.config.option.screenshots / f"{title}.png")


# MARK: The console's words


WORDS = Words("zh-CN")
TEXTS = {form for text in WORDS.texts.values() for form in text.split("|")}


@pytest.mark.parametrize("page", ALL)
def test_what_stands_in_corner_brackets_is_a_word_of_the_console(page):
    unknown = set(re.findall("「([^」]+)」", ALL[page])) - TEXTS
    assert not unknown, unknown


def pattern(text):
    """A text of the catalogue, with anything in the place of what it names."""
    parts = re.split(r"\{[a-zA-Z0-9]+\}", text)
    # One that is made of names alone would be anything.
    if len(re.sub(r"[^\u4e00-\u9fff]", "", "".join(parts))) < 2:
        return None
    return ".+".join(map(re.escape, parts))


@pytest.fixture(scope="module")
def said_by_the_console():
    sentences = {f"{text}。" for text in WORDS.sentences.values()}
    return re.compile("|".join(f"(?:{each})" for each in filter(None, map(pattern, sorted(TEXTS | sentences)))))


@pytest.mark.parametrize("page", ALL)
def test_what_is_quoted_is_what_the_console_says(said_by_the_console, page):
    quoted = [line.strip() for line in re.findall(r"^ *>(.*)$", ALL[page], re.MULTILINE)]
    unknown = [line for line in quoted if line and not line.startswith("**") and not said_by_the_console.fullmatch(line)]
    assert not unknown, unknown


@pytest.mark.parametrize("page", ALL)
def test_one_word_is_said_for_one_thing(page):
    table = re.findall(r"^\|.*\|([^|]*)\|$", (REPOSITORY / "docs/words.md").read_text(), re.MULTILINE)
    avoided = [word for cell in table for word in re.findall(r"`([^`]+)`", cell) if not word.isascii()]
    assert len(avoided) > 50
    assert not [word for word in avoided if word in ALL[page]]


# MARK: Ways through the console


class Links(html.parser.HTMLParser):
    """What a page leads to, by its text, and what its buttons say."""

    def __init__(self, text):
        super().__init__()
        self.links, self.buttons, self.open = {}, set(), None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        if tag in ("a", "button", "summary"):
            self.open, self.target, self.text = tag, dict(attributes).get("href"), ""

    def handle_data(self, data):
        if self.open:
            self.text += data

    def handle_endtag(self, tag):
        if tag == self.open:
            text = " ".join(self.text.split())
            if tag == "a":
                self.links.setdefault(text, self.target)
            else:
                self.buttons.add(text)
            self.open = None


class Walker:
    """Somebody who follows links by their texts."""

    def __init__(self, bureau, name):
        address = urllib.parse.urlsplit(bureau.address)
        self.connection = http.client.HTTPConnection(address.netloc, timeout=120)
        self.headers = {"Cookie": bureau.session(name), "Accept": "text/html", "Accept-Language": "zh-CN"}
        self.seen = {}

    def page(self, path):
        if path not in self.seen:
            self.connection.request("GET", path, headers=self.headers)
            response = self.connection.getresponse()
            content = response.read().decode()
            assert response.status == 200, f"{path}: {response.status}"
            self.seen[path] = Links(content)
        return self.seen[path]

    def goes(self, way):
        """Whether each step is a link of the page before it; the last may be a button."""
        path = "/"
        # On the link to it stands the reader's own name.
        if way[0] == WORDS("myAccount"):
            path, way = "/account", way[1:]
        for index, step in enumerate(way):
            page = self.page(path)
            # CG-01 东湖中队党支部: a branch's name stands behind its code.
            target = next((page.links[text] for text in page.links if step in (text, *text.split(" "))), None)
            if target is None:
                return step in page.buttons and index == len(way) - 1
            path = urllib.parse.urljoin(path, target)
        self.page(path)
        return True


@pytest.fixture(scope="module")
def walkers(standing):
    return functools.cache(lambda name: Walker(standing, name))


def ways(text):
    """「管理」→「党组织」→「公示受理方式」, from the first page on; 栏目「例会」 is one of a single step."""
    branch = "东湖中队党支部"
    yield from ([place] for place in set(re.findall("栏目「([^」]+)」", text)))
    for chain in re.findall(r"「[^」]+」(?:\s*→\s*(?:「[^」]+」|本支部))+", text):
        yield [step.strip("「」 ").replace("本支部", branch) for step in re.split(r"\s*→\s*", chain)]


@pytest.mark.parametrize("page", READERS)
def test_a_way_leads_where_it_says(walkers, page):
    lost = []
    for way in ways(PAGES[page]):
        if not any(walkers(name).goes(way) for name in READERS[page]):
            lost.append(way)
    assert not lost, lost


@pytest.mark.parametrize("page", READERS)
def test_an_address_answers(walkers, page):
    for path in code(PAGES[page]):
        if re.fullmatch(r"/[a-z][a-z/-]*", path) and not path.startswith(OF_THE_MACHINE):
            walkers(READERS[page][0]).page(path)
