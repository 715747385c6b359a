export { guestDeclarations, testDeclarations } from './guest.ts'
export {
  type CartridgeGroup,
  cartridgeGroups,
  type Manifest,
  type ManifestResult,
  manifestSchema,
  parseManifest,
  runsScripts,
} from './manifest.ts'
export { PageError, type PageFiles, pageFiles, withPage } from './page.ts'
export { SandboxClosedError, SandboxOverloadError, SandboxStartError } from './pool.ts'
export { createSandbox, type SandboxOptions } from './sandbox.ts'
export type * from './trial-types.ts'
export * from './types.ts'
