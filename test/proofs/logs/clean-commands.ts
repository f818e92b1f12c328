/** Builds, test runs, installs and listings as public CI logs hold them: real commands, of which the output holds no credential. */

import { spawnSync } from 'node:child_process';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface CleanCommand {
  readonly id: string;
  /** For bash, in an empty folder; ROOT is this repository. */
  readonly script: string;
}

/** What only needs Node, git and the project's own tools. */
export const nodeCommands: readonly CleanCommand[] = [
  {
    id: 'TypeScript resolves modules',
    script: 'node "$ROOT/node_modules/typescript/bin/tsc" -p "$ROOT" --traceResolution',
  },
  { id: 'TypeScript explains files', script: 'node "$ROOT/node_modules/typescript/bin/tsc" -p "$ROOT" --explainFiles' },
  { id: 'git log with patches', script: 'git -C "$ROOT" log --stat -p -- src docs' },
  {
    id: 'git log as JSON lines',
    script: `git -C "$ROOT" log --numstat --format='{"commit":"%H","tree":"%T","date":"%cI","subject":"%f"}'`,
  },
  { id: 'git objects', script: 'git -C "$ROOT" rev-list --all --objects' },
  {
    id: 'git verify-pack',
    script:
      'for p in "$(git -C "$ROOT" rev-parse --path-format=absolute --git-common-dir)"/objects/pack/*.idx; do git verify-pack -v "$p"; done',
  },
  { id: 'npm ls', script: 'cd "$ROOT" && npm ls --all --long; npm ls --all --json' },
  {
    id: 'npm ci, told in full',
    script:
      'cp "$ROOT"/package*.json . && npm ci --ignore-scripts --dry-run --offline --loglevel silly; npm pack --dry-run --loglevel silly "$ROOT"',
  },
  { id: 'lock file', script: 'cat "$ROOT/package-lock.json"' },
  {
    id: 'checksums',
    script:
      'find "$ROOT/node_modules" -type f -print0 | xargs -0 sha256sum; find "$ROOT/node_modules" -type f -print0 | xargs -0 sha1sum',
  },
  { id: 'listing', script: 'find "$ROOT/node_modules" -ls' },
  {
    id: 'base64 of binaries',
    script:
      'find "$ROOT/node_modules" "$ROOT/dist" -name "*.wasm" -print0 | head -z -n 8 | xargs -0 -n1 base64 | head -c 20000000',
  },
  {
    id: 'hexdump of binaries',
    script: 'find "$ROOT/dist" -name "*.wasm" -print0 | xargs -0 -n1 od -A x -t x1z | head -c 10000000',
  },
  { id: 'oxlint', script: 'cd "$ROOT" && node node_modules/oxlint/bin/oxlint -D all src' },
  { id: 'Node traces its compiler', script: 'node --trace-opt --trace-deopt "$ROOT/dist/cli.js" scan "$ROOT/src"' },
  { id: 'Node debugs modules', script: 'NODE_DEBUG=module,esm,fs node "$ROOT/dist/cli.js" scan "$ROOT/patterns"' },
];

/** More of what CI services run; each names the program that it needs. */
export const toolCommands: readonly (CleanCommand & { readonly needs: string })[] = [
  {
    id: 'Python imports',
    needs: 'python3',
    script: 'python3 -v -c "import json, urllib.request, email, unittest, xml.dom.minidom, asyncio"',
  },
  {
    id: "Python's own tests",
    needs: 'python3',
    script:
      'timeout 120 python3 -m test -v test_json test_re test_string test_bytes test_hashlib test_uuid test_base64 test_hmac',
  },
  { id: 'pip', needs: 'pip', script: 'pip list -v; pip debug --verbose' },
  {
    id: 'pytest',
    needs: 'pytest',
    script: `printf 'import pytest\\n@pytest.mark.parametrize("n", range(400))\\ndef test_n(n):\\n    assert hash(str(n)) %% 3\\n' > test_n.py; pytest -v --showlocals test_n.py`,
  },
  {
    id: 'Go builds',
    needs: 'go',
    script: `printf 'module x\\n\\ngo 1.20\\n' > go.mod; printf 'package main\\n\\nimport ("fmt"; "net/http")\\n\\nfunc main() { fmt.Println(http.StatusOK) }\\n' > main.go; GOCACHE=$PWD/c timeout 200 go build -x -v ./...; go list -json all`,
  },
  {
    id: 'Java loads classes',
    needs: 'java',
    script: 'java -verbose:class -Xlog:gc*=debug -version; java -XshowSettings:all -version',
  },
  { id: 'Maven', needs: 'mvn', script: 'mvn -B -X -o help:effective-pom' },
  {
    id: 'Terraform',
    needs: 'terraform',
    script: `printf 'resource "terraform_data" "a" {\\n  count = 300\\n  input = uuid()\\n}\\n' > main.tf; TF_CLI_CONFIG_FILE=/dev/null terraform init -no-color; TF_CLI_CONFIG_FILE=/dev/null terraform apply -auto-approve -no-color; TF_CLI_CONFIG_FILE=/dev/null terraform plan`,
  },
  { id: 'curl', needs: 'curl', script: 'curl -sv http://127.0.0.1:9/ https://127.0.0.1:9/; curl --version' },
  { id: 'make', needs: 'make', script: `printf 'all: ; @echo done\\n' > Makefile; make -p -d` },
  {
    id: 'openssl',
    needs: 'openssl',
    script:
      'openssl version -a; openssl ciphers -v; for f in /etc/ssl/certs/*.pem; do openssl x509 -in "$f" -noout -text; done; cat /etc/ssl/certs/*.pem',
  },
  {
    id: 'packages',
    needs: 'dpkg',
    script:
      'dpkg -l; dpkg -S /usr/bin; cat /var/lib/dpkg/info/*.md5sums; apt-cache dump 2>/dev/null | head -c 30000000',
  },
  { id: 'system calls', needs: 'strace', script: "strace -f -s 200 node -e \"require('zlib'); require('https')\"" },
  { id: 'listing of the system', needs: 'find', script: 'find /usr /lib -xdev -ls' },
  {
    id: 'checksums of the system',
    needs: 'sha256sum',
    script: 'find /usr/lib /usr/share -xdev -type f -print0 | head -z -n 15000 | xargs -0 sha256sum',
  },
  {
    id: 'images',
    needs: 'base64',
    script:
      'find /usr/share -xdev \\( -name "*.png" -o -name "*.gz" \\) -print0 | head -z -n 400 | xargs -0 -n1 base64 | head -c 40000000',
  },
];

/** All that the command prints, standard error included. What it cannot do on this machine it says in its own words. */
export function runCleanCommand({ script }: CleanCommand, root: string): Buffer {
  const folder = mkdtempSync(join(tmpdir(), 'unleak-clean-'));
  const file = join(folder, 'output');
  const handle = openSync(file, 'w');
  try {
    const cwd = mkdtempSync(join(folder, 'work-'));
    const env = { PATH: process.env['PATH'] ?? '', HOME: process.env['HOME'] ?? folder, LANG: 'C.UTF-8', ROOT: root };
    spawnSync('bash', ['-c', script], { cwd, env, stdio: ['ignore', handle, handle], timeout: 240_000 });
    return readFileSync(file);
  } finally {
    closeSync(handle);
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
