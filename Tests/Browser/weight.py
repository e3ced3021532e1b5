"""What a page weighs: little enough for the slowest line of an outpost."""

import re

# Of bytes, with everything that a first visit loads, as it is before it is compressed.
MOST = 100_000
# The score grid brings besides what a spreadsheet can: its keys, pasting, taking back. That is kept from the first visit on.
MOST_OF_GRID = 110_000
# The year book has all that a branch did in a year: it is opened to be printed, and seldom.
MOST_OF_BOOK = 150_000
# The handbook's pictures, each of which is loaded when somebody comes to it.
MOST_OF_HANDBOOK = 400_000


def parts(text):
    """What a page names to be loaded with it."""
    return set(re.findall(r'<(?:link|script|img)[^>]* (?:href|src)="([^"]+)"', text))


def weight(person, text, weights):
    """Of a page's text and all that it names, by what they are called; what many pages share is kept in weights."""
    for part in parts(text):
        if part not in weights:
            weights[part] = len(person.context.request.get(person.bureau.address + part).body())
    return {"page": len(text.encode())} | {part: weights[part] for part in parts(text)}


def assert_light(person, path, text, weights):
    weighed = weight(person, text, weights)
    most = MOST_OF_GRID if any(part.startswith("/assets/grid-") for part in weighed) else MOST
    if "/year-book" in path:
        most = MOST_OF_BOOK
    if "/help/handbook" in path:
        most = MOST_OF_HANDBOOK
    assert sum(weighed.values()) < most, weighed
