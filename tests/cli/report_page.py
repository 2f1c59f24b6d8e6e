"""A page of a report as a tree: elements, texts, and the numbers in them."""
import re
from html.parser import HTMLParser

VOID = {"meta", "link", "br", "hr", "img", "input"}
# What ends an element whose end tag may be left out.
ENDED_BY = {"td": {"td", "th", "tr"}, "th": {"td", "th", "tr"}, "tr": {"tr"}}
UNREAD = {"style", "script"}
READ_ALOUD = ("aria-label", "title", "alt", "content", "placeholder")

# A label in quotation marks is read whole, so that a digit in it is no number of its own.
TOKEN = re.compile(r"“[^”]*”|-?\d(?:[\d,]*\d)?(?:\.\d+)?")


def tokens(*texts):
    return [token for text in texts for token in TOKEN.findall(text)]


class Text:
    def __init__(self, text, parent):
        self.text, self.parent = text, parent


class Element:
    def __init__(self, tag, attributes, parent):
        self.tag, self.attributes, self.parent = tag, dict(attributes), parent
        self.children = []

    def classes(self):
        return (self.attributes.get("class") or "").split()

    def leaves(self):
        for child in self.children:
            if isinstance(child, Text):
                yield child
            elif child.tag not in UNREAD:
                yield from child.leaves()

    def text(self):
        return " ".join("".join(leaf.text for leaf in self.leaves()).split())

    def elements(self):
        for child in self.children:
            if isinstance(child, Element):
                yield child
                yield from child.elements()

    def own(self, *names):
        """Child elements of these tags, or all."""
        return [child for child in self.children if isinstance(child, Element)
                and (not names or child.tag in names)]

    def all(self, name):
        """By "tag", "tag.class" or ".class", in the order of the page."""
        tag, _, own = name.partition(".")
        return [element for element in self.elements()
                if (not tag or element.tag == tag) and (not own or own in element.classes())]

    def first(self, name):
        found = self.all(name)
        return found[0] if found else None

    def get(self, name):
        return self.attributes.get(name) or ""


class Parser(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.root = self.here = Element("", {}, None)

    def handle_starttag(self, tag, attributes):
        while tag in ENDED_BY.get(self.here.tag, ()):
            self.here = self.here.parent
        new = Element(tag, attributes, self.here)
        self.here.children.append(new)
        if tag not in VOID:
            self.here = new

    def handle_startendtag(self, tag, attributes):
        self.here.children.append(Element(tag, attributes, self.here))

    def handle_endtag(self, tag):
        above = self.here
        while above.tag != tag and above.parent is not None:
            above = above.parent
        if above.parent is not None:
            self.here = above.parent

    def handle_data(self, data):
        self.here.children.append(Text(data, self.here))


def read_page(text):
    parser = Parser()
    parser.feed(text)
    parser.close()
    return parser.root
