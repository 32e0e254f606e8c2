# The steps of .ci/run, one function each. Read with `source`; runs nothing by itself.

say() { printf '\n== %s\n' "$1"; }

have() {
    local name
    for name in "$@"; do command -v "$name" >/dev/null || return 1; done
}

may_install() { ((EUID == 0)) && have apt-get; }

# Installs Debian packages, and says nothing unless that fails.
install_packages() {
    local said
    said=$({ apt-get -qq update && DEBIAN_FRONTEND=noninteractive \
        apt-get -qq install --yes --no-install-recommends "$@"; } 2>&1) || { echo "$said" >&2; return 1; }
}

# The Debian package of a program.
package_of() {
    case $1 in
        vim) echo vim-nox ;;
        nvim) echo neovim ;;
        chromedriver) echo chromium-driver ;;
        ssh-keygen) echo openssh-client ;;
        pdftoppm) echo poppler-utils ;;
        zbarimg) echo zbar-tools ;;
        *) echo "$1" ;;
    esac
}

# Installs the programs that are missing where we may, and says which are missing where we may not.
install_programs() {
    local name missing=()
    for name in "$@"; do have "$name" || missing+=("$(package_of "$name")"); done
    ((${#missing[@]})) || return 0
    if may_install; then
        install_packages "${missing[@]}"
    else
        echo "not installed: ${missing[*]}"
    fi
}

# Is this a Python that can do the work, and that nobody could start as well when we are root?
fits() {
    local check='import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))'
    have "$1" && "$1" -c "$check" 2>/dev/null || return 1
    ((EUID != 0)) || (cd / && as_uid_nobody "$1" -c "$check" 2>/dev/null)
}

find_python() {
    local name
    for name in python3.13 python3.12 python3.11 python3 /usr/bin/python3.1[1-9] /usr/bin/python3; do
        if fits "$name"; then
            command -v "$name"
            return
        fi
    done
    return 1
}

# Makes `python3` mean one suitable Python for everything that follows.
use_python() {
    local bin=$1 python
    python=$(find_python) || {
        ! may_install || install_packages python3 python3-venv
        python=$(find_python) || { echo "No Python 3.11 or newer with venv was found." >&2; return 1; }
    }
    mkdir "$bin"
    printf '#!/bin/sh\nexec "%s" "$@"\n' "$python" >"$bin/python3"
    chmod 755 "$bin/python3"
    PATH=$bin:$PATH
}

# Copies what Git knows or would know, as it stands now, readable by everybody.
copy_checkout() {
    mkdir "$1"
    git ls-files -z --cached --others --exclude-standard |
        while IFS= read -r -d '' name; do
            [[ ! -e $name && ! -L $name ]] || printf '%s\0' "$name"
        done |
        tar --create --null --files-from=- | tar --extract --no-same-owner --directory="$1"
    chmod -R a+rX "$1"
}

# Fetches axe-core, which the tests of the page run in a browser, and prints where it lies.
fetch_axe() {
    mkdir "$1"
    (cd "$1" && npm pack --silent axe-core >/dev/null && tar -xzf axe-core-*.tgz)
    chmod -R a+rX "$1"
    echo "$1/package/axe.min.js"
}

# Fails when a tracked file names a folder of a machine that builds this, or a place that packages came from.
refuse_machine_traces() {
    local hosts
    hosts=$("$1" .ci/package_hosts.py)
    local folders='(^|[^[:alnum:]_.~-])/(work/|root/|tmp/bash_jobs)'
    if git grep --untracked -nIE -e "$folders" || git grep --untracked -nIiF -f - <<<"$hosts"; then
        echo "The lines above name a machine or a package host." >&2
        return 1
    fi
}

# Runs the command in the README's block that follows the comment `<!-- NAME -->`.
run_readme() {
    local command
    command=$(awk -v mark="<!-- $1 -->" '
        $0 == mark { found = 1; next }
        found && /^```/ { if (inside) exit; inside = 1; next }
        inside { print }' README.md)
    [[ -n $command ]] || { echo "README.md has no command marked <!-- $1 -->." >&2; return 1; }
    printf '$ %s\n' "$command"
    bash -euo pipefail -c "$command"
}

# The last step needs it, and would fail a quarter of an hour later.
require_atheris() {
    "$1" -c 'import atheris' 2>/dev/null && return
    echo "atheris is not installed: the search for faulty inputs takes CPython 3.11 to 3.13." >&2
    return 1
}

# Searches for inputs that are faults. One that is found stays behind, in a folder that the search names.
search_for_faults() {
    local found
    found=$(mktemp -d "${TMPDIR:-/tmp}/coachvault-found.XXXXXX")
    "$1" -m tests.fuzz all 60 "$found" && rmdir "$found"
}

as_uid_nobody() { setpriv --reuid 65534 --regid 65534 --clear-groups "$@"; }

# Runs a command as nobody, with a home that it may write to.
as_nobody() {
    local home=$1
    shift
    install -d -o 65534 -g 65534 -m 700 "$home"
    HOME=$home TMPDIR=$home HYPOTHESIS_STORAGE_DIRECTORY=$home/hypothesis PYTHONDONTWRITEBYTECODE=1 as_uid_nobody "$@"
}
