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

A value is kept for five minutes, so a rotated one is seen soon. What only the
store needs is imported when it is asked.
"""
import functools
import os

_LIFETIME = 300


def secret(name, key=None):
    """Return a secret, or one key of a JSON secret. Errors name the secret, never its value."""
    import json
    import time

    text = _load(name, int(time.monotonic() // _LIFETIME))
    if key is None:
        return text
    try:
        value = json.loads(text)[key]
    except (ValueError, KeyError, TypeError, IndexError):
        value = None
    if isinstance(value, bool) or not isinstance(value, (str, int, float)):
        raise RuntimeError(f"the secret {name} has no key {key}")
    return str(value)


@functools.lru_cache(maxsize=256)
def _load(name, _period):
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
