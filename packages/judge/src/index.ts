export { createJudge, type JudgeOptions } from './judge.ts'
export type * from './types.ts'
