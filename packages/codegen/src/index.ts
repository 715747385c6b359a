export { compile, limits, OutOfFuel, type Run } from './language/evaluate.ts'
export {
  copiedConstants,
  firstProduction,
  flatten,
  grammarHash,
  leafOf,
  legalSymbols,
  productionOf,
  productions,
  type Signature,
  sharedConstants,
  symbolCount,
  unflatten,
} from './language/grammar.ts'
export { readTerm, showTerm } from './language/notation.ts'
export type { Production, Slot } from './language/production.ts'
export { type Header, render } from './language/render.ts'
export { type Random, sampleTerm, seededRandom } from './language/sample.ts'
export { type Scope, sizeOf, type Term, typeOf } from './language/term.ts'
export { elementOf, isOfType, sameValue, type Type, typeName, types } from './language/type.ts'
export { defaultSize, type Size as NetworkSize } from './learn/architecture.ts'
export { corpusText, hashOf, parseCorpus } from './learn/corpus-file.ts'
export {
  type Guide,
  type GuideOptions,
  guideFrom,
  openGuide,
  type RuleWeights,
  type Walk,
} from './learn/guide.ts'
export type { Measure } from './learn/measure.ts'
export {
  CodegenRunError,
  type FolderHooks,
  type FolderResult,
  type FolderRun,
  trainInFolder,
} from './learn/run-folder.ts'
export {
  type TrainingHooks,
  type TrainingPlan,
  type TrainingPoint,
  type TrainingProgress,
  type TrainingResult,
  trainGuide,
} from './learn/training.ts'
export {
  decodeWeights,
  encodeWeights,
  GuideError,
  type GuideReason,
  type WeightsManifest,
  weightFiles,
} from './learn/weights-file.ts'
export { type NightOptions, type NightReport, runNight } from './night/night.ts'
export { PriorFileError, parsePrior } from './night/prior-file.ts'
export { type NightProblems, readNightProblems } from './night/problems.ts'
export { priorOf, type RefitTable } from './night/refit.ts'
export { createRepairSolver, type RepairSolverOptions } from './repair/repair-solver.ts'
export {
  type Repair,
  type RepairOptions,
  type RepairTools,
  repairStarter,
} from './repair/repair-starter.ts'
export {
  maxRequestBytes,
  parseSolveRequest,
  type SolveRefusal,
  SolveRequestError,
} from './request.ts'
export { type BeamLimits, beamSearch, type LikelyProgram, likeliest } from './search/beam.ts'
export { blendedPrior, type Written } from './search/blend.ts'
export {
  enumerate,
  type FoundProgram,
  type SearchLimits,
  type SearchResult,
} from './search/enumerate.ts'
export type { Guidance } from './search/guidance.ts'
export { handPrior, type Prior, uniformPrior } from './search/prior.ts'
export {
  beamWidths,
  corpusPrior,
  type Lane,
  type Proposal,
  rulesPrior,
  type SolveBudget,
  type Solved,
  type SolveTools,
  solve,
} from './solve.ts'
export { type CodegenSolverOptions, createCodegenSolver } from './solver.ts'
export {
  type CodegenExample,
  type CodegenTask,
  codegenTaskOf,
  type FunctionHeader,
  parseHeader,
  type Refusal,
  taskFrom,
} from './task.ts'
export {
  type Corpus,
  type CorpusCounts,
  createCorpus,
  type Program as CorpusProgram,
} from './tasks/corpus.ts'
export { describableWords } from './tasks/describe.ts'
export {
  createExclusion,
  type Exclusion,
  type Forbidden,
  forbiddenText,
  parseForbidden,
} from './tasks/exclusion.ts'
export { canonicalInputs, createInputs } from './tasks/inputs.ts'
