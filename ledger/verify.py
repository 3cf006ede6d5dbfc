#!/usr/bin/env python3
"""Verifies Postledger's evidence bundles, as docs/ledger.md describes them. Python 3.8 or newer, nothing beside it.

    verify.py BUNDLE [--anchor FILE]...

Exits with 0 where all is well, with 1 where something is found, with 2 where a file cannot be read or the command not be understood.
"""
import argparse
import array
import bisect
import datetime
import functools
import hashlib
import json
import pathlib
import re
import sys

FORMATS = (1, 2)
WIDTH = 256
MOST_FINDINGS = 1000
MOST_BLOCKS = 64
MOST_LINE, MOST_MANIFEST, MOST_BEFORE_RANGES = 1 << 22, 1 << 24, 1 << 20
MOST_LEAVES = 1 << 62
FORMAT = re.compile(rb'\{"type":"manifest","postledger":"evidence","format":(0|[1-9][0-9]{0,17}),')
RANGES = b',"ranges":['
RANGE = re.compile(rb"\[(0|[1-9][0-9]{0,18}),(0|[1-9][0-9]{0,18})\]")
ACTOR = re.compile('"actor":"([^"\\\\\x00-\x1f]*)"')
SELECTIONS = ("EVERYTHING", "POST", "ACCOUNT", "WORKSPACE", "ERASURE", "TIME")
EVENT_FIELDS = ("position", "aggregateId", "aggregateType", "sequence", "eventId", "name", "revision", "recordedAt")


class Unreadable(Exception):
    """A line that is not what it must be."""


# Ed25519 (RFC 8032, 5.1.7)

