// For container health checks, where neither curl nor wget exists.
import type { Config } from './config.ts'

/** Does the node on our own port say it is ready? */
export async function checkHealth(config: Config): Promise<boolean> {
  try {
    const response = await fetch(`http://127.0.0.1:${config.port}/readyz`, {
      signal: AbortSignal.timeout(3_000),
    })
    return response.ok
  } catch {
    // Not listening yet is the plain meaning of "not healthy".
    return false
  }
}
