"""Requests that no browser sends, for commons_serve.py: (name, bytes). Each is to be refused, once,
and its connection closed, so that nothing can be hidden behind it. Made after the ways in which
servers and proxies were found to read one request as two (RFC 9112, sections 2.2, 3, 5 and 6)."""


def odd(host):
    """The corpus, for a server that answers to that host."""
    host = host.encode()
    start = b"GET /health HTTP/1.1\r\nHost: " + host + b"\r\n"
    hidden = b"GET /robots.txt HTTP/1.1\r\nHost: " + host + b"\r\n\r\n"
    post = b"POST /what-stopped-you HTTP/1.1\r\nHost: " + host + b"\r\n"

    def line(first):
        return first + b"\r\nHost: " + host + b"\r\n\r\n"

    def header(more):
        return start + more + b"\r\n\r\n"

    def target(text):
        return line(b"GET " + text + b" HTTP/1.1")

    yield "line feeds alone", header(b"").replace(b"\r\n", b"\n")
    yield "one line feed alone", start + b"A: b\n\r\n"
    yield "a carriage return alone", start + b"A: b\r\r\n\r\n"
    yield "the head ends in a line feed", start + b"\n"
    yield "a folded line", header(b"A: b\r\n c")
    yield "a folded line, with a tab", header(b"A: b\r\n\tc")
    yield "the first header is folded", line(b"GET /health HTTP/1.1\r\n A: b")
    yield "a blank before the colon", header(b"A : b")
    yield "a tab before the colon", header(b"A\t: b")
    yield "no colon", header(b"A b")
    yield "a header without a name", header(b": b")
    yield "no blank behind the colon", header(b"A:b")
    yield "two blanks behind the colon", header(b"A:  b")
    yield "a blank at the end of a line", header(b"A: b ")
    yield "NUL in a header", header(b"A: b\x00c")
    yield "a carriage return in a header", header(b"A: b\rc")
    yield "a control character in a header", header(b"A: b\x01c")
    yield "DEL in a header", header(b"A: b\x7fc")
    yield "bytes above 127 in a name", header(b"\xc3\xa4: b")
    yield "a slash in a name", header(b"A/B: c")
    yield "two lengths that differ", \
        post + b"Content-Length: 3\r\nContent-Length: 4\r\n\r\na=1" + hidden
    yield "two lengths alike", post + b"Content-Length: 3\r\nContent-Length: 3\r\n\r\na=1"
    yield "a list of lengths", post + b"Content-Length: 3, 3\r\n\r\na=1"
    yield "a length and pieces", \
        post + b"Content-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + hidden
    yield "pieces and a length", \
        post + b"Transfer-Encoding: chunked\r\nContent-Length: 3\r\n\r\n0\r\n\r\n" + hidden
    yield "pieces", post + b"Transfer-Encoding: chunked\r\n\r\n3\r\na=1\r\n0\r\n\r\n"
    yield "a coding nobody knows", post + b"Transfer-Encoding: cow\r\nContent-Length: 3\r\n\r\na=1"
    yield "no coding, by name", \
        post + b"Transfer-Encoding: identity\r\nContent-Length: 3\r\n\r\na=1"
    yield "two codings", post + b"Transfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"
    yield "a coding with a tab", post + b"Transfer-Encoding:\tchunked\r\n\r\n0\r\n\r\n" + hidden
    yield "a coding with a mark", post + b"Transfer-Encoding: \x0bchunked\r\n\r\n0\r\n\r\n" + hidden
    yield "pieces to a page", header(b"Transfer-Encoding: chunked") + b"0\r\n\r\n" + hidden
    yield "a length with a plus", post + b"Content-Length: +3\r\n\r\na=1"
    yield "a length below nothing", post + b"Content-Length: -3\r\n\r\na=1"
    yield "a length in hexadecimal", post + b"Content-Length: 0x3\r\n\r\na=1"
    yield "a length with a letter", post + b"Content-Length: 3a\r\n\r\na=1"
    yield "a length of nothing", post + b"Content-Length: \r\n\r\na=1"
    yield "a length beyond all", post + b"Content-Length: 99999999999999999999\r\n\r\na=1"
    yield "a length of 2 to the 64th", post + b"Content-Length: 18446744073709551617\r\n\r\na"
    yield "a form without a length", post + b"\r\na=1"
    yield "a body to a page", header(b"Content-Length: 3") + b"a=1"
    yield "no host", b"GET /health HTTP/1.1\r\n\r\n"
    yield "two hosts", header(b"Host: " + host)
    yield "another host", b"GET /health HTTP/1.1\r\nHost: other.example\r\n\r\n"
    yield "an empty host", b"GET /health HTTP/1.1\r\nHost: \r\n\r\n"
    yield "a host with a name before it", b"GET /health HTTP/1.1\r\nHost: a@" + host + b"\r\n\r\n"
    yield "a host with a dot behind it", b"GET /health HTTP/1.1\r\nHost: " + host + b".\r\n\r\n"
    yield "the address of another site", target(b"http://other.example/health")
    yield "the address with its scheme", target(b"http://" + host + b"/health")
    yield "a tunnel", line(b"CONNECT other.example:443 HTTP/1.1")
    yield "a star", line(b"OPTIONS * HTTP/1.1")
    yield "no slash", target(b"health")
    yield "two slashes", target(b"//other.example/")
    yield "dots", target(b"/a/../health")
    yield "dots in disguise", target(b"/a/%2e%2e/health")
    yield "a slash in disguise", target(b"/a%2fhealth")
    yield "half of an escape", target(b"/health%4")
    yield "no escape", target(b"/health%zz")
    yield "NUL in disguise", target(b"/health%00")
    yield "a line's end in disguise", target(b"/health%0d%0aA:%20b")
    yield "what is no UTF-8", target(b"/%ff%fe")
    yield "bytes above 127", target(b"/h\xc3\xa4lth")
    yield "NUL in the address", target(b"/hea\x00lth")
    yield "a tab in the address", target(b"/hea\tlth")
    yield "a backslash", target(b"/a\\health")
    yield "a fragment", target(b"/health#a")
    yield "a quote", target(b'/health?"')
    yield "a field without a name", target(b"/health?=1")
    yield "a long address", target(b"/" + b"a" * 5000)
    yield "a very long address", target(b"/" + b"a" * 50000)
    yield "a long header", header(b"A: " + b"b" * 8200)
    yield "many headers", header(b"\r\n".join(b"A%d: b" % i for i in range(100)))
    yield "two blanks in the first line", line(b"GET  /health HTTP/1.1")
    yield "tabs in the first line", line(b"GET\t/health\tHTTP/1.1")
    yield "a blank before the first line", line(b" GET /health HTTP/1.1")
    yield "a blank behind the first line", line(b"GET /health HTTP/1.1 ")
    yield "a word too many", line(b"GET /health /robots.txt HTTP/1.1")
    yield "no version", line(b"GET /health")
    yield "another version", line(b"GET /health HTTP/2.0")
    yield "a version that will be", line(b"GET /health HTTP/1.7")
    yield "a version in small letters", line(b"GET /health http/1.1")
    yield "another protocol", line(b"GET /health ICY/1.1")
    yield "a method with a slash", line(b"GE/T /health HTTP/1.1")
    yield "a method with a quote", line(b'GE"T /health HTTP/1.1')
    yield "a long method", line(b"G" * 40 + b" /health HTTP/1.1")
    yield "two types of form", \
        post + b"Content-Type: a/b\r\nContent-Type: c/d\r\nContent-Length: 3\r\n\r\na=1"
    yield "two origins", \
        post + b"Origin: http://a\r\nOrigin: http://b\r\nContent-Length: 3\r\n\r\na=1"
    yield "the hello of TLS", \
        bytes.fromhex("16030100a5010000a1030348e0f5") + b"\x00" * 40 + b"\r\n\r\n"
    yield "the hello of HTTP/2", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n"
