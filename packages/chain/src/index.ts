export { AnvilMissingError } from './anvil.ts'
export {
  identityRegistryAbi,
  multicall3Abi,
  permit2Abi,
  reputationRegistryAbi,
  testDollarAbi,
  validationRegistryAbi,
} from './artifacts.gen.ts'
export {
  AssetMismatchError,
  type ChainClient,
  type ChainReaderOptions,
  createChainReader,
} from './client.ts'
export {
  type Devnet,
  type DevnetOptions,
  DevnetOwnedError,
  DevnetStartError,
  startDevnet,
} from './devnet.ts'
export { devKeys, faucetKey, type UnsafeKey } from './devnet-keys.ts'
export { DevnetPortError } from './devnet-port.ts'
export {
  createFaucet,
  FaucetAddressError,
  FaucetFailedError,
  FaucetLimitError,
  type FaucetLimits,
  type FaucetOptions,
  FaucetUnavailableError,
} from './faucet.ts'
export {
  ensureIdentity,
  IdentityError,
  type IdentityOptions,
  type IdentitySettings,
} from './identity.ts'
export { type Agent, listAgents } from './identity-list.ts'
export {
  decryptKey,
  encryptKey,
  KeystoreError,
  type KeystoreV3,
  PassphraseError,
} from './keystore.ts'
export { ProfileError, type ProfileOverrides, profileNames, resolveProfile } from './profiles.ts'
export { recoverBackend, recoverSigner } from './recover.ts'
export { createSignerRecovery, type SignerRecovery } from './recover-thread.ts'
export {
  agentCard,
  decodeAgentUri,
  encodeAgentUri,
  type NodeProfile,
  type Registration,
  type RegistrationFile,
  registrationFile,
  type Skill,
} from './registration.ts'
export {
  ChainUnavailableError,
  createRpc,
  type Rpc,
  RpcCallError,
  type RpcOptions,
  rpcTransport,
} from './rpc.ts'
export { createSettler, type SettlerOptions } from './settler.ts'
export type * from './types.ts'
export { openWallet, type Wallet, WalletFileError } from './wallet.ts'
