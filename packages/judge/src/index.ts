export {
  BenchInfrastructureError,
  type BenchOptions,
  type RowStore,
  runBench,
} from './bench.ts'
export {
  type Checker,
  type CheckerOptions,
  compilerOptions as problemCompilerOptions,
  createChecker,
} from './checker.ts'
export { createCheckerPool } from './checker-pool.ts'
export {
  type Contamination,
  type CorpusProgram,
  exportedNames,
  findContamination,
  normaliseSource,
  passesUnderAnyName,
} from './contamination.ts'
export { sha256 } from './content-hash.ts'
export { createEnumerationSolver, type EnumerationOptions } from './enumeration/solver.ts'
export { createJudge, type JudgeOptions } from './judge.ts'
export { type Outline, outlineOf } from './outline.ts'
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
export { openRowFile } from './row-file.ts'
export {
  type BenchRow,
  type Interval,
  passAtK,
  type Score,
  scoreRows,
  type TierScore,
  tierWeights,
  wilson,
} from './score.ts'
export { type SolveOptions, type Solver, type Task, taskOf } from './solver.ts'
export {
  assignSplits,
  problemsOf,
  readSplits,
  type SplitName,
  type Splits,
  SplitsError,
  splitNames,
} from './splits.ts'
export { type TranspileResult, transpile } from './transpile.ts'
export type * from './types.ts'
export { createVerdictCache, type VerdictCache } from './verdict-cache.ts'
export { decodeWire } from './wire.ts'
