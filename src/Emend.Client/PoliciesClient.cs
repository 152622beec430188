using System.Runtime.CompilerServices;

namespace Emend.Client;

/// <summary>
/// Policies: which rules apply. Writes have no idempotency key and are sent once. Set the expected version to make a repeated write safe.
/// </summary>
public sealed class PoliciesClient
{
    private const string BasePath = "policies";
    private const string AssignmentsPath = BasePath + "/assignments";

    private readonly HttpTransport _httpTransport;

    internal PoliciesClient(HttpTransport httpTransport) => this._httpTransport = httpTransport;

    /// <summary>Lists the policies and their assignments.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public Task<PolicyList> ListAsync(CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(BasePath), EmendJsonContext.Default.PolicyList, ct);

    /// <summary>Reads a policy with all its rules.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Policy> GetAsync(string name, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(GetPath(name)), EmendJsonContext.Default.Policy, ct);

    /// <summary>Reads a policy if it has another version than the given one. Returns null if it is unchanged.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="version">The version the caller has.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Policy?> GetIfChangedAsync(string name, long version, CancellationToken ct = default) =>
        _httpTransport.SendOptionalAsync(ApiRequest.Get(GetPath(name)).IfNoneMatch(version), EmendJsonContext.Default.Policy, ct);

    /// <summary>Creates or replaces a custom policy. Every write creates a new version.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="policy">The new content.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="InvalidPolicyException">The policy is invalid.</exception>
    /// <exception cref="VersionConflictException">The policy has another version than the expected one.</exception>
    public Task<Policy> PutAsync(string name, PolicyUpdate policy, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Put, GetPath(name)).WithBody(policy, EmendJsonContext.Default.PolicyUpdate),
            EmendJsonContext.Default.Policy,
            ct);

    /// <summary>Deletes a custom policy.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="version">The expected version; null to skip the check.</param>
    /// <param name="ct">Cancels the operation.</param>
    /// <exception cref="PolicyInUseException">The policy is still assigned.</exception>
    public Task DeleteAsync(string name, long? version = null, CancellationToken ct = default) =>
        _httpTransport.SendOptionalAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Delete, GetPath(name)).IfMatch(version), EmendJsonContext.Default.Policy, ct);

    /// <summary>Lists the versions of a policy, newest first. Also works for a deleted policy.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="ct">Cancels the operation.</param>
    public async IAsyncEnumerable<PolicyVersion> ListVersionsAsync(string name, [EnumeratorCancellation] CancellationToken ct = default)
    {
        long? before = null;
        do
        {
            var page = await ListVersionPageAsync(name, before, ct: ct);
            foreach (var version in page.Versions)
            {
                yield return version;
            }

            before = page.Next;
        }
        while (before is not null);
    }

    /// <summary>Reads one page of the versions of a policy, newest first.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="before">Returns only earlier versions: the <see cref="PolicyVersionPage.Next"/> value of the previous page.</param>
    /// <param name="size">The page size, at most 100.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<PolicyVersionPage> ListVersionPageAsync(
        string name, long? before = null, int? size = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.Get(GetPath(name) + "/versions").WithQuery("before", before).WithQuery("size", size),
            EmendJsonContext.Default.PolicyVersionPage,
            ct);

    /// <summary>Reads a version of a policy with all its rules.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="version">The version.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<Policy> GetVersionAsync(string name, long version, CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get($"{GetPath(name)}/versions/{version}"), EmendJsonContext.Default.Policy, ct);

    /// <summary>Simulates a policy on the newest modifications. Nothing is written.</summary>
    /// <param name="name">The name of the policy.</param>
    /// <param name="request">The number of modifications and, optionally, the policy to evaluate instead of the stored one.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<PolicySimulation> SimulateAsync(string name, PolicySimulationRequest? request = null, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.RetryablePost(GetPath(name) + "/simulate")
                .WithBody(request ?? new(), EmendJsonContext.Default.PolicySimulationRequest),
            EmendJsonContext.Default.PolicySimulation,
            ct);

    /// <summary>Reads the policy assignments.</summary>
    /// <param name="ct">Cancels the operation.</param>
    public Task<PolicyAssignments> GetAssignmentsAsync(CancellationToken ct = default) =>
        _httpTransport.SendAsync(ApiRequest.Get(AssignmentsPath), EmendJsonContext.Default.PolicyAssignments, ct);

    /// <summary>Replaces all policy assignments.</summary>
    /// <param name="assignments">The new assignments.</param>
    /// <param name="ct">Cancels the operation.</param>
    public Task<PolicyAssignments> PutAssignmentsAsync(PolicyAssignmentsUpdate assignments, CancellationToken ct = default) =>
        _httpTransport.SendAsync(
            ApiRequest.WriteWithoutKey(HttpMethod.Put, AssignmentsPath)
                .WithBody(assignments, EmendJsonContext.Default.PolicyAssignmentsUpdate),
            EmendJsonContext.Default.PolicyAssignments,
            ct);

    private static string GetPath(string name) => $"{BasePath}/{ApiRequest.EscapeSegment(name)}";
}