P = 2 ** 255 - 19
Q = 2 ** 252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
SQRT_M1 = pow(2, (P - 1) // 4, P)


def point_add(a, b):
    w, x = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    y, z = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = x - w, z - y, z + y, x + w
    return e * f % P, g * h % P, f * g % P, e * h % P


def point_multiply(number, point):
    product = (0, 1, 1, 0)
    while number:
        if number & 1:
            product = point_add(product, point)
        point = point_add(point, point)
        number >>= 1
    return product


def point_decode(encoded):
    y = int.from_bytes(encoded, "little")
    sign = y >> 255
    y &= (1 << 255) - 1
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * SQRT_M1 % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    if x & 1 != sign:
        x = P - x
    return x, y, 1, x * y % P


def point_equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


BASE = point_decode((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


@functools.lru_cache(maxsize=256)
def ed25519_verifies(public_key, message, signature):
    if len(public_key) != 32 or len(signature) != 64:
        return False
    key, commitment = point_decode(public_key), point_decode(signature[:32])
    scalar = int.from_bytes(signature[32:], "little")
    if key is None or commitment is None or scalar >= Q:
        return False
    challenge = int.from_bytes(hashlib.sha512(signature[:32] + public_key + message).digest(), "little") % Q
    return point_equal(point_multiply(scalar, BASE), point_add(commitment, point_multiply(challenge, key)))


# The tree (RFC 6962, RFC 9162)


def sha256(data):
    return hashlib.sha256(data).digest()


def node(left, right):
    return sha256(b"\x01" + left + right)


def root_of(hashes):
    if not hashes:
        return sha256(b"")
    if len(hashes) == 1:
        return hashes[0]
    left = 1 << ((len(hashes) - 1).bit_length() - 1)
    return node(root_of(hashes[:left]), root_of(hashes[left:]))


def root_by_path(block, index, count, path):
    if index < 0 or index >= count:
        return None
    last = count - 1
    for beside in path:
        if last == 0:
            return None
        if index & 1 or index == last:
            block = node(beside, block)
            while not index & 1 and index:
                index, last = index >> 1, last >> 1
        else:
            block = node(block, beside)
        index, last = index >> 1, last >> 1
    return block if last == 0 else None


def consistent(earlier, earlier_root, later, later_root, path):
    if earlier == later:
        return not path and earlier_root == later_root
    if earlier > later:
        return False
    if earlier == 0:
        return not path and earlier_root == sha256(b"")
    at, last = earlier - 1, later - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    path = list(path)
    if at and not path:
        return False
    one = two = path.pop(0) if at else earlier_root
    for beside in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            one, two = node(beside, one), node(beside, two)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            two = node(two, beside)
        at, last = at >> 1, last >> 1
    return last == 0 and one == earlier_root and two == later_root


# Lines


def no_constant(name):
    raise ValueError(name)


def parse(line):
    try:
        value = json.loads(line.decode("utf-8"), parse_constant=no_constant)
    except (ValueError, RecursionError):
        raise Unreadable("is no JSON object") from None
    if not isinstance(value, dict):
        raise Unreadable("is no JSON object")
    return value


def require_written(line, value, kind):
    """Before anything is believed of a line: what two readers would read differently is then nobody's."""
    try:
        written = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8")
    except UnicodeEncodeError:
        written = None
    if line != written:
        raise Unreadable(f"is not written as {kind} are")


def nullable(value, name):
    if not isinstance(value, dict) or name not in value or not isinstance(value[name], (str, type(None))):
        raise Unreadable("has no " + name)
    return value[name]


def text(value, name):
    found = nullable(value, name)
    if found is None:
        raise Unreadable("has no " + name)
    return found


def is_number(value):
    return type(value) is int and -(1 << 63) <= value < 1 << 63


def number(value, name):
    if not isinstance(value, dict) or not is_number(value.get(name)):
        raise Unreadable("has no number " + name)
    return value[name]


def leaf_count(value, name):
    """An index, or how many leaves."""
    found = number(value, name)
    if not 0 <= found < MOST_LEAVES:
        raise Unreadable("has a number " + name + " that no tree has")
    return found


def data(value, name):
    found = text(value, name)
    if not re.fullmatch("(?:[0-9a-f]{2})*", found):
        raise Unreadable("has a " + name + " that is not hexadecimal")
    return bytes.fromhex(found)


def items(value, name):
    if not isinstance(value, dict) or not isinstance(value.get(name), list):
        raise Unreadable("has no " + name)
    return value[name]


def hashes(value, name):
    found = items(value, name)
    if not all(isinstance(one, str) and re.fullmatch("[0-9a-f]{64}", one) for one in found):
        raise Unreadable("has a " + name + " that is none")
    return [bytes.fromhex(one) for one in found]


def instant(value, name):
    found = text(value, name)
    match = re.fullmatch(r"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d)(?:\.(\d{3}|\d{6}|\d{9}))?Z", found, re.ASCII)
    try:
        if not match or (match[2] or "1").endswith("000"):
            raise ValueError
        datetime.datetime.strptime(match[1], "%Y-%m-%dT%H:%M:%S")
    except ValueError:
        raise Unreadable("has a " + name + " that is no instant") from None
    return found


def ordered(**fields):
    return fields


def read_head(value):
    return ordered(
        type="head", origin=text(value, "origin"), size=leaf_count(value, "size"), root=data(value, "root").hex(),
        position=number(value, "position"), time=instant(value, "time"), keyId=text(value, "keyId"),
        signature=data(value, "signature").hex())


def head_text(head):
    return "".join(line + "\n" for line in (
        "postledger ledger head 1", head["origin"], str(head["size"]), head["root"], str(head["position"]),
        head["time"], head["keyId"])).encode("utf-8")


def read_key(value):
    return ordered(
        type="key", origin=text(value, "origin"), id=text(value, "id"), publicKey=data(value, "publicKey").hex(),
        since=instant(value, "since"), before=nullable(value, "before"), signature=data(value, "signature").hex(),
        endorsement=None if nullable(value, "endorsement") is None else data(value, "endorsement").hex())


def key_text(key):
    return "".join(line + "\n" for line in (
        "postledger ledger key 1", key["origin"], key["id"], key["publicKey"], key["since"],
        key["before"] or "-")).encode("utf-8")


def signed(key, message, signature):
    return ed25519_verifies(bytes.fromhex(key["publicKey"]), message, signature)


def says_so_itself(key):
    public_key = bytes.fromhex(key["publicKey"])
    return (len(public_key) == 32 and key["id"] == sha256(public_key)[:8].hex()
            and signed(key, key_text(key), bytes.fromhex(key["signature"])))


def is_endorsed_by(key, other):
    return (key["before"] == other["id"] and key["endorsement"] is not None
            and signed(other, key_text(key), bytes.fromhex(key["endorsement"])))


class Ranges:
    """What stands at the end of a manifest; as JSON it would take more memory than all the rest."""

    def __init__(self, line, at):
        self.firsts, self.lasts, last = array.array("q"), array.array("q"), -1
        while not self.lasts and line[at:at + 1] != b"]" or line[at:at + 1] == b",":
            one = RANGE.match(line, at + (1 if self.lasts else 0))
            first, at = (int(one[1]), one.end()) if one else (-1, at)
            if first <= last or not first <= int(one[2]) < MOST_LEAVES:
                raise Unreadable("has ranges that do not ascend")
            last = int(one[2])
            self.firsts.append(first)
            self.lasts.append(last)
        if line[at:] != b"]}":
            raise Unreadable("has ranges that do not ascend")

    def count(self):
        return sum(self.lasts) - sum(self.firsts) + len(self.lasts)


def read_manifest(line, form):
    end = line.rfind(RANGES)
    if not 0 <= end <= MOST_BEFORE_RANGES:
        raise Unreadable("has no ranges at its end")
    manifest = read_before_ranges(parse(line[:end] + b"}"), form)
    ranges = Ranges(line, end + len(RANGES))
    manifest["events"] = ranges.count()
    require_written(line[:end] + b"}", manifest, "manifests")
    manifest["ranges"] = ranges
    return manifest


def read_before_ranges(value, form):
    selection = value.get("selection")
    kind = text(selection, "kind")
    if kind not in SELECTIONS:
        raise Unreadable("selects in a way that is not known")
    times = {name: None if nullable(selection, name) is None else instant(selection, name)
             for name in ("from", "until")}
    manifest = ordered(
        type="manifest", postledger="evidence", format=form, origin=text(value, "origin"),
        madeAt=instant(value, "madeAt"),
        selection=dict([("kind", kind), ("id", nullable(selection, "id"))], **times),
        readable=False, head=read_head(value.get("head")), keys=[read_key(key) for key in items(value, "keys")],
        earlier=[ordered(head=read_head(one.get("head") if isinstance(one, dict) else None),
                         path=[one_hash.hex() for one_hash in hashes(one, "path")])
                 for one in items(value, "earlier")])
    if form == 1:
        del manifest["readable"]
        return manifest
    manifest["selection"]["workspace"] = nullable(selection, "workspace")
    if not isinstance(value.get("readable"), bool):
        raise Unreadable("does not say whether it is readable")
    manifest["readable"] = value["readable"]
    return manifest


def stored(value, name):
    if name + "Hex" in value:
        return data(value, name + "Hex")
    found = nullable(value, name)
    try:
        return None if found is None else found.encode("utf-8")
    except UnicodeEncodeError:
        raise Unreadable("has a " + name + " with half a character") from None


def read_event(line, value):
    event = {"type": "event", "index": leaf_count(value, "index"), "says": text(value, "says")}
    for name in EVENT_FIELDS:
        if name in ("position", "sequence"):
            event[name] = number(value, name)
        else:
            event[name] = (nullable if name in ("aggregateType", "revision") else text)(value, name)
    payload, metadata = stored(value, "payload"), stored(value, "metadata")
    if payload is None:
        raise Unreadable("has no payload")
    put_stored(event, "payload", payload)
    put_stored(event, "metadata", metadata)
    require_written(line, event, "events")
    return event, payload, metadata


def put_stored(event, name, found):
    try:
        event[name] = None if found is None else found.decode("utf-8")
    except UnicodeDecodeError:
        event[name + "Hex"] = found.hex()


def leaf_hash(event, payload, metadata):
    fields = [event[name].encode("utf-8") if event[name] is not None else None
              for name in ("aggregateId", "aggregateType", "eventId", "name", "revision", "recordedAt")]
    leaf = [b"\x00\x01", event["position"].to_bytes(8, "big", signed=True),
            event["sequence"].to_bytes(8, "big", signed=True)]
    for field in fields + [payload, metadata]:
        leaf.append(b"\xff\xff\xff\xff" if field is None else len(field).to_bytes(4, "big") + field)
    return sha256(b"".join(leaf))


def says(event, metadata):
    try:
        found = ACTOR.search((metadata or b"").decode("utf-8"))
    except UnicodeDecodeError:
        found = None
    actor = found[1] if found else "-"
    return f'{event["recordedAt"]} {actor} {event["name"]} {event["aggregateId"]} #{event["sequence"]}'


# Order


class ExpectedEvents:
    def __init__(self, ranges, add):
        self.firsts, self.lasts, self.add = ranges.firsts, ranges.lasts, add
        self.range, self.next = 0, self.firsts[0] if self.firsts else None
        self.early, self.held, self.missing = [], None, []

    def where(self):
        if self.next is not None:
            return self.next
        return self.lasts[-1] if self.lasts else 0

    def is_selected(self, index):
        at = bisect.bisect_right(self.firsts, index) - 1
        return at >= 0 and index <= self.lasts[at]

    def came(self, index):
        if not self.is_selected(index):
            self.add("EVENT_ADDED", index, index, "it is none of those that were selected")
        elif self.held is not None:
            held = self.held
            if index == held:
                self.duplicated(index)
                return
            self.held = None
            if index == self.next:
                self.out_of_order(held)
                bisect.insort(self.early, held)
                self.advance(index)
            else:
                self.skip_to(held)
                self.came(index)
        elif index == self.next:
            self.advance(index)
        elif self.next is None or index < self.next or self.is_early(index):
            self.before(index)
        else:
            self.held = index

    def is_early(self, index):
        at = bisect.bisect_left(self.early, index)
        return at < len(self.early) and self.early[at] == index

    def before(self, index):
        at = bisect.bisect_right(self.missing, [index, 1 << 63]) - 1
        if at < 0 or self.missing[at][1] < index:
            self.duplicated(index)
            return
        first, last = self.missing[at]
        self.missing[at:at + 1] = [gap for gap in ([first, index - 1], [index + 1, last]) if gap[0] <= gap[1]]
        self.out_of_order(index)

    def duplicated(self, index):
        self.add("EVENT_DUPLICATED", index, index, "it comes more than once")

    def out_of_order(self, index):
        self.add("EVENT_OUT_OF_ORDER", index, index, "it is not at its place")

    def skip_to(self, index):
        while self.next is not None and self.next < index:
            last = min([self.lasts[self.range], index - 1] + [one - 1 for one in self.early[:1]])
            self.missing.append([self.next, last])
            self.advance(last)
        self.advance(index)

    def advance(self, index):
        self.next = index
        while True:
            if self.next < self.lasts[self.range]:
                self.next += 1
            else:
                self.range += 1
                self.next = self.firsts[self.range] if self.range < len(self.firsts) else None
            if self.next is None or self.early[:1] != [self.next]:
                return
            del self.early[0]

    def end(self, cut):
        if self.held is not None:
            self.skip_to(self.held)
        for first, last in self.missing:
            self.add("EVENT_MISSING", first, last, "selected and signed for, and not there")
        if self.next is not None:
            self.add("BUNDLE_CUT_OFF", self.next, self.lasts[-1], "it ends before these")
        elif cut:
            self.add("BUNDLE_CUT_OFF", None, None, "its last line is not whole")


# What people read


class ExpectedRenderings:
    def __init__(self, manifest, keys, add):
        self.is_readable = manifest.get("readable", False)
        self.origin, self.keys, self.add = manifest["origin"], keys, add
        self.waiting = None
        self.begin()

    def begin(self):
        self.digest, self.count, self.first, self.last = hashlib.sha256(), 0, None, None

    def other(self):
        if self.waiting is not None:
            self.altered(self.waiting, self.waiting, "what people read of it is not there")
            self.waiting = None

    def event(self, index):
        if self.is_readable:
            self.waiting = index

    def rendering(self, line, value):
        index = leaf_count(value, "index")
        require_written(line, ordered(type="rendering", index=index, words=text(value, "words"),
                                      payload=nullable(value, "payload")), "renderings")
        if self.waiting != index:
            self.other()
            self.altered(index, index, "what people read of it is not beside it")
        self.waiting = None
        self.digest.update(line + b"\n")
        self.first = index if self.count == 0 else min(self.first, index)
        self.last = index if self.count == 0 else max(self.last, index)
        self.count += 1

    def signature(self, line, value):
        count, key_id, signature = number(value, "count"), text(value, "keyId"), data(value, "signature")
        require_written(line, ordered(type="renderings", count=count, keyId=key_id, signature=signature.hex()),
                        "signatures of renderings")
        self.other()
        message = "".join(part + "\n" for part in (
            "postledger ledger renderings 1", self.origin, str(self.count), self.digest.hexdigest())).encode("utf-8")
        if count != self.count or key_id not in self.keys or not signed(self.keys[key_id], message, signature):
            self.altered(self.first, self.last, "what people read of these is not what was signed")
        self.begin()

    def end(self):
        self.other()
        if self.count:
            self.altered(self.first, self.last, "nobody signed what people read of these")

    def altered(self, first, last, words):
        self.add("RENDERING_ALTERED", first, last, words)


class Verifier:
    def __init__(self, keys, heads):
        self.trusted_keys, self.trusted_heads = keys, heads
        self.findings, self.blocks, self.open, self.events = [], {}, {}, 0
        self.of_renderings, self.cut = 0, False

    def add(self, code, first, last, words):
        """Findings of renderings do not crowd out those of events."""
        of_rendering = code == "RENDERING_ALTERED"
        if (self.of_renderings if of_rendering else len(self.findings) - self.of_renderings) < MOST_FINDINGS:
            self.findings.append((code, first, last, words))
            self.of_renderings += of_rendering

    def verify(self, bundle):
        lines = self.lines(bundle)
        manifest = self.manifest(lines)
        if manifest is None:
            return
        expected = ExpectedEvents(manifest["ranges"], self.add)
        renderings = ExpectedRenderings(manifest, self.accept(manifest["keys"]), self.add)
        while len(self.findings) - self.of_renderings < MOST_FINDINGS:
            line = next(lines, None)
            if line is None:
                break
            self.line(line, manifest["head"], expected, renderings)
        expected.end(self.cut)
        renderings.end()
        ranges = []
        for index in sorted(self.open):
            if ranges and ranges[-1][1] == index - 1:
                ranges[-1][1] = index
            else:
                ranges.append([index, index])
        for first, last in ranges:
            self.add("EVENT_UNPROVEN", first, last, "there is no block of hashes with it")

    def lines(self, bundle):
        """Each without its end, empty where it is longer than a bundle's are. What follows the last end is no line."""
        most = MOST_MANIFEST
        while True:
            line = bundle.readline(most + 1)
            too_long = len(line) > most and not line.endswith(b"\n")
            while len(line) > most and not line.endswith(b"\n"):
                line = bundle.readline(most + 1) or b" "
            if not line.endswith(b"\n"):
                self.cut = bool(line)
                return
            yield b"" if too_long else line[:-1]
            most = MOST_LINE

    def accept(self, shown):
        candidates = {key["id"]: key for key in shown if says_so_itself(key)}
        accepted = {key["id"]: key for key in self.trusted_keys if says_so_itself(key)}
        if not self.trusted_keys:
            accepted.update((key["id"], key) for key in candidates.values() if key["before"] is None)
        left = list(candidates.values())
        while True:
            found = next((key for key in left for known in accepted.values()
                          if is_endorsed_by(key, known) or is_endorsed_by(known, key)), None)
            if found is None:
                return accepted
            accepted[found["id"]] = found
            left.remove(found)

    def manifest(self, lines):
        first = next(lines, None)
        if first is None:
            self.add("BUNDLE_UNREADABLE", None, None, "it is empty, or its first line is not whole")
            return None
        try:
            form = FORMAT.match(first)
            if not form:
                raise Unreadable("is not that of an evidence bundle")
            form = int(form[1])
            if form not in FORMATS:
                self.add("FORMAT_UNKNOWN", None, None, f"it is of format {form}; this knows those up to {FORMATS[-1]}")
                return None
            manifest = read_manifest(first, form)
        except Unreadable as e:
            self.add("BUNDLE_UNREADABLE", None, None, f"its first line {e}")
            return None
        keys = self.accept(manifest["keys"])
        second = next(lines, None)
        if second is None:
            self.add("BUNDLE_CUT_OFF", None, None, "it ends before its signature")
        else:
            self.check_manifest(manifest, first, second, keys)
        self.check_heads(manifest, keys)
        return manifest

    def check_manifest(self, manifest, first, second, keys):
        try:
            value = parse(second)
            key_id, signature = text(value, "keyId"), data(value, "signature")
            require_written(second, ordered(type="signature", keyId=key_id, signature=signature.hex()), "signatures")
        except Unreadable as e:
            self.add("MANIFEST_ALTERED", None, None, f"the manifest's signature {e}")
            return
        if key_id not in keys:
            self.add("KEY_UNKNOWN", None, None, f"the manifest is signed by {key_id}")
        elif not signed(keys[key_id], first + b"\n", signature):
            self.add("MANIFEST_ALTERED", None, None, "the manifest is not what was signed")

    def check_heads(self, manifest, keys):
        head = manifest["head"]
        if any(one["origin"] != manifest["origin"]
               for one in [head] + manifest["keys"] + self.trusted_keys + self.trusted_heads):
            self.add("ORIGIN_OTHER", None, None, f'it is of installation {manifest["origin"]}')
        self.check_head(head, keys)
        if manifest["events"] and manifest["ranges"].lasts[-1] >= head["size"]:
            self.add("MANIFEST_ALTERED", None, None, "it selects more than its head has")
        for earlier in manifest["earlier"]:
            one = earlier["head"]
            self.check_head(one, keys)
            if not consistent(one["size"], bytes.fromhex(one["root"]), head["size"], bytes.fromhex(head["root"]),
                              [bytes.fromhex(step) for step in earlier["path"]]):
                self.inconsistent(one, head)
        for anchored in self.trusted_heads:
            self.check_head(anchored, keys)
            shown = next((one for one in [head] + [earlier["head"] for earlier in manifest["earlier"]]
                          if one["size"] == anchored["size"]), None)
            if shown is not None and shown["root"] != anchored["root"]:
                self.inconsistent(anchored, shown)

    def inconsistent(self, one, other):
        self.add("HEADS_INCONSISTENT", None, None,
                 f'the head of {one["size"]} leaves signed at {one["time"]} does not go with that of '
                 f'{other["size"]} signed at {other["time"]}')

    def check_head(self, head, keys):
        key = keys.get(head["keyId"])
        if key is None:
            self.add("KEY_UNKNOWN", None, None, f'the head of {head["size"]} leaves is signed by {head["keyId"]}')
        elif not signed(key, head_text(head), bytes.fromhex(head["signature"])):
            self.add("HEAD_ALTERED", None, None, f'the head of {head["size"]} leaves is not what was signed')

    def line(self, line, head, expected, renderings):
        try:
            value = parse(line)
            kind = value.get("type")
            if renderings.is_readable and kind == "rendering":
                renderings.rendering(line, value)
            elif kind == "event":
                event = read_event(line, value)
                renderings.other()
                self.event(event, expected)
                renderings.event(event[0]["index"])
                self.events += 1
            elif kind == "block":
                self.block(line, value, head, renderings)
            elif renderings.is_readable and kind == "renderings":
                renderings.signature(line, value)
            else:
                raise Unreadable("is of no type that this bundle has")
        except Unreadable as e:
            self.add("LINE_UNREADABLE", expected.where(), expected.where(), f"a line {e}")

    def block(self, line, value, head, renderings):
        leaves = data(value, "leaves")
        if not leaves or len(leaves) % 32 or len(leaves) > WIDTH * 32:
            raise Unreadable("is a block of another size than a block has")
        index, path = leaf_count(value, "index"), hashes(value, "path")
        require_written(line, ordered(type="block", index=index, leaves=leaves.hex(), path=[one.hex() for one in path]),
                        "blocks")
        renderings.other()
        leaves = [leaves[at:at + 32] for at in range(0, len(leaves), 32)]
        left = head["size"] - index
        height = 0 if len(leaves) == 1 else 8
        root = None
        if left > 0 and (
                len(leaves) == 1 or index % WIDTH == 0 and len(leaves) == min(WIDTH, left)):
            root = root_by_path(root_of(leaves), index >> height, ((head["size"] - 1) >> height) + 1, path)
        if root is None or root != bytes.fromhex(head["root"]):
            self.add("PROOF_INVALID", index, index + len(leaves) - 1, "its hashes are not part of the tree")
            return
        self.blocks[index] = leaves
        if len(self.blocks) > MOST_BLOCKS:
            del self.blocks[next(iter(self.blocks))]
        for waiting in sorted(one for one in self.open if index <= one < index + len(leaves)):
            if self.open.pop(waiting) != leaves[waiting - index]:
                self.add("EVENT_ALTERED", waiting, waiting, "it is not what was hashed")

    def proven(self, index):
        for first, leaves in self.blocks.items():
            if first <= index < first + len(leaves):
                return leaves[index - first]
        return None

    def event(self, read, expected):
        event, payload, metadata = read
        found, index, altered = leaf_hash(event, payload, metadata), event["index"], None
        if self.proven(index) != found:
            actual = next((first + leaves.index(found) for first, leaves in self.blocks.items() if found in leaves),
                          None)
            if actual is not None:
                index, altered = actual, f"its line says that it is leaf {index}"
            elif self.proven(index) is not None:
                altered = "it is not what was hashed"
            elif expected.is_selected(index) and len(self.open) < MOST_FINDINGS:
                self.open[index] = found
            elif expected.is_selected(index):
                self.add("EVENT_UNPROVEN", index, index, "too many wait for a block of hashes")
        if altered is None and event["says"] != says(event, metadata):
            altered = "what it says to a person is not what it is"
        if altered is not None:
            self.add("EVENT_ALTERED", index, index, altered)
        expected.came(index)


def read_anchor(path):
    keys, heads = [], []
    for line in pathlib.Path(path).read_bytes().splitlines():
        is_key = line.startswith(b'{"type":"key"')
        value = (read_key if is_key else read_head)(parse(line))
        require_written(line, value, "keys" if is_key else "heads")
        (keys if is_key else heads).append(value)
    return keys, heads


def verify(path, anchors):
    keys, heads = [], []
    for anchor in anchors:
        more_keys, more_heads = read_anchor(anchor)
        keys += more_keys
        heads += more_heads
    verifier = Verifier(keys, heads)
    with open(path, "rb") as bundle:
        verifier.verify(bundle)
    return verifier


def main():
    arguments = argparse.ArgumentParser(description="Verifies an evidence bundle of Postledger.")
    arguments.add_argument("bundle")
    arguments.add_argument("--anchor", action="append", default=[], help="file with keys and heads known from elsewhere")
    arguments.add_argument("--batch", action="store_true", help="for tests: every *.bundle of a folder with its *.anchor")
    given = arguments.parse_args()
    sys.stdout.reconfigure(encoding="utf-8")
    if given.batch:
        for bundle in sorted(pathlib.Path(given.bundle).glob("*.bundle")):
            verifier = verify(bundle, [bundle.with_suffix(".anchor")])
            print(" ".join([bundle.stem, str(verifier.events)] + [
                ",".join([code] + ["-" if at is None else str(at) for at in (first, last)])
                for code, first, last, _ in verifier.findings]))
        return 0
    try:
        verifier = verify(given.bundle, given.anchor)
    except OSError as e:
        print(f"{e.filename or given.bundle} cannot be read: {e.strerror}", file=sys.stderr)
        return 2
    except Unreadable as e:
        print(f"An anchor is no file of keys and heads: a line {e}", file=sys.stderr)
        return 2
    for code, first, last, words in verifier.findings:
        where = "" if first is None else f" at leaf {first}" if first == last else f" at leaves {first} to {last}"
        # What a bundle says may hold what moves a terminal.
        print(re.sub(r"[\x00-\x1f\x7f]", "?", f"{code}{where}: {words}"))
    altered = [finding for finding in verifier.findings if finding[0] != "RENDERING_ALTERED"]
    print(f"{verifier.events} events, " + (f"{len(altered)} findings" if altered else "all proven"))
    if len(altered) < len(verifier.findings):
        print("What is said beside the events (renderings) is not what was signed.")
    if not given.anchor:
        print("Held against nothing from elsewhere: the keys are the bundle's own (--anchor FILE).")
    return 1 if verifier.findings else 0


if __name__ == "__main__":
    sys.exit(main())
