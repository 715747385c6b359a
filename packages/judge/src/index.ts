export { type Checker, type CheckerOptions, createChecker } from './checker.ts'
export { createCheckerPool } from './checker-pool.ts'
export { sha256 } from './content-hash.ts'
export { createJudge, type JudgeOptions } from './judge.ts'
export {
  judgeVersion,
  type Problem,
  type ProblemFiles,
  ProblemFormatError,
  parseProblem,
  type Tier,
  tiers,
} from './problem.ts'
export { listProblemFolders, readProblem, readProblems } from './problem-folder.ts'
export {
  createProblemJudge,
  maxSolutionSteps,
  type ProblemJudge,
  type ProblemJudgeOptions,
  ProblemTestsError,
  prepareTests,
} from './problem-judge.ts'
export { checkProblemTypes, type ProblemTypes } from './problem-types.ts'
export type * from './problem-verdict.ts'
export { type TranspileResult, transpile } from './transpile.ts'
export type * from './types.ts'
export { createVerdictCache, type VerdictCache } from './verdict-cache.ts'
