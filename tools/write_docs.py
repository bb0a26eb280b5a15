"""Write what is made from other things: docs/rules from the rules' docstrings, and the outputs in README.md."""

import os
import re
import subprocess
import sys
from pathlib import Path

from ticktie.rules import RULES, Rule

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "docs" / "rules"
SESSION = re.compile(r"(?<=```console\n)\$ (.*)\n((?s:.*?))(?=```\n)")
EXAMPLE = re.compile(r"(?<=## Example\n)(.*?)(?=\n\n## |\Z)", re.DOTALL)
FAMILIES = {
    "FT": "Footing",
    "AR": "Articulation",
    "RC": "Recomputation",
    "AG": "Agreement",
    "PR": "Presentation",
    "XT": "Extraction",
}


def page(rule: Rule) -> str:
    """Return a rule's page; its example is kept as it is printed."""
    fenced = EXAMPLE.sub(lambda found: f"```text\n{found.group().strip(chr(10))}\n```", rule.document)
    return f"# {rule.code} {rule.name}\n\nTick: {rule.tick}\n\n{fenced}\n"


def index() -> str:
    """Return the list of all rules, by family."""
    lines = ["# Rules", "", "Written by `make docs` from the rules' docstrings; `ticktie rule CODE` prints the same."]
    for family, title in FAMILIES.items():
        rules = [rule for code, rule in sorted(RULES.items()) if code.startswith(family)]
        if rules:
            lines += ["", f"## {family} {title}", ""]
            lines += [f"- [{rule.code} {rule.name}]({rule.code}.md) ({rule.tick})" for rule in rules]
    lines += ["", "Codes that are no longer used are in [retired.md](retired.md)."]
    return "\n".join(lines) + "\n"


def pages() -> dict[str, str]:
    """Return every generated page by its file name."""
    return {"README.md": index(), **{f"{code}.md": page(rule) for code, rule in sorted(RULES.items())}}


def output(command: str) -> str:
    """Return what a command line prints when it is typed at the root of the repository."""
    environment = os.environ | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["bash", "-c", command], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    return done.stdout + done.stderr


def readme() -> str:
    """Return README.md with the output that each of its commands now has."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    return SESSION.sub(lambda found: f"$ {found[1]}\n{output(found[1])}", text)


def main() -> None:
    """Write the pages, remove those of rules that are gone, and bring README.md up to date."""
    written = pages()
    for path in FOLDER.glob("[A-Z][A-Z][0-9][0-9][0-9].md"):
        if path.name not in written:
            path.unlink()
    for name, text in written.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    (ROOT / "README.md").write_text(readme(), encoding="utf-8")


if __name__ == "__main__":
    main()
