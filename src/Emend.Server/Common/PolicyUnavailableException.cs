namespace Emend.Server.Common;

/// <summary>The policy that decides at an API exists only in another version of Emend.</summary>
internal sealed class PolicyUnavailableException(string policy, string api)
    : Exception($"Policy {policy} decides at API {api}, but this version of Emend does not have it.");
