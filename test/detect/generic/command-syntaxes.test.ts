/** Passwords in the syntaxes of command lines, scripts and SQL: each is found with its exact value, and a twin that only refers to one is not. */
import { describe, it } from 'vitest';
import { expectFound, expectSilent } from './syntaxes.ts';

describe('a password in command lines, scripts and SQL', () => {
  it.each([
    ['PowerShell variable', 'a.ps1', '$Password = "§"', '$Password = $env:PASSWORD'],
    [
      'PowerShell parameter',
      'a.ps1',
      'Invoke-Sqlcmd -Username sa -Password "§"',
      'Invoke-Sqlcmd -Username sa -Password $pw',
    ],
    [
      'PowerShell bare parameter',
      'a.ps1',
      'Invoke-Sqlcmd -Username sa -Password §',
      'Invoke-Sqlcmd -Username sa -Password $SqlPassword',
    ],
    ['PowerShell default', 'a.ps1', '    [string]$AdminPassword = "§",', '    [string]$AdminPassword = "",'],
    ['shell mysql --password', 'a.sh', 'mysql --user=root --password=§ app', 'mysql --user=root --password=$PW app'],
    [
      'shell curl data',
      'a.sh',
      'curl -d "user=ann&password=§" https://corp.io/login',
      'curl -d "user=ann&password=$PW" https://corp.io/login',
    ],
    [
      'shell curl json',
      'a.sh',
      'curl -d \'{"username":"ann","password":"§"}\' https://corp.io/login',
      'curl -d \'{"username":"ann","password":"\'$PW\'"}\' https://corp.io/login',
    ],
    [
      'shell curl escaped json',
      'a.sh',
      'curl -d "{\\"username\\":\\"ann\\",\\"password\\":\\"§\\"}" https://corp.io/login',
      'curl -d "{\\"username\\":\\"ann\\",\\"password\\":\\"$PW\\"}" https://corp.io/login',
    ],
    [
      'shell wget',
      'a.sh',
      'wget --user=ann --password=§ https://corp.io/f',
      'wget --user=ann --password=$PW https://corp.io/f',
    ],
    [
      'shell wget http-password',
      'a.sh',
      'wget --http-user ann --http-password § https://corp.io/f',
      'wget --http-user ann --http-password $PW https://corp.io/f',
    ],
    ['shell PGPASSWORD', 'a.sh', 'PGPASSWORD=§ psql -h db -U app app', 'PGPASSWORD=$DB_PASS psql -h db -U app app'],
    ['shell export', 'a.sh', 'export DB_PASSWORD=§', 'export DB_PASSWORD=$(pass show db)'],
    ['shell export quoted', 'a.sh', 'export DB_PASSWORD="§"', 'export DB_PASSWORD="$1"'],
    ['shell colon default', 'a.sh', ': "${MYSQL_ROOT_PASSWORD:=§}"', ': "${MYSQL_ROOT_PASSWORD:?}"'],
    [
      'shell docker login --password',
      'a.sh',
      'docker login --username ci --password § registry.corp.io',
      'docker login --username ci --password-stdin registry.corp.io',
    ],
    [
      'shell docker run -e',
      'a.sh',
      'docker run -e MYSQL_ROOT_PASSWORD=§ -d mysql:8',
      'docker run -e MYSQL_ROOT_PASSWORD -d mysql:8',
    ],
    [
      'shell openssl passin',
      'a.sh',
      'openssl rsa -in k.pem -out k.key -passin pass:§',
      'openssl rsa -in k.pem -out k.key -passin pass:$PW',
    ],
    ['bat set', 'a.bat', 'set DB_PASSWORD=§', 'set DB_PASSWORD=%1'],
    [
      'shell keytool',
      'a.sh',
      'keytool -genkey -alias a -keystore k.jks -storepass § -keypass §',
      'keytool -genkey -alias a -keystore k.jks -storepass $PW -keypass $PW',
    ],
    [
      'shell mount cifs',
      'a.sh',
      'mount -t cifs //fs/s /mnt -o username=ann,password=§',
      'mount -t cifs //fs/s /mnt -o username=ann,password=$PW',
    ],
    [
      'shell svn',
      'a.sh',
      'svn co --username ann --password § https://svn.corp.io/r',
      'svn co --username ann --password $PW https://svn.corp.io/r',
    ],
    [
      'shell helm set',
      'a.sh',
      'helm install db bitnami/mysql --set auth.rootPassword=§',
      'helm install db bitnami/mysql --set auth.rootPassword=$PW',
    ],
    [
      'shell kubectl literal',
      'a.sh',
      'kubectl create secret generic db --from-literal=password=§',
      'kubectl create secret generic db --from-literal=password=$PW',
    ],
    [
      'shell useradd -p',
      'a.sh',
      'curl -H "X-Auth-Password: §" https://corp.io',
      'curl -H "X-Auth-Password: $PW" https://corp.io',
    ],
    ['URL https', 'a.sh', 'git clone https://ann:§@git.corp.io/r.git', 'git clone https://ann:$PW@git.corp.io/r.git'],
    [
      'SQL alter user',
      'a.sql',
      "ALTER USER app WITH ENCRYPTED PASSWORD '§';",
      "ALTER USER app WITH ENCRYPTED PASSWORD '{{ pw }}';",
    ],
    ['SQL server login', 'a.sql', "CREATE LOGIN app WITH PASSWORD = '§';", "CREATE LOGIN app WITH PASSWORD = '$(PW)';"],
    [
      'SQL server N string',
      'a.sql',
      "CREATE LOGIN [app] WITH PASSWORD=N'§'",
      "CREATE LOGIN [app] WITH PASSWORD=N'$(PW)'",
    ],
    [
      'SQL set password',
      'a.sql',
      "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('§');",
      "SET PASSWORD FOR 'root'@'localhost' = PASSWORD('$PW');",
    ],
    [
      'SQL set column',
      'a.sql',
      "UPDATE users SET password = '§' WHERE id = 1;",
      'UPDATE users SET password = ? WHERE id = 1;',
    ],
    ['Dockerfile ENV', 'Dockerfile', 'ENV MYSQL_PASSWORD §', 'ENV MYSQL_PASSWORD $MYSQL_PASSWORD'],
    ['Dockerfile ENV equals', 'Dockerfile', 'ENV MYSQL_PASSWORD=§', 'ENV MYSQL_PASSWORD=${MYSQL_PASSWORD}'],
    [
      'Dockerfile ENV several',
      'Dockerfile',
      'ENV DB_USER=app DB_PASSWORD=§ DB_HOST=db',
      'ENV DB_USER=app DB_PASSWORD=$P DB_HOST=db',
    ],
    ['Dockerfile ARG', 'Dockerfile', 'ARG DB_PASSWORD=§', 'ARG DB_PASSWORD'],
    [
      'Java system property',
      'a.sh',
      'java -Djavax.net.ssl.keyStorePassword=§ -jar a.jar',
      'java -Djavax.net.ssl.keyStorePassword=$PW -jar a.jar',
    ],
    [
      'crontab',
      'crontab',
      '0 3 * * * MYSQL_PWD=§ mysqldump app > d.sql',
      '0 3 * * * MYSQL_PWD=$PW mysqldump app > d.sql',
    ],
  ])('is found in %s', (_, path, line, twin) => {
    expectFound(path, line);
    expectSilent(path, twin);
  });
});
