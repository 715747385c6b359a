export * from './database.ts'
export { DatabaseLockError, DatabaseLockedError } from './database-lock.ts'
export type * from './types.ts'
