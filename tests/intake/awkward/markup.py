"""HTML that hides, breaks, tracks or swells."""

from collections.abc import Iterator

from tests.intake.awkward.mail import FROM, SUBJECT, TO, Awkward, mail, numbered

PAGES: tuple[tuple[str, str, tuple[str, ...], tuple[str, ...]], ...] = (
    ("paragraphs", "<p>One.</p><p>Two.</p>", ("One.\n", "Two."), ("<p>",)),
    ("breaks", "One.<br>Two.<br/>Three.", ("One.\nTwo.\nThree.",), ()),
    ("a script", "<p>One.</p><script>alert('x')</script>", ("One.",), ("alert",)),
    ("an unclosed script hides nothing", "<p>One.</p><p>Two.<script>", ("One.", "Two."), ("script",)),
    ("a style", "<style>p{color:red}</style><p>One.</p>", ("One.",), ("color",)),
    ("a title", "<head><title>Newsletter</title></head><body>One.</body>", ("One.",), ()),
    ("a comment", "<p>One.<!-- secret --></p>", ("One.",), ("secret",)),
    ("outlook's conditional", "<!--[if mso]><p>Outlook</p><![endif]--><p>One.</p>", ("One.",), ("Outlook",)),
    (
        "entities",
        "<p>Si&acirc;n &amp; T&#375; &pound;20 &#x2013; 5&nbsp;&euro;</p>",
        ("Siân & Tŷ £20 – 5 €",),
        ("&acirc", "&#"),
    ),
    ("an entity without end", "<p>Tom &amp Jerry</p>", ("Tom & Jerry",), ()),
    (
        "a picture that counts readers",
        '<p>One.</p><img src="http://track.example/p.gif">',
        ("One.",),
        ("track.example",),
    ),
    ("no tags at all", "Just text.", ("Just text.",), ()),
    ("a bare less-than", "<p>5 < 6 and 7 > 3</p>", ("5", "6"), ()),
    ("an unclosed tag", "<p>One. <b", ("One.",), ()),
    ("tags in capitals", "<P>One.</P><BR>Two.", ("One.", "Two."), ()),
    ("a list", "<ul><li>One</li><li>Two</li></ul>", ("One\n", "Two"), ()),
    ("a table", "<table><tr><td>Name</td><td>Seren</td></tr></table>", ("Name", "Seren"), ("<td>",)),
    ("a table without rows", "<table>One.</table>", ("One.",), ()),
    ("deeply nested", "<div>" * 3000 + "One." + "</div>" * 3000, ("One.",), ()),
    ("never closed", "<div><p><b><i><table><tr><td>One.", ("One.",), ()),
    (
        "a doctype and an xml declaration",
        '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE html><p>One.</p>',
        ("One.",),
        ("xml",),
    ),
    ("a nul", "<p>One\x00 two.</p>", ("One two.",), ()),
    ("a meta with another charset", '<meta charset="shift_jis"><p>Tŷ</p>', ("Tŷ",), ()),
    ("word's own tags", "<o:p>One.</o:p><p class=MsoNormal>Two.</p>", ("One.", "Two."), ("Mso",)),
    (
        "a base and a frame",
        '<base href="http://x.example"><iframe src="http://x.example/f"></iframe>One.',
        ("One.",),
        ("x.example",),
    ),
    (
        "a wide cell in many rows",
        "<table>" + "<tr><td>a</td></tr>" * 2000 + "<tr><td>" + "b" * 20_000 + "</td></tr></table>",
        ("a", "bbb"),
        (),
    ),
    ("colours and fonts", '<font face="Arial" color="#f00">One.</font>', ("One.",), ("Arial",)),
    ("a quotation", "<blockquote>They said so.</blockquote><p>One.</p>", ("They said so.", "One."), ()),
    ("preformatted", "<pre>One\nTwo</pre>", ("One\nTwo",), ()),
    ("a link", '<a href="https://school.example/x">the list</a>', ("the list",), ()),
)


def pages() -> Iterator[Awkward]:
    for name, page, says, silent in PAGES:
        raw = mail(FROM, TO, SUBJECT, b"Content-Type: text/html; charset=utf-8", body=page.encode())
        yield Awkward(name, raw, says=says, silent=silent)


ALL = numbered("html", pages())
