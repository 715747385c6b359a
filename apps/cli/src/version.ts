// The version users see: the one in this app's package.json.
import manifest from '../package.json' with { type: 'json' }

export const version: string = manifest.version
