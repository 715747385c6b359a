export { guestDeclarations, testDeclarations } from './guest.ts'
export { type Manifest, type ManifestResult, manifestSchema, parseManifest } from './manifest.ts'
export * from './types.ts'
