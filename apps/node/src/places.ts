// Where the files that ship with Zooid are, seen from apps/node/dist as well as from apps/node/src.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../../..', import.meta.url))

/** The shipped cartridges, or null in an installation without them. */
export const shippedCartridges = present(`${root}/cartridges`)
/** The built dashboard, or null before `npm run build`. */
export const builtDashboard = present(`${root}/apps/dashboard/dist`)

function present(path: string): string | null {
  return existsSync(path) ? path : null
}
