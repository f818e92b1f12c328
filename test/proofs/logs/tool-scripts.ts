/** Leaks by the tools of CI jobs, really run against a server on loopback: each names the program that it needs. */
import type { LeakScript } from '../../sources/logs/corpus/runs.ts';

export interface ToolScript extends LeakScript {
  readonly needs: string;
}

/** PORT is that of a server which answers everything with 401. */
export const toolScripts: readonly ToolScript[] = [
  {
    id: 'curl -v with a bearer token',
    needs: 'curl',
    script: ['curl -sv -H "Authorization: Bearer $TOKEN" "http://127.0.0.1:$PORT/user"'],
    planted: ['TOKEN'],
    cause: 'http-trace',
  },
  {
    id: 'curl -v with basic authentication',
    needs: 'curl',
    script: ['curl -sv -u "ci:$PASSWORD" "http://127.0.0.1:$PORT/"'],
    planted: ['PASSWORD'],
    cause: 'http-trace',
    encoded: true,
  },
  {
    id: 'curl --trace-ascii',
    needs: 'curl',
    script: [
      'curl -s --trace-ascii - -H "PRIVATE-TOKEN: x" -H "Authorization: token $TOKEN" "http://127.0.0.1:$PORT/"',
    ],
    planted: ['TOKEN'],
    cause: 'http-trace',
  },
  {
    id: 'wget --debug',
    needs: 'wget',
    script: ['wget -d -t 1 -O /dev/null --header="Authorization: Bearer $TOKEN" "http://127.0.0.1:$PORT/"'],
    planted: ['TOKEN'],
    cause: 'http-trace',
  },
  {
    id: "git's HTTP trace",
    needs: 'git',
    script: [
      'GIT_TRACE_CURL=1 GIT_TRACE_REDACT=0 GIT_TERMINAL_PROMPT=0 git -c "http.extraHeader=Authorization: Bearer $TOKEN" ls-remote "http://127.0.0.1:$PORT/app.git"',
    ],
    planted: ['TOKEN'],
    cause: 'http-trace',
  },
  {
    id: 'npm runs a script with an argument',
    needs: 'npm',
    script: [
      'echo \'{"name":"app","version":"1.0.0","scripts":{"deploy":"true"}}\' > package.json',
      'npm run deploy -- --token "$TOKEN"',
    ],
    planted: ['TOKEN'],
    cause: 'command-echo',
  },
  {
    id: 'npm with a lifecycle log',
    needs: 'npm',
    script: [
      `node -e 'require("fs").writeFileSync("package.json", JSON.stringify({name:"app",version:"1.0.0",scripts:{deploy:"false "+process.env.TOKEN}}))'`,
      'npm run deploy --loglevel silly',
    ],
    planted: ['TOKEN'],
    cause: 'command-echo',
  },
  {
    id: 'pytest shows locals',
    needs: 'pytest',
    script: [
      `printf 'import os\\ndef test_login():\\n    token = os.environ["TOKEN"]\\n    assert token == "", "login failed"\\n' > test_login.py`,
      'pytest --showlocals test_login.py',
    ],
    planted: ['TOKEN'],
    cause: 'stack-trace',
  },
  {
    id: 'Python traceback with a connection string',
    needs: 'python3',
    script: [`python3 -c 'import os; raise ConnectionError("could not connect to " + os.environ["DATABASE_URL"])'`],
    planted: ['PASSWORD'],
    cause: 'stack-trace',
  },
  {
    id: 'Python HTTP debug level',
    needs: 'python3',
    script: [
      `python3 -c 'import http.client, os; c = http.client.HTTPConnection("127.0.0.1", int(os.environ["PORT"])); c.set_debuglevel(1); c.request("GET", "/", headers={"Authorization": "Bearer " + os.environ["TOKEN"]}); c.getresponse()'`,
    ],
    planted: ['TOKEN'],
    cause: 'http-trace',
  },
  {
    id: 'Python logs its configuration',
    needs: 'python3',
    script: [
      `python3 -c 'import logging, os; logging.basicConfig(level="DEBUG"); logging.debug("settings %s", {"STRIPE_KEY": os.environ["STRIPE"]})'`,
    ],
    planted: ['STRIPE'],
    cause: 'debug-log',
  },
  {
    id: 'Maven with a property, told in full',
    needs: 'mvn',
    script: [
      `printf '<project><modelVersion>4.0.0</modelVersion><groupId>a</groupId><artifactId>a</artifactId><version>1</version><packaging>pom</packaging><properties><api.token>%s</api.token></properties><distributionManagement><repository><id>r</id><url>http://ci:%s@127.0.0.1:%s/</url></repository></distributionManagement></project>' "$TOKEN" "$TOKEN" "$PORT" > pom.xml`,
      'cat pom.xml; mvn -B -X -o deploy',
    ],
    planted: ['TOKEN'],
    cause: 'echo',
  },
  {
    id: 'Java exception with a JDBC URL',
    needs: 'java',
    script: [
      `printf 'class Main { public static void main(String[] a) { throw new IllegalStateException("cannot connect to " + System.getenv("DATABASE_URL")); } }' > Main.java`,
      'java Main.java',
    ],
    planted: ['PASSWORD'],
    cause: 'stack-trace',
  },
  {
    id: 'Go panic with a DSN',
    needs: 'go',
    script: [
      `printf 'module x\\n\\ngo 1.20\\n' > go.mod; printf 'package main\\n\\nimport "os"\\n\\nfunc main() { panic("ping " + os.Getenv("DATABASE_URL")) }\\n' > main.go`,
      'GOFLAGS=-mod=mod GOCACHE=/tmp/unleak-go-cache go run main.go',
    ],
    planted: ['PASSWORD'],
    cause: 'stack-trace',
  },
  {
    id: 'make shows its recipes',
    needs: 'make',
    script: [`printf 'deploy:\\n\\ttrue --token $(TOKEN)\\n' > Makefile`, 'make deploy'],
    planted: ['TOKEN'],
    cause: 'command-argument',
  },
  {
    id: 'terraform plan and output',
    needs: 'terraform',
    script: [
      `printf 'variable "api_token" {}\\nresource "terraform_data" "app" {\\n  input = { api_token = var.api_token }\\n}\\noutput "api_token" {\\n  value = var.api_token\\n}\\n' > main.tf`,
      'export TF_CLI_CONFIG_FILE=/dev/null TF_IN_AUTOMATION=1',
      'terraform init -input=false > /dev/null; terraform plan -input=false -var "api_token=$TOKEN"; terraform apply -auto-approve -input=false -var "api_token=$TOKEN"',
    ],
    planted: ['TOKEN'],
    cause: 'terraform',
  },
  {
    id: 'docker login, refused',
    needs: 'docker',
    // Traced: what docker itself prints is its warning, and why the registry refused.
    script: ['set -x', 'docker login -u ci -p "$TOKEN" "127.0.0.1:$PORT"'],
    planted: ['TOKEN'],
    cause: 'docker-login',
  },
  {
    id: 'docker build with an argument',
    needs: 'bash',
    // Documented: BuildKit's plain progress, docs.docker.com/build/building/variables.
    documented: true,
    script: [
      'echo "#1 [internal] load build definition from Dockerfile"; echo "#7 [3/5] RUN curl -fsS -H \\"Authorization: Bearer $TOKEN\\" https://api.acme.io/"; echo "#7 DONE 0.4s"',
    ],
    planted: ['TOKEN'],
    cause: 'build-argument',
  },
];
