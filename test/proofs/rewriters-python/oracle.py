"""Python's own word on Python files: where their strings stand, and whether two versions mean the same.

Reads a JSON request from standard input, and prints a JSON answer.
"""
import ast
import io
import json
import re
import sys
import tokenize

PREFIX = re.compile(r"([A-Za-z]*)(\"\"\"|'''|\"|')")


def list_strings(path):
    """Content ranges of all string tokens; None for files whose offsets differ from JavaScript's, or that are not UTF-8."""
    try:
        with open(path, encoding="utf-8", newline="") as file:
            text = file.read()
        tree = ast.parse(text)
        tokens = list(tokenize.generate_tokens(io.StringIO(text, newline="").readline))
    except (SyntaxError, UnicodeError, tokenize.TokenError):
        return None
    if any(ord(char) > 0xFFFF for char in text) or "\r" in text:
        return None
    starts = [0]
    for line in text.splitlines(keepends=True) if "\f" not in text and "\v" not in text else text.split("\n"):
        starts.append(starts[-1] + len(line) + (0 if line.endswith("\n") else 1))
    if "\f" in text or "\x1c" in text or "\x85" in text or "\u2028" in text:
        return None
    prose = {
        (node.value.lineno, node.value.end_lineno)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    found = []
    for token in tokens:
        if token.type != tokenize.STRING:
            continue
        prefix, quote = PREFIX.match(token.string).groups()
        start = starts[token.start[0] - 1] + token.start[1]
        found.append(
            {
                "start": start + len(prefix) + len(quote),
                "end": start + len(token.string) - len(quote),
                "prefix": prefix.lower(),
                "prose": any(first <= token.start[0] <= last for first, last in prose),
            }
        )
    return found


class Fill(ast.NodeTransformer):
    """Puts the value back where it is loaded, and joins what that leaves to be joined."""

    def __init__(self, value):
        self.value = value

    def visit_Call(self, node):
        self.generic_visit(node)
        first = node.args[0] if node.args else None
        if isinstance(node.func, ast.Name) and isinstance(first, ast.Constant) and first.value == "/proof/planted":
            return ast.Constant(self.value)
        inner = node.func.value if isinstance(node.func, ast.Attribute) else None
        if isinstance(inner, ast.Constant) and inner.value == self.value and node.func.attr == "encode" and not node.args:
            return ast.Constant(self.value.encode())
        # A format's own signs, of which the value has none.
        if isinstance(inner, ast.Constant) and inner.value in (self.value, self.value.encode()) and node.func.attr == "replace":
            return inner
        return node

    def visit_BinOp(self, node):
        self.generic_visit(node)
        parts = (node.left, node.right)
        if isinstance(node.op, ast.Add) and all(isinstance(part, (ast.Constant, ast.JoinedStr)) for part in parts):
            return join(*parts) or node
        return node


def join(left, right):
    pieces = [piece for part in (left, right) for piece in (part.values if isinstance(part, ast.JoinedStr) else [part])]
    if not all(isinstance(piece, ast.FormattedValue) or isinstance(piece.value, (str, bytes)) for piece in pieces):
        return None
    joined = pieces[:1]
    for piece in pieces[1:]:
        if isinstance(piece, ast.Constant) and isinstance(joined[-1], ast.Constant):
            if type(piece.value) is not type(joined[-1].value):
                return None
            joined[-1] = ast.Constant(joined[-1].value + piece.value)
        else:
            joined.append(piece)
    return joined[0] if len(joined) == 1 and isinstance(joined[0], ast.Constant) else ast.JoinedStr(joined)


class Join(Fill):
    """Only joins: for the file as it was, where a sum of literals may have stood already."""

    def visit_Call(self, node):
        self.generic_visit(node)
        return node


def shape_of(tree):
    """The tree as text: without imports of what the rewrite adds, and without what tells joined literals apart."""
    added = re.compile(r"^(from \.*_\w*secrets import .*|from base64 import b64encode( as \w+)?)$")
    tree.body = [node for node in tree.body if not added.match(ast.unparse(node).split("\n")[0])]
    return ast.dump(tree).replace(", kind='u'", "")


def judge(before, after, value):
    try:
        compile(after, "after", "exec")
        filled = Fill(value).visit(ast.parse(after))
    except (SyntaxError, ValueError) as error:
        return f"does not compile: {type(error).__name__}"
    return "same" if shape_of(filled) == shape_of(Join(value).visit(ast.parse(before))) else "differs"


request = json.load(sys.stdin)
if "files" in request:
    json.dump({path: found for path in request["files"] if (found := list_strings(path))}, sys.stdout)
else:
    json.dump([judge(each["before"], each["after"], each["value"]) for each in request["pairs"]], sys.stdout)
