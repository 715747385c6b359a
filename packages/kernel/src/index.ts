export * from './arena.ts'
export * from './kernel.ts'
export { scale } from './ops/scale.ts'
export * from './tensor.ts'
