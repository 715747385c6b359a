// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IIdentity} from "./IIdentity.sol";

/// ERC-8004 validation: an agent asks a named validator to check a piece of work (known by the hash of the
/// request), the validator answers 0 to 100, and may answer again as it learns more. Our own implementation
/// of the published interface, which is still being discussed upstream.
contract ValidationRegistry {
    struct Validation {
        address validator;
        uint8 response;
        bool answered;
        uint256 agentId;
        bytes32 responseHash;
        string tag;
        uint256 lastUpdate;
    }

    IIdentity private immutable _identity;

    mapping(bytes32 requestHash => Validation) private _validations;
    mapping(uint256 agentId => bytes32[]) private _ofAgent;
    mapping(address validator => bytes32[]) private _ofValidator;

    event ValidationRequest(
        address indexed validatorAddress, uint256 indexed agentId, string requestURI, bytes32 indexed requestHash
    );
    event ValidationResponse(
        address indexed validatorAddress,
        uint256 indexed agentId,
        bytes32 indexed requestHash,
        uint8 response,
        string responseURI,
        bytes32 responseHash,
        string tag
    );

    constructor(address identityRegistry) {
        _identity = IIdentity(identityRegistry);
    }

    function getIdentityRegistry() external view returns (address) {
        return address(_identity);
    }

    function getVersion() external pure returns (string memory) {
        return "2.0.0";
    }

    function validationRequest(
        address validatorAddress,
        uint256 agentId,
        string calldata requestURI,
        bytes32 requestHash
    ) external {
        require(validatorAddress != address(0), "bad validator");
        require(_identity.isAuthorizedOrOwner(msg.sender, agentId), "Not authorized");
        Validation storage validation = _validations[requestHash];
        require(validation.validator == address(0), "exists");
        validation.validator = validatorAddress;
        validation.agentId = agentId;
        validation.lastUpdate = block.timestamp;
        _ofAgent[agentId].push(requestHash);
        _ofValidator[validatorAddress].push(requestHash);
        emit ValidationRequest(validatorAddress, agentId, requestURI, requestHash);
    }

    function validationResponse(
        bytes32 requestHash,
        uint8 response,
        string calldata responseURI,
        bytes32 responseHash,
        string calldata tag
    ) external {
        Validation storage validation = _known(requestHash);
        require(msg.sender == validation.validator, "not validator");
        require(response <= 100, "resp>100");
        validation.response = response;
        validation.responseHash = responseHash;
        validation.tag = tag;
        validation.lastUpdate = block.timestamp;
        validation.answered = true;
        emit ValidationResponse(
            validation.validator, validation.agentId, requestHash, response, responseURI, responseHash, tag
        );
    }

    /// An unanswered request reads response 0 with an empty tag and hash.
    function getValidationStatus(bytes32 requestHash)
        external
        view
        returns (
            address validatorAddress,
            uint256 agentId,
            uint8 response,
            bytes32 responseHash,
            string memory tag,
            uint256 lastUpdate
        )
    {
        Validation storage validation = _known(requestHash);
        return (
            validation.validator,
            validation.agentId,
            validation.response,
            validation.responseHash,
            validation.tag,
            validation.lastUpdate
        );
    }

    /// Answered requests only. No validators: all of them; an empty tag matches every tag.
    function getSummary(uint256 agentId, address[] calldata validatorAddresses, string calldata tag)
        external
        view
        returns (uint64 count, uint8 avgResponse)
    {
        bytes32[] storage requests = _ofAgent[agentId];
        uint256 sum = 0;
        for (uint256 i = 0; i < requests.length; ++i) {
            Validation storage validation = _validations[requests[i]];
            if (!validation.answered || !_isAsked(validation.validator, validatorAddresses)) continue;
            if (bytes(tag).length > 0 && keccak256(bytes(tag)) != keccak256(bytes(validation.tag))) continue;
            sum += validation.response;
            ++count;
        }
        if (count > 0) avgResponse = uint8(sum / count);
    }

    function getAgentValidations(uint256 agentId) external view returns (bytes32[] memory) {
        return _ofAgent[agentId];
    }

    function getValidatorRequests(address validatorAddress) external view returns (bytes32[] memory) {
        return _ofValidator[validatorAddress];
    }

    function _known(bytes32 requestHash) private view returns (Validation storage validation) {
        validation = _validations[requestHash];
        require(validation.validator != address(0), "unknown");
    }

    function _isAsked(address validator, address[] calldata asked) private pure returns (bool) {
        for (uint256 i = 0; i < asked.length; ++i) {
            if (asked[i] == validator) return true;
        }
        return asked.length == 0;
    }
}
