/** What becomes of a credential in INI and properties files. */
import { expect, it } from 'vitest';
import { ini } from '../../src/rewriters/ini.ts';
import { plant } from './plant.ts';

it.each([
  ['Spring', 'application.properties', '# db\ndb.password=§\nx=1\n', '# db\ndb.password=${STRIPE_KEY}\nx=1\n'],
  [
    'Spring, inside a URL',
    'application-prod.properties',
    'url = jdbc:mysql://h/d?password=§&a=b\n',
    'url = jdbc:mysql://h/d?password=${STRIPE_KEY}&a=b\n',
  ],
  ['Spring, with a colon', 'application.properties', 'key: §\r\n', 'key: ${STRIPE_KEY}\r\n'],
  ['Spring, on a line that goes on', 'application.properties', 'keys=a,\\\n  §\n', 'keys=a,\\\n  ${STRIPE_KEY}\n'],
  ['npm', '.npmrc', '//registry.test/:_authToken=§\n', '//registry.test/:_authToken=${STRIPE_KEY}\n'],
  [
    'supervisor',
    'etc/supervisord.conf',
    '[program:a]\nenvironment=KEY="§"\n',
    '[program:a]\nenvironment=KEY="%(ENV_STRIPE_KEY)s"\n',
  ],
  ['Grafana', 'grafana.ini', '[database]\npassword = "§"\n', '[database]\npassword = "$__env{STRIPE_KEY}"\n'],
])('%s', async (_, path, before, after) => {
  const { after: result, codes, notes } = await plant(ini, { path, before });
  expect(result).toBe(after);
  expect(codes).toEqual([]);
  expect(notes).toHaveLength(1);
});

it('properties on the class path of a Spring application', async () => {
  const files = { 'pom.xml': '<artifactId>spring-boot-starter</artifactId>\n' };
  const path = 'src/main/resources/mail.properties';
  expect((await plant(ini, { path, before: 'mail.password=§\n', files })).after).toBe('mail.password=${STRIPE_KEY}\n');
});

it.each([
  ['a consumer that is not known', 'app.ini', '[a]\nkey = §\n', 'no-consumer'],
  ['a remark', 'application.properties', '# key=§\n', 'comment'],
  ['credentials of PyPI', '.pypirc', '[pypi]\npassword = §\n', 'pypi-credentials'],
  ['Gradle', 'gradle.properties', 'signing.password=§\n', 'gradle-properties'],
  ['a line that is no setting', 'application.properties', '§\n', 'not-a-value'],
])('%s is refused', async (_, path, before, code) => {
  const { codes, edits } = await plant(ini, { path, before });
  expect(codes).toEqual([code]);
  expect(edits).toEqual([]);
});
