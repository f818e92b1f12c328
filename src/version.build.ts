/** The package's version, read once at build time. */
import manifest from '../package.json' with { type: 'json' };

export const version: string = manifest.version;
