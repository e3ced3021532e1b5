"""Pictures of pages made small: a PNG as browsers write it, with its 256 commonest colours in the place of all."""

import collections
import struct
import zlib

SIGNATURE = b"\x89PNG\r\n\x1a\n"
CHANNELS = 3
# Of the 256 steps from black to white.
IMPERCEPTIBLE = 12


def _chunks(content):
    start = len(SIGNATURE)
    while start < len(content):
        (length,) = struct.unpack(">I", content[start : start + 4])
        yield content[start + 4 : start + 8], content[start + 8 : start + 8 + length]
        start += length + 12


def _chunk(name, content):
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))


def _paeth(left, above, corner):
    guess = left + above - corner
    return min((left, above, corner), key=lambda value: abs(guess - value))


def _unfiltered(filtered, width, height):
    """The rows of pixels, without the differences that a PNG keeps in their place."""
    size, above = width * CHANNELS, bytes(width * CHANNELS)
    for number in range(height):
        start = number * (size + 1)
        kind, row = filtered[start], bytearray(filtered[start + 1 : start + 1 + size])
        if kind:
            for index in range(size):
                left = row[index - CHANNELS] if index >= CHANNELS else 0
                corner = above[index - CHANNELS] if index >= CHANNELS else 0
                guess = (left, above[index], (left + above[index]) // 2, None)[kind - 1]
                row[index] = (row[index] + (_paeth(left, above[index], corner) if guess is None else guess)) & 255
        yield row
        above = row


def _distance(one, other):
    return sum((a - b) ** 2 for a, b in zip(one, other))


def with_palette(content):
    parts = list(_chunks(content))
    width, height, depth, colours, _, _, interlaced = struct.unpack(">IIBBBBB", parts[0][1])
    assert (depth, colours, interlaced) == (8, 2, 0), "not as Chromium writes a picture"
    filtered = zlib.decompress(b"".join(part for name, part in parts if name == b"IDAT"))
    rows = [
        [bytes(row[index : index + CHANNELS]) for index in range(0, len(row), CHANNELS)]
        for row in _unfiltered(filtered, width, height)
    ]
    counts = collections.Counter(pixel for row in rows for pixel in row)
    # The commonest first, and of equally common ones in their own order: the same page is the same file.
    palette = sorted(counts, key=lambda colour: (-counts[colour], colour))[:256]
    place = {colour: index for index, colour in enumerate(palette)}
    for colour in counts.keys() - place.keys():
        place[colour] = min(range(len(palette)), key=lambda index: _distance(colour, palette[index]))
    lines = b"".join(b"\0" + bytes(map(place.__getitem__, row)) for row in rows)
    return (
        SIGNATURE
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + _chunk(b"PLTE", b"".join(palette))
        + _chunk(b"IDAT", zlib.compress(lines, 9))
        + _chunk(b"IEND", b"")
    )


def _drawn(content):
    """Size and pixels of a picture that `with_palette` made, which has no differences in their place."""
    parts = collections.defaultdict(bytes)
    for name, part in _chunks(content):
        parts[name] += part
    width, height = struct.unpack(">II", parts[b"IHDR"][:8])
    palette = [parts[b"PLTE"][index : index + CHANNELS] for index in range(0, len(parts[b"PLTE"]), CHANNELS)]
    lines = zlib.decompress(parts[b"IDAT"])
    rows = (lines[row * (width + 1) + 1 : (row + 1) * (width + 1)] for row in range(height))
    return (width, height), [palette[index] for row in rows for index in row]


def look_alike(one, other):
    """Whether nobody sees that they differ: browsers do not draw each edge of a letter the same each time."""
    (size, pixels), (other_size, other_pixels) = _drawn(one), _drawn(other)
    return size == other_size and all(
        a == b or max(abs(x - y) for x, y in zip(a, b)) <= IMPERCEPTIBLE for a, b in zip(pixels, other_pixels)
    )
