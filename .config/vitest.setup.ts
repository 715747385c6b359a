// Workers and child processes cannot be started from TypeScript on Node 20, so every test run
// starts from a fresh bundle (about half a second).
import { build } from './build.mjs'

export default async function setup(): Promise<void> {
  await build()
}
