/** The loader that rewritten Python reads secrets with: boto3, cached for a while, no value in any error. */
import type { LanguageReader } from '../remediation-types.ts';

/** A service that keeps values by name, as boto3 asks it. */
interface Service {
  readonly title: string;
  /** Statements of the `try` block that make `text` of `name` and `region`; undefined where there is none. */
  readonly ask: string;
}

export const pythonReader = readerOf({
  title: 'AWS Secrets Manager',
  ask: 'text = boto3.client("secretsmanager", region_name=region).get_secret_value(SecretId=name).get("SecretString")',
});

export const pythonParameterReader = readerOf({
  title: 'AWS Systems Manager Parameter Store',
  ask: `answer = boto3.client("ssm", region_name=region).get_parameter(Name=name, WithDecryption=True)
        text = answer["Parameter"].get("Value")`,
});

function readerOf(service: Service): LanguageReader {
  return {
    dependency: { ecosystem: 'pypi', name: 'boto3', version: '1.34' },
    loader(kind) {
      if (kind !== 'python') throw new RangeError(`no loader of the kind ${kind}`);
      return loaderOf(service);
    },
  };
}

function loaderOf({ title, ask }: Service): string {
  return `"""Loads secrets from ${title}; written by unleak.

A variable of the environment overrides the store: what it is now, or else what
it was when the program started. A value from the store is kept for five
minutes, so a rotated one is seen soon. What only the store needs is imported
when it is asked.
"""
import os

_LIFETIME = 300
_STARTED_WITH = dict(os.environ)
_UNRESERVED = frozenset(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_.-~")
_cache = {}


def secret(name, key=None, env=None, quoted=False):
    """Return a secret, or one key of a JSON secret; quoted as a part of a URL is.

    The variable env is asked first. Errors name the secret, never its value.
    """
    value = (os.environ.get(env) or _STARTED_WITH.get(env)) if env else None
    value = value or _stored(name, key)
    if quoted:
        value = "".join(chr(each) if each in _UNRESERVED else f"%{each:02X}" for each in value.encode())
    return value


def _stored(name, key):
    import json

    text = _load(name)
    if key is None:
        return text
    try:
        value = json.loads(text)[key]
    except (ValueError, KeyError, TypeError, IndexError):
        value = None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise RuntimeError(f"the secret {name} has no key {key}")
    return str(value)


def _load(name):
    import time

    text, until = _cache.get(name, (None, 0))
    if text is None or until <= time.monotonic():
        text = _fetch(name)
        _cache[name] = (text, time.monotonic() + _LIFETIME)
    return text


def _fetch(name):
    import boto3

    region = os.environ.get("AWS_REGION") or os.environ.get("AWS_DEFAULT_REGION")
    try:
        ${ask}
    except Exception as error:
        code = getattr(error, "response", {}).get("Error", {}).get("Code", type(error).__name__)
        raise RuntimeError(f"cannot load the secret {name}: {code}") from None
    if text is None:
        raise RuntimeError(f"the secret {name} holds no text")
    return text
`;
}
