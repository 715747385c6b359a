export { createJudge, type JudgeOptions } from './judge.ts'
export { type TranspileResult, transpile } from './transpile.ts'
export type * from './types.ts'
