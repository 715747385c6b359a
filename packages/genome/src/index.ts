export * as build from './build.ts'
export { GenomeBuildError } from './build.ts'
export { decode } from './codec/decode.ts'
export { encode } from './codec/encode.ts'
export {
  type CodecReason,
  codecVersion,
  codecVersions,
  GenomeCodecError,
} from './codec/format.ts'
export {
  describe,
  describeBytes,
  type Manifest,
  manifest,
  manifestBytes,
  manifestText,
  search,
} from './describe.ts'
export { differentiate } from './diff/differentiate.ts'
export { GenomeDiffError } from './diff/straight.ts'
export { type Crossover, crossover } from './evolve/crossover.ts'
export { applyEdit, type Edit, editBetween, GenomeEditError, invertEdit } from './evolve/edit.ts'
export {
  type MutateOptions,
  type Mutation,
  mutate,
  NoOffspringError,
} from './evolve/mutate.ts'
export { type MutationKind, mutationKinds } from './evolve/proposals.ts'
export { type Attrs, type AttrValue, children, type Expr } from './expr.ts'
export {
  ladder,
  nextRung,
  type Rung,
  type RungName,
  rungGenome,
  rungNames,
} from './genomes/ladder.ts'
export {
  type FeatureBag,
  type Mixer,
  swigluWidth,
  trainingGenome,
  type UnifiedOptions,
  unifiedGenome,
} from './genomes/unified.ts'
export { genomeHash } from './hash.ts'
export {
  at,
  GenomeTypeError,
  type InferOptions,
  infer,
  inferGenome,
  type Path,
  type Typing,
} from './infer.ts'
export { genomeLimits } from './limits.ts'
export { type Lowered, type LoweredStep, lower, type Output } from './lower.ts'
export { nestsIn } from './nest.ts'
export {
  type AttrSpec,
  type Cost,
  type Effect,
  effectNames,
  type Family,
  families,
  type Grad,
  type OpDef,
} from './op.ts'
export {
  costOf,
  GenomeParameterError,
  type Parameter,
  parameterCount,
  parametersOf,
} from './params.ts'
export { opCoded, opNamed, ops, UnknownOpError } from './table.ts'
export { GenomeSyntaxError } from './text/lex.ts'
export { parse, parseType } from './text/parse.ts'
export { GenomePrintError, print } from './text/print.ts'
export {
  type Dim,
  type Dtype,
  fn,
  GenomeMismatch,
  list,
  printType,
  sameType,
  type Type,
  tensor,
  tuple,
  types,
} from './type.ts'
export { printValue } from './vm/print-value.ts'
export { effectsOf, type RunOptions, type RunResult, run } from './vm/run.ts'
export {
  GenomeRunError,
  type RunErrorCode,
  type Subst,
  type Term,
  tensorValue,
  typeOfValue,
  type Value,
} from './vm/value.ts'
