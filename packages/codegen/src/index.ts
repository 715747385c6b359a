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
export type { Production, Slot } from './language/production.ts'
export { type Header, render } from './language/render.ts'
export { type Scope, sizeOf, type Term, typeOf } from './language/term.ts'
export { elementOf, isOfType, sameValue, type Type, typeName, types } from './language/type.ts'
export {
  type CodegenExample,
  type CodegenTask,
  codegenTaskOf,
  type FunctionHeader,
  parseHeader,
  type Refusal,
  taskFrom,
} from './task.ts'
