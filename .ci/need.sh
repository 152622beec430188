# Read by ./run and ./test: what the machine must have, installed when that can be done, and named when it cannot.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1
[ -w "${HOME:-/nonexistent}" ] || { HOME=${TMPDIR:-/tmp}/emend-home-$(id -u) && mkdir -p "$HOME" && export HOME; }

say() { printf '%s\n' "$*" >&2; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

offered() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'; }

# install PACKAGE…: as root on Debian or Ubuntu; no PostgreSQL server and no broker of the system's own is set up on the way.
install() {
    say "Installing: $*"
    case " $* " in
        *" rabbitmq-server "*)
            if [ ! -e /lib/systemd/system/rabbitmq-server.service ] && [ ! -e /usr/lib/systemd/system/rabbitmq-server.service ]; then
                mkdir -p /etc/systemd/system
                ln -sfn /dev/null /etc/systemd/system/rabbitmq-server.service
            fi ;;
    esac
    if [ ! -e /etc/postgresql-common/createcluster.conf ]; then
        mkdir -p /etc/postgresql-common
        echo 'create_main_cluster = false' > /etc/postgresql-common/createcluster.conf
    fi
    DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends -o Dpkg::Options::=--force-confold "$@" >&2 </dev/null
}

has_sdk() { command -v dotnet >/dev/null && dotnet --list-sdks 2>/dev/null | grep -q '^10\.0\.[1-9][0-9][0-9]'; }

need_sdk() {
    has_sdk && return
    if can_install; then
        apt-get update -qq >&2 </dev/null || true
        if offered dotnet-sdk-10.0 && install dotnet-sdk-10.0 && has_sdk; then return; fi
    fi
    say "Missing: the .NET SDK 10.0 (10.0.100 or later; \`dotnet --list-sdks\` shows what is there)."
    say "Install it with \`sudo apt-get install dotnet-sdk-10.0\` where the distribution has it,"
    say "or from https://dotnet.microsoft.com/download/dotnet/10.0, put \`dotnet\` on PATH, and start again."
    exit 1
}

has_node() { command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]; }

need_node() {
    has_node && return
    if can_install; then
        apt-get update -qq >&2 </dev/null || true
        if offered nodejs && install nodejs npm && has_node; then return; fi
    fi
    say "Missing: Node.js 20 or later with npm (\`node --version\` shows what is there); the tests of generated clients run on it."
    say "Install it from https://nodejs.org/en/download, put \`node\` and \`npm\` on PATH, and start again."
    exit 1
}

# need_modules FOLDER: what its lock file names is installed there.
need_modules() {
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
    (cd "$1" && npm ci --silent >&2 </dev/null) && touch "$1/node_modules/.package-lock.json" && return
    say "Installing the node modules of $1 failed."
    exit 1
}

# need_packages PACKAGE…: of Debian or Ubuntu, found missing by the caller.
need_packages() {
    [ $# -gt 0 ] || return 0
    if can_install; then
        apt-get update -qq >&2 </dev/null || true
        install "$@" && return
        say "Installing failed: $*"
    else
        say "Missing: $*"
        say "Install with \`sudo apt-get install $*\` and start again."
    fi
    exit 1
}

# build ARGUMENT…: quiet, unless it fails.
build() {
    local output
    output=$(mktemp)
    if ! dotnet build --nologo -c Release -v quiet "$@" >"$output" 2>&1 </dev/null; then
        cat "$output" >&2
        rm -f "$output"
        say "The build failed."
        exit 1
    fi
    rm -f "$output"
}
