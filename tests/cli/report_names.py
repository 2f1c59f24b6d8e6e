"""Names of checks as pages have them: each line of src/catalogue/checks.def."""
import pathlib
import re

_CHECKS = pathlib.Path(__file__).parents[2] / "src/catalogue/checks.def"


def _texts(lines):
    """The texts of a line, in its order: word, id, catalogue, name, about, total."""
    return re.findall(r'"([^"]*)"', lines)


_ROWS = [_texts(own) for own in re.findall(r'^CHECK\([A-Z_]+,(.*?)\)$', _CHECKS.read_text(),
                                           re.S | re.M)]
CHECK_NAMES = {word: name for word, _, _, name, _, _ in _ROWS}
# The check of the catalogue that a finding's is.
CHECK_OF = {word: catalogue for word, _, catalogue, _, _, _ in _ROWS}
