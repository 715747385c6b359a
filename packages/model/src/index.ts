export { parseTokenizer, TokenizerFormatError, writeTokenizer } from './tokenizer/hugging-face.ts'
export { extendTokenizer, learnTokenizer, maxExtension, VocabSizeError } from './tokenizer/learn.ts'
export type { Merge } from './tokenizer/merge.ts'
export {
  firstByte,
  firstMerge,
  firstStructural,
  maxVocab,
  special,
  specialName,
  taskToken,
} from './tokenizer/special.ts'
export {
  createTokenizer,
  hasSamePrefix,
  MergeError,
  maxTokenBytes,
  TokenIdError,
  type Tokenizer,
} from './tokenizer/tokenizer.ts'
export * from './types.ts'
