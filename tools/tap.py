"""Test Anything Protocol lines for the house's checks, and what they all need: the files."""
import os
import subprocess

_count = 0
_failed = 0


def ok(text, findings=()):
    """One check; it passes when there is nothing in `findings`, which are shown."""
    global _count, _failed
    findings = list(findings)
    _count += 1
    _failed += bool(findings)
    print(f"{'not ok' if findings else 'ok'} {_count} - {text}")
    for finding in findings[:40]:
        print("# " + str(finding).replace("\n", "\n# "))
    if len(findings) > 40:
        print(f"# ... and {len(findings) - 40} more")
    return not findings


def skip(text, reason):
    """A check that cannot run here, with the reason."""
    global _count
    _count += 1
    print(f"ok {_count} - {text} # SKIP {reason}")


def done():
    """Prints the plan; the exit code."""
    print(f"1..{_count}")
    return 1 if _failed else 0


def project_files():
    """Every file of the project (not what is ignored), sorted; from the file system where the
    sources did not come as a clone."""
    try:
        listed = subprocess.run(["git", "ls-files", "-z", "--cached", "--others",
                                 "--exclude-standard"], check=True, capture_output=True)
        paths = os.fsdecode(listed.stdout).split("\0")
    except (OSError, subprocess.CalledProcessError):
        paths = [os.path.relpath(os.path.join(folder, name))
                 for folder, _, names in os.walk(".") for name in names]
        paths = [p for p in paths
                 if not p.startswith(("build/", ".git/", "third_party/", "node_modules/"))]
    return sorted({p for p in paths if p and os.path.isfile(p)})
