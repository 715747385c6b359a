// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

/// What the other two registries ask of the identity registry.
interface IIdentity {
    /// @dev reverts for an agent that does not exist
    function isAuthorizedOrOwner(address spender, uint256 agentId) external view returns (bool);
}
