/** Settings that programs write themselves: what stands there for a password is the password, whatever word it is. */
import type { Pattern } from '../src/types.ts';

const rotate = 'https://cheatsheetseries.owasp.org/cheatsheets/Secrets_Management_Cheat_Sheet.html';

export const clientSettings = [
  {
    id: 'filezilla-stored-password',
    title: 'Password that FileZilla stored',
    severity: 'high',
    confidence: 'medium',
    regex:
      /<User>[^<>]{0,100}<\/User>\s{0,40}(?:<!--[^<>]{0,100}-->\s{0,40})?<Pass(?: encoding="base64")?>(?<secret>[^<>\s]{3,200})<\/Pass>/,
    longest: 700,
    keywords: ['<pass>', '<pass encoding="base64"'],
    checks: ['stored-password'],
    why: 'Reads and replaces the files on the server; often the web root itself.',
    revoke: rotate,
    references: ['https://wiki.filezilla-project.org/Site_Manager'],
    match: [
      '<Server>\n<Host>ftp.acme.io</Host>\n<User>deploy</User>\n\t<Pass>{lower:8}</Pass>\n</Server>',
      '<User>root</User>\n<!-- once -->\n<Pass encoding="base64">{b64of:{an:9}}</Pass>',
    ],
    miss: [
      '<User>deploy</User>\n<Pass></Pass>',
      '<User>deploy</User>\n<Pass encoding="crypt" pubkey="{an:20}">{b64:60}</Pass>',
      '<User>deploy</User>\n<Pass>${FTP_PASSWORD}</Pass>',
      '<Test><Pass>{lower:8}</Pass></Test>',
    ],
  },
  {
    id: 'robo3t-password',
    title: 'Password of a connection in Robo 3T',
    severity: 'high',
    confidence: 'medium',
    regex:
      /"(?:userName"\s{0,4}:\s{0,4}"[^"]{1,100}",\s{0,40}"userPassword|sshUserPassword|sshPassphrase|sslPEMPassPhrase)"\s{0,4}:\s{0,4}"(?<secret>[^"\\\s]{3,200})"/,
    longest: 500,
    keywords: ['userpassword"', 'sshpassphrase"', 'sslpempassphrase"'],
    checks: ['stored-password'],
    why: 'Opens the database, or the machine that it is reached through.',
    revoke: rotate,
    references: ['https://github.com/Studio3T/robomongo'],
    match: [
      '"userName" : "app",\n  "userPassword" : "{lower:9}"',
      '"sshPassphrase" : "{lower:7}{digits:2}"',
      '"sshUserPassword": "{an:12}"',
    ],
    miss: [
      '"userName" : "app",\n  "userPassword" : ""',
      '"sshUserPassword" : "${SSH_PASSWORD}"',
      '"userPassword": "{lower:9}"',
      '"sshPassphrase" : "********"',
    ],
  },
  {
    id: 'dbeaver-password',
    title: 'Password of a connection in DBeaver',
    severity: 'high',
    confidence: 'medium',
    regex:
      /save-password="true"[^<>]{0,300}>\s{0,40}<connection [^<>]{0,400}\buser="[^"<>]{1,100}" password="(?<secret>[^"<>\s]{3,200})"/,
    longest: 1200,
    keywords: ['save-password="true"'],
    checks: ['stored-password'],
    why: 'Opens the database with the rights of this user.',
    revoke: rotate,
    references: ['https://dbeaver.com/docs/dbeaver/Admin-Manage-Connections/'],
    match: [
      '<data-source id="o-1" provider="oracle" save-password="true" read-only="false">\n\t<connection host="db" url="jdbc:oracle:thin:@//db:1521/orcl" user="app" password="{lower:8}"/>',
      '<data-source id="pg" save-password="true">\n  <connection host="db" port="5432" user="app" password="{an:12}">',
    ],
    miss: [
      '<data-source id="o-1" save-password="true">\n<connection host="db" user="app" password=""/>',
      '<data-source id="o-1" save-password="false">\n<connection host="db" user="app" password="{lower:8}"/>',
      '<data-source id="o-1" save-password="true">\n<connection host="db" user="app" password="${DB_PASSWORD}"/>',
    ],
  },
] as const satisfies readonly Pattern[];
