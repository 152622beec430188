# Sourced by ./run and ./test. Checks the required programs; installs missing ones as root on Debian or Ubuntu, otherwise reports them.

export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_CLI_WORKLOAD_UPDATE_NOTIFY_DISABLE=1
[ -w "${HOME:-/nonexistent}" ] || { HOME=${TMPDIR:-/tmp}/emend-home-$(id -u) && mkdir -p "$HOME" && export HOME; }

say() { printf '%s\n' "$*" >&2; }

can_install() { [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; }

offered() { apt-cache policy "$1" 2>/dev/null | grep -q 'Candidate: [0-9]'; }

# install PACKAGE…: installs packages, as root on Debian or Ubuntu. Prevents the packages from starting a PostgreSQL or RabbitMQ server.
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
    say "Missing: the .NET SDK 10.0 (10.0.100 or later; \`dotnet --list-sdks\` lists the installed versions)."
    say "Install it with \`sudo apt-get install dotnet-sdk-10.0\` if the distribution provides it,"
    say "or from https://dotnet.microsoft.com/download/dotnet/10.0, add \`dotnet\` to PATH, and start again."
    exit 1
}

has_node() { command -v npm >/dev/null && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]; }

need_node() {
    has_node && return
    if can_install; then
        apt-get update -qq >&2 </dev/null || true
        if offered nodejs && install nodejs npm && has_node; then return; fi
    fi
    say "Missing: Node.js 20 or later with npm (\`node --version\` shows the installed version). The tests of generated clients need it."
    say "Install it from https://nodejs.org/en/download, add \`node\` and \`npm\` to PATH, and start again."
    exit 1
}

# need_modules FOLDER: installs the npm packages of the folder's lock file.
need_modules() {
    [ "$1/node_modules/.package-lock.json" -nt "$1/package-lock.json" ] && return
    (cd "$1" && npm ci --silent >&2 </dev/null) && touch "$1/node_modules/.package-lock.json" && return
    say "Could not install the node modules of $1."
    exit 1
}

# need_packages PACKAGE…: installs the Debian or Ubuntu packages that the caller found missing.
need_packages() {
    [ $# -gt 0 ] || return 0
    if can_install; then
        apt-get update -qq >&2 </dev/null || true
        install "$@" && return
        say "Could not install: $*"
    else
        say "Missing: $*"
        say "Install with \`sudo apt-get install $*\` and start again."
    fi
    exit 1
}

# build ARGUMENT…: builds and prints output only on failure.
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
