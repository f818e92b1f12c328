/** The rewriters that exist; the first whose `matches` says yes has the file. One line each. */
import type { Rewriter } from '../remediation-types.ts';
import { dotenv } from './dotenv.ts';
import { ini } from './ini.ts';
import { javascript } from './javascript.ts';
import { json } from './json.ts';
import { python } from './python.ts';
import { toml } from './toml.ts';
import { yaml } from './yaml.ts';

export const rewriters: readonly Rewriter[] = [javascript, python, dotenv, json, yaml, toml, ini];
