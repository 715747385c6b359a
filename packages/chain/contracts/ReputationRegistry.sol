// SPDX-License-Identifier: MIT
pragma solidity ^0.8.37;

import {IIdentity} from "./IIdentity.sol";

/// ERC-8004 reputation: clients rate agents with a signed fixed-point number and up to two tags. Our own
/// implementation of the published interface. An agent's owner and operators can not rate it; anybody else
/// can, so a summary means something only over a list of clients the reader trusts, and asks for one.
contract ReputationRegistry {
    struct Feedback {
        int128 value;
        uint8 valueDecimals;
        bool isRevoked;
        string tag1;
        string tag2;
    }

    int128 private constant MAX_ABS_VALUE = 1e38;
    uint8 private constant MAX_DECIMALS = 18;

    IIdentity private immutable _identity;

    /// Index 0 of a client's feedback stays empty: published indexes start at 1.
    mapping(uint256 agentId => mapping(address client => uint64)) private _lastIndex;
    mapping(uint256 agentId => mapping(address client => mapping(uint64 index => Feedback))) private _feedback;
    mapping(uint256 agentId => address[]) private _clients;
    mapping(bytes32 feedbackKey => mapping(address responder => uint64)) private _responses;
    mapping(bytes32 feedbackKey => address[]) private _responders;

    event NewFeedback(
        uint256 indexed agentId,
        address indexed clientAddress,
        uint64 feedbackIndex,
        int128 value,
        uint8 valueDecimals,
        string indexed indexedTag1,
        string tag1,
        string tag2,
        string endpoint,
        string feedbackURI,
        bytes32 feedbackHash
    );
    event FeedbackRevoked(uint256 indexed agentId, address indexed clientAddress, uint64 indexed feedbackIndex);
    event ResponseAppended(
        uint256 indexed agentId,
        address indexed clientAddress,
        uint64 feedbackIndex,
        address indexed responder,
        string responseURI,
        bytes32 responseHash
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

    /// `endpoint`, `feedbackURI` and `feedbackHash` live in the event only.
    function giveFeedback(
        uint256 agentId,
        int128 value,
        uint8 valueDecimals,
        string calldata tag1,
        string calldata tag2,
        string calldata endpoint,
        string calldata feedbackURI,
        bytes32 feedbackHash
    ) external {
        require(valueDecimals <= MAX_DECIMALS, "too many decimals");
        require(value >= -MAX_ABS_VALUE && value <= MAX_ABS_VALUE, "value too large");
        require(!_identity.isAuthorizedOrOwner(msg.sender, agentId), "Self-feedback not allowed");

        uint64 index = ++_lastIndex[agentId][msg.sender];
        if (index == 1) _clients[agentId].push(msg.sender);
        _feedback[agentId][msg.sender][index] = Feedback(value, valueDecimals, false, tag1, tag2);
        emit NewFeedback(
            agentId, msg.sender, index, value, valueDecimals, tag1, tag1, tag2, endpoint, feedbackURI, feedbackHash
        );
    }

    function revokeFeedback(uint256 agentId, uint64 feedbackIndex) external {
        _requireIndex(agentId, msg.sender, feedbackIndex);
        Feedback storage feedback = _feedback[agentId][msg.sender][feedbackIndex];
        require(!feedback.isRevoked, "Already revoked");
        feedback.isRevoked = true;
        emit FeedbackRevoked(agentId, msg.sender, feedbackIndex);
    }

    /// Anyone may answer: the agent to explain itself, a third party to mark spam.
    function appendResponse(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex,
        string calldata responseURI,
        bytes32 responseHash
    ) external {
        _requireIndex(agentId, clientAddress, feedbackIndex);
        require(bytes(responseURI).length > 0, "Empty URI");
        bytes32 key = _key(agentId, clientAddress, feedbackIndex);
        if (_responses[key][msg.sender]++ == 0) _responders[key].push(msg.sender);
        emit ResponseAppended(agentId, clientAddress, feedbackIndex, msg.sender, responseURI, responseHash);
    }

    function getLastIndex(uint256 agentId, address clientAddress) external view returns (uint64) {
        return _lastIndex[agentId][clientAddress];
    }

    function getClients(uint256 agentId) external view returns (address[] memory) {
        return _clients[agentId];
    }

    function readFeedback(uint256 agentId, address clientAddress, uint64 feedbackIndex)
        external
        view
        returns (int128 value, uint8 valueDecimals, string memory tag1, string memory tag2, bool isRevoked)
    {
        _requireIndex(agentId, clientAddress, feedbackIndex);
        Feedback storage feedback = _feedback[agentId][clientAddress][feedbackIndex];
        return (feedback.value, feedback.valueDecimals, feedback.tag1, feedback.tag2, feedback.isRevoked);
    }

    /// Average over unrevoked feedback of the named clients; an empty tag matches every tag. The average has
    /// the number of decimals most of that feedback used (the smaller number wins a tie), rounded to zero.
    function getSummary(uint256 agentId, address[] calldata clientAddresses, string calldata tag1, string calldata tag2)
        external
        view
        returns (uint64 count, int128 summaryValue, uint8 summaryValueDecimals)
    {
        require(clientAddresses.length > 0, "clientAddresses required");
        // 1e38 * 1e18 * 2^64 items stays below 2^255.
        int256 sum = 0;
        uint64[19] memory seen;
        for (uint256 i = 0; i < clientAddresses.length; ++i) {
            uint64 last = _lastIndex[agentId][clientAddresses[i]];
            for (uint64 index = 1; index <= last; ++index) {
                Feedback storage feedback = _feedback[agentId][clientAddresses[i]][index];
                if (!_matches(feedback, tag1, tag2, false)) continue;
                sum += int256(feedback.value) * int256(10 ** (MAX_DECIMALS - feedback.valueDecimals));
                ++seen[feedback.valueDecimals];
                ++count;
            }
        }
        if (count == 0) return (0, 0, 0);
        for (uint8 decimals = 1; decimals <= MAX_DECIMALS; ++decimals) {
            if (seen[decimals] > seen[summaryValueDecimals]) summaryValueDecimals = decimals;
        }
        int256 average = sum / int256(uint256(count)) / int256(10 ** (MAX_DECIMALS - summaryValueDecimals));
        // Values with few decimals averaged into many can outgrow 128 bits: refuse rather than wrap.
        require(average >= type(int128).min && average <= type(int128).max, "summary too large");
        summaryValue = int128(average);
    }

    /// All clients when `clientAddresses` is empty.
    function readAllFeedback(
        uint256 agentId,
        address[] calldata clientAddresses,
        string calldata tag1,
        string calldata tag2,
        bool includeRevoked
    )
        external
        view
        returns (
            address[] memory clients,
            uint64[] memory feedbackIndexes,
            int128[] memory values,
            uint8[] memory valueDecimals,
            string[] memory tag1s,
            string[] memory tag2s,
            bool[] memory revokedStatuses
        )
    {
        address[] memory asked = clientAddresses;
        if (asked.length == 0) asked = _clients[agentId];
        uint256 total = 0;
        for (uint256 i = 0; i < asked.length; ++i) {
            uint64 last = _lastIndex[agentId][asked[i]];
            for (uint64 index = 1; index <= last; ++index) {
                if (_matches(_feedback[agentId][asked[i]][index], tag1, tag2, includeRevoked)) ++total;
            }
        }
        clients = new address[](total);
        feedbackIndexes = new uint64[](total);
        values = new int128[](total);
        valueDecimals = new uint8[](total);
        tag1s = new string[](total);
        tag2s = new string[](total);
        revokedStatuses = new bool[](total);
        uint256 row = 0;
        for (uint256 i = 0; i < asked.length; ++i) {
            uint64 last = _lastIndex[agentId][asked[i]];
            for (uint64 index = 1; index <= last; ++index) {
                Feedback storage feedback = _feedback[agentId][asked[i]][index];
                if (!_matches(feedback, tag1, tag2, includeRevoked)) continue;
                clients[row] = asked[i];
                feedbackIndexes[row] = index;
                values[row] = feedback.value;
                valueDecimals[row] = feedback.valueDecimals;
                tag1s[row] = feedback.tag1;
                tag2s[row] = feedback.tag2;
                revokedStatuses[row] = feedback.isRevoked;
                ++row;
            }
        }
    }

    /// Zero client: all clients. Zero index: all of the client's feedback. No responders: all of them.
    function getResponseCount(
        uint256 agentId,
        address clientAddress,
        uint64 feedbackIndex,
        address[] calldata responders
    ) external view returns (uint64 count) {
        if (clientAddress != address(0)) return _responsesTo(agentId, clientAddress, feedbackIndex, responders);
        address[] storage clients = _clients[agentId];
        for (uint256 i = 0; i < clients.length; ++i) {
            count += _responsesTo(agentId, clients[i], 0, responders);
        }
    }

    function _responsesTo(uint256 agentId, address client, uint64 feedbackIndex, address[] calldata responders)
        private
        view
        returns (uint64 count)
    {
        uint64 first = feedbackIndex == 0 ? 1 : feedbackIndex;
        uint64 last = feedbackIndex == 0 ? _lastIndex[agentId][client] : feedbackIndex;
        for (uint64 index = first; index <= last; ++index) {
            bytes32 key = _key(agentId, client, index);
            address[] memory counted = responders;
            if (counted.length == 0) counted = _responders[key];
            for (uint256 i = 0; i < counted.length; ++i) {
                count += _responses[key][counted[i]];
            }
        }
    }

    function _matches(Feedback storage feedback, string calldata tag1, string calldata tag2, bool includeRevoked)
        private
        view
        returns (bool)
    {
        return (includeRevoked || !feedback.isRevoked) && _isTag(feedback.tag1, tag1) && _isTag(feedback.tag2, tag2);
    }

    function _isTag(string memory tag, string calldata asked) private pure returns (bool) {
        return bytes(asked).length == 0 || keccak256(bytes(tag)) == keccak256(bytes(asked));
    }

    function _requireIndex(uint256 agentId, address client, uint64 feedbackIndex) private view {
        require(feedbackIndex > 0, "index must be > 0");
        require(feedbackIndex <= _lastIndex[agentId][client], "index out of bounds");
    }

    function _key(uint256 agentId, address client, uint64 feedbackIndex) private pure returns (bytes32) {
        return keccak256(abi.encode(agentId, client, feedbackIndex));
    }
}
